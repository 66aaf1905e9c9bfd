"""The pass that takes a choice out of its own options, where it would describe nothing.

See https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from truespec.building import listed
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import schemas_of
from truespec.normalise.hoist import component_of, with_schemas
from truespec.normalise.keywords import choice_in


def open_circles(document: Document) -> Document:
    """Give a document in which no component is an option of itself, at the same place, through others perhaps.

    What such components are besides each other is what each of them is.
    """
    schemas = schemas_of(document.root)
    circles = _Circles(schemas, {name: frozenset(_direct(schema)) for name, schema in schemas.items()}, {})
    opened = {name: schema for name in schemas if (schema := circles.opened(name))}
    return Document(with_schemas(document.root, opened), document.sources) if opened else document


@dataclass(frozen=True, slots=True)
class _Circles:
    schemas: Mapping
    # The components that each leads to, by itself and in the end.
    direct: dict[str, frozenset[str]]
    known: dict[str, set[str]]

    def opened(self, name: str) -> Mapping | None:
        """Give a choice with the options of all that it is an option of itself through; None for any other schema.

        What is nothing but its own option stays, and is refused by `own_options`.
        """
        schema = self.schemas[name]
        key = choice_in(schema)
        if not key or not isinstance(schema, Mapping) or name not in self._reached(name):
            return None
        options: list[Value] = []
        for option in self._options(schema, name, {name}):
            if option not in options:
                options.append(option)
        if not options:
            return None
        result = schema.like(schema)
        result[key] = listed(schema, options)
        return result

    def _reached(self, start: str) -> set[str]:
        """Give the components that say what the very value of a component is."""
        if start not in self.known:
            reached, waiting = set[str](), list(self.direct.get(start, ()))
            while waiting:
                name = waiting.pop()
                if name not in reached:
                    reached.add(name)
                    waiting.extend(self.direct.get(name, ()))
            self.known[start] = reached
        return self.known[start]

    def _options(self, schema: Value, start: str, seen: set[str]) -> Iterator[Value]:
        """Give the options of a schema and of those that lead back to where it began, without these."""
        for option in _inner(schema):
            name = component_of(option)
            if name is None and choice_in(option):
                yield from self._options(option, start, seen)
            elif name is None or (start != name and start not in self._reached(name)):
                yield option
            elif name not in seen:
                seen.add(name)
                yield from self._options(self.schemas.get(name), start, seen)


def _direct(schema: Value) -> Iterator[str]:
    """Give the components that a schema, or an option of it, refers to."""
    name = component_of(schema)
    if name is not None:
        yield name
    for option in _inner(schema) if choice_in(schema) else ():
        yield from _direct(option)


def _inner(schema: Value) -> Iterator[Value]:
    """Give the options of a choice, or what else says what its value is: itself."""
    key = choice_in(schema)
    options = schema[key] if key and isinstance(schema, Mapping) else None
    yield from options if isinstance(options, Sequence) else (schema,)
