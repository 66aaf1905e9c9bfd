"""The pass that takes a choice out of its own options, where it would describe nothing.

See https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from truespec.building import listed
from truespec.codes import TOO_DEEP
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import schemas_of
from truespec.graph import strongly_connected
from truespec.normalise.hoist import component_of, with_schemas
from truespec.normalise.keywords import choice_in

# Each choice of a circle gets the options of all, so that a few hundred with a few hundred options fill any memory.
_MOST_OPTIONS: Final = 100_000


def open_circles(document: Document, report: Report) -> Document:
    """Give a document in which no component is an option of itself, at the same place, through others perhaps.

    What such components are besides each other is what each of them is. Raises Stopped where that is too much.
    """
    schemas = schemas_of(document.root)
    circles = [_Circle.of(schemas, group) for group in _groups(schemas)]
    too_large = [min(circle.names) for circle in circles if circle.size > _MOST_OPTIONS]
    for name in too_large:
        message = f"the schema {name} and its options are options of each other, more than {_MOST_OPTIONS} in all"
        report.add(TOO_DEEP, at=schemas.key_marks[name].place(schemas.file), message=message)
    if too_large:
        raise Stopped
    opened = {name: schema for circle in circles for name in circle.names if (schema := circle.opened(name))}
    return Document(with_schemas(document.root, opened), document.sources) if opened else document


class _Circle(Struct):
    """Components that are options of each other, or only other names of each other."""

    schemas: Mapping
    names: frozenset[str]
    # By its JSON, in which true is not 1.
    options: dict[str, dict[str, Value]]

    @classmethod
    def of(cls, schemas: Mapping, names: frozenset[str]) -> _Circle:
        """Make the circle of some components."""
        return cls(
            schemas, names, {name: {_json(option): option for option in _options(schemas[name])} for name in names}
        )

    @property
    def size(self) -> int:
        """How many options there are when each of its choices has those of all."""
        return len(self.names) * sum(map(len, self.options.values()))

    def opened(self, name: str) -> Mapping | None:
        """Give a choice with the options of all that it is an option of itself through; None for any other schema.

        What is nothing but its own option stays, and is refused by `own_options`.
        """
        schema = self.schemas[name]
        options = dict(self._outer(name, {name}))
        if not isinstance(schema, Mapping) or not choice_in(schema) or not options:
            return None
        result = schema.like(schema)
        result[choice_in(schema)] = listed(schema, options.values())
        return result

    def _outer(self, name: str, seen: set[str]) -> Iterator[tuple[str, Value]]:
        """Give the options of a component and of those that lead back to where it began, without these."""
        for text, option in self.options[name].items():
            inner = component_of(option)
            if inner not in self.names:
                yield text, option
            elif inner not in seen:
                seen.add(inner)
                yield from self._outer(inner, seen)


def _groups(schemas: Mapping) -> Iterator[frozenset[str]]:
    """Give the groups of components each of which is an option of itself through the others."""
    named = {name: list(filter(None, map(component_of, _options(schema)))) for name, schema in schemas.items()}
    # Most components are no choices, and need no search.
    leading = {name for name, targets in named.items() if targets}
    graph = {name: [target for target in named[name] if target in leading] for name in named if name in leading}
    for group in strongly_connected(graph):
        if len(group) > 1 or not group.isdisjoint(graph[min(group)]):
            yield group


def _options(schema: Value) -> Iterator[Value]:
    """Give the options of a choice and of choices in it, or what else says what its value is: itself."""
    options = schema.get(choice_in(schema)) if isinstance(schema, Mapping) else None
    if not isinstance(options, Sequence):
        yield schema
        return
    for option in options:
        yield from (option,) if component_of(option) is not None else _options(option)


def _json(value: Value) -> str:
    return json.dumps(value, sort_keys=True)
