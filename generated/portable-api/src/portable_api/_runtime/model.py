"""The base of every generated model."""

from __future__ import annotations

import json
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from .codec import NotJSONError, codec_of
from .disagreement import Source, drifts_of
from .drift import DriftHandler, DriftReporter, warn
from .encode import to_json
from .errors import APIResponseError, DecodeError
from .from_json import give_defaults_their_fields
from .rules import FieldRules as FieldRules
from .rules import field_rules
from .wire_schema import apply_rules


class Model(BaseModel):
    """A described object. Unknown fields are kept; what was decoded encodes back to the same JSON.

    A class states its rules as `__wire__`. None are stated here: what is annotated here is evaluated for each class.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        protected_namespaces=(),
        allow_inf_nan=False,
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler, /) -> CoreSchema:
        schema = handler(source)
        model: Any = handler.resolve_ref_schema(schema)
        apply_rules(model, field_rules(cls))
        give_defaults_their_fields(cls)
        return schema

    def to_json(self) -> str:
        """The JSON of what is set, by wire names: for a decoded instance the JSON that it came from."""
        return to_json(self)

    def to_dict(self) -> dict[str, Any]:
        """The same as `to_json`, as plain JSON values."""
        values: dict[str, Any] = json.loads(self.to_json())
        return values

    @classmethod
    def from_json(cls, content: str | bytes, *, strict: bool = False, on_drift: DriftHandler = warn) -> Self:
        """Read an instance from JSON.

        Each disagreement goes to `on_drift` and is kept raw; with `strict` it raises DecodeError instead.
        Raises APIResponseError for what is not JSON or not an object.
        """
        data = content.encode() if isinstance(content, str) else content
        try:
            decoded = codec_of(cls).decode(data)
        except NotJSONError as error:
            raise APIResponseError(f"{cls.__name__}: {error}", content=data) from error
        package = cls.__module__.partition(".models")[0]
        source = Source(package=package, operation=cls.__name__, schema=codec_of(cls).schema)
        drifts = drifts_of(decoded, source)
        if drifts and (strict or not isinstance(decoded.value, cls)):
            raise DecodeError.of(drifts, content=data)
        DriftReporter(on_drift).report(drifts)
        value: Self = decoded.value
        return value
