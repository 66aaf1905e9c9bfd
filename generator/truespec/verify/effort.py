"""How often parts of a schema are held against parts of a value.

Each option of a choice is held against the whole value, so that choices which share their options double the work
with each level.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from truespec.document import Document, Mapping, Sequence, Value
from truespec.pointer import Pointer

_TOGETHER: Final = ("allOf", "anyOf", "oneOf")
_ALONE: Final = ("not", "if", "then", "else")


class Effort(Struct):
    """Counts for the schemas of one description, each pair of a schema and a value once."""

    described: Document
    _known: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    _targets: dict[str, Value] = field(default_factory=dict[str, Value])

    def of(self, schema: Value, value: Value) -> int:
        """Give how many schemas are held against a value and what is in it, when `schema` is."""
        if not isinstance(schema, Mapping):
            return 1
        key = (id(schema), id(value))
        if key not in self._known:
            # What leads back to itself is counted once: the rules refuse it.
            self._known[key] = 1
            self._known[key] = 1 + sum(self.of(inner, held) for inner, held in self._pairs(schema, value))
        return self._known[key]

    def _pairs(self, schema: Mapping, value: Value) -> Iterator[tuple[Value, Value]]:
        """Give what is held against what on the way."""
        target = schema.get("$ref")
        if isinstance(target, str):
            yield self._target(target), value
        for key in _TOGETHER:
            options = schema.get(key)
            yield from ((option, value) for option in (options if isinstance(options, Sequence) else ()))
        yield from ((schema[key], value) for key in _ALONE if key in schema)
        if isinstance(value, Mapping):
            yield from _of_members(schema, value)
        elif isinstance(value, Sequence):
            yield from ((schema["items"], item) for item in value if "items" in schema)

    def _target(self, reference: str) -> Value:
        """Give the schema that a reference leads to, None when it is no pointer or leads nowhere."""
        if reference not in self._targets:
            try:
                found = self.described.find(Pointer.parse(reference)) if reference.startswith("#/") else None
            except (KeyError, ValueError):
                found = None
            self._targets[reference] = found
        return self._targets[reference]


def _of_members(schema: Mapping, value: Mapping) -> Iterator[tuple[Value, Value]]:
    """Give the schema of each member of an object."""
    properties, others = schema.get("properties"), schema.get("additionalProperties")
    for name, held in value.items():
        if isinstance(properties, Mapping) and name in properties:
            yield properties[name], held
        elif others is not None:
            yield others, held
