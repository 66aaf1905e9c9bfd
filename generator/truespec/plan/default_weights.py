"""How many objects a default makes whenever its class is made: defaults of defaults could double without end."""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from truespec.schema import ObjectSchema, Schema, references
from truespec.specification import Specification

_MOST: Final = 1_000


class Weights(Struct, frozen=True):
    """Counts the objects of one specification's defaults; those that lead back to themselves are too many."""

    specification: Specification
    counted: dict[str, int] = field(default_factory=dict[str, int])

    def is_too_much(self, default: str, schema: Schema) -> bool:
        """Say whether a default, as JSON, makes more objects than anybody means."""
        return self._of(default, schema) > _MOST

    def _of(self, default: str, schema: Schema) -> int:
        inside = sum(map(self._of_named, set(references(schema))))
        return min(default.count("{") * (1 + inside), _MOST + 1)

    def _of_named(self, name: str) -> int:
        if name not in self.counted:
            self.counted[name] = _MOST + 1
            self.counted[name] = self._of_members(self.specification.schema(name).schema)
        return self.counted[name]

    def _of_members(self, schema: Schema) -> int:
        if not isinstance(schema, ObjectSchema):
            return sum(map(self._of_named, set(references(schema))))
        return sum(self._of(one.default, one.schema) for one in schema.properties if not one.required and one.default)
