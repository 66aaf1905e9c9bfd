"""What a schema without a `type` takes besides what its keywords are about: it comes as it is.

To a type checker these are nothing, so that `Pet | NotObject` is `Pet`.
"""

from __future__ import annotations

from typing import Annotated, Any, Never, TypeAlias

from pydantic import BaseModel
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as cs

from .wire_schema import Schema, choice_schemas, is_marked

MARK = "besides"


class Besides:
    """Takes any JSON value but those of one type."""

    def __init__(self, excluded: type) -> None:
        self._excluded = excluded

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        metadata = {"truespec": MARK, "pydantic_js_functions": [_any_json_schema]}
        return cs.no_info_plain_validator_function(self._read, metadata=metadata, serialization=_AS_IT_IS)

    def _read(self, value: Any) -> Any:
        if isinstance(value, (BaseModel, self._excluded)):
            raise PydanticCustomError("besides", "not what the description says")
        return value


def described_choice(schema: Schema) -> Schema | None:
    """The one choice of a union that is described, when all others come as they are."""
    if schema["type"] != "union":
        return None
    choices = choice_schemas(schema["choices"])
    described = [one for one in choices if not is_free(one)]
    return described[0] if len(described) == 1 and len(choices) > 1 else None


def free_choice(schema: Schema) -> Schema:
    """The choice of such a union that takes what comes."""
    return next(one for one in choice_schemas(schema["choices"]) if is_free(one))


def is_free(schema: Schema) -> bool:
    """Whether a schema is one of this module's."""
    return is_marked(schema, MARK)


def _any_json_schema(schema: Any, handler: Any) -> Schema:
    return {}


_AS_IT_IS = cs.SimpleSerSchema(type="any")

NotObject: TypeAlias = Annotated[Never, Besides(dict)]
NotArray: TypeAlias = Annotated[Never, Besides(list)]
