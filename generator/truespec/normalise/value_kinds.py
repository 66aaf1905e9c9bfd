"""What fixed values are. See https://json-schema.org/draft/2020-12/json-schema-validation#name-enum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truespec.document import Mapping, Place, Sequence, Value
from truespec.normalise.extensions.enums import told_of_values
from truespec.schema import AnySchema, ArraySchema, LiteralSchema, MapSchema, Member, Scalar, ScalarSchema, Schema


def kinds_of_values(
    given: Iterable[Value], plain: tuple[str | int | float | bool, ...], place: Place
) -> Iterator[Schema]:
    """Give the schemas of fixed values: the plain ones are told apart, of lists and mappings only that they are."""
    truths = [value for value in plain if isinstance(value, bool)]
    if set(truths) == {False, True}:
        plain = tuple(value for value in plain if not isinstance(value, bool))
        yield ScalarSchema(place=place, scalar=Scalar.BOOLEAN)
    if plain:
        yield LiteralSchema(place=place, values=plain)
    if any(isinstance(value, Sequence) for value in given):
        yield ArraySchema(place=place, items=AnySchema(place=place))
    if any(isinstance(value, Mapping) for value in given):
        yield MapSchema(place=place, values=AnySchema(place=place))


def members_of(value: Mapping, values: Sequence) -> tuple[Member, ...]:
    """Give the values of an enum, each once, with the author's names and descriptions of them."""
    members: dict[str | int, Member] = {}
    for item, told in zip(values, told_of_values(value, values), strict=True):
        if isinstance(item, str | int) and item not in members:
            members[item] = Member(value=item, name_hint=told.name, description=told.description)
    return tuple(members.values())
