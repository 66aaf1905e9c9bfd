"""What fixed values are. See https://json-schema.org/draft/2020-12/json-schema-validation#name-enum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truespec.document import Mapping, Place, Sequence, Value
from truespec.schema import AnySchema, ArraySchema, LiteralSchema, MapSchema, Schema


def kinds_of_values(
    given: Iterable[Value], plain: tuple[str | int | float | bool, ...], place: Place
) -> Iterator[Schema]:
    """Give the schemas of fixed values: the plain ones are told apart, of lists and mappings only that they are."""
    if plain:
        yield LiteralSchema(place=place, values=plain)
    if any(isinstance(value, Sequence) for value in given):
        yield ArraySchema(place=place, items=AnySchema(place=place))
    if any(isinstance(value, Mapping) for value in given):
        yield MapSchema(place=place, values=AnySchema(place=place))
