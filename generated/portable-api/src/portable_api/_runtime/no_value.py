"""The type of what can never be there: a description that says `false` allows no value at all."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias
from typing import Never as _Never

from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as cs


class NoValue:
    """Refuses every value."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        metadata = {"truespec": "leaf", "expected": "nothing", "pydantic_js_functions": [_no_json_schema]}
        serialization = cs.SimpleSerSchema(type="any")
        return cs.no_info_plain_validator_function(_refuse, metadata=metadata, serialization=serialization)


def _refuse(value: Any) -> Any:
    raise PydanticCustomError("never", "no value is described")


def _no_json_schema(schema: Any, handler: Any) -> dict[str, Any]:
    return {"not": {}}


Never: TypeAlias = Annotated[_Never, NoValue]
