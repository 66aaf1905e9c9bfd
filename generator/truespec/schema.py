"""Schemas as meaning: a closed union of what a value can be.

See https://spec.openapis.org/oas/v3.1.2#schema-object.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias, assert_never

from msgspec import Struct

from truespec.document import Place
from truespec.scalar import Besides as Besides
from truespec.scalar import Scalar as Scalar


class AnySchema(Struct, frozen=True, kw_only=True):
    """Any JSON value."""

    place: Place


class ScalarSchema(Struct, frozen=True, kw_only=True):
    """A plain value."""

    place: Place
    scalar: Scalar


class LiteralSchema(Struct, frozen=True, kw_only=True):
    """One of a few fixed values of any type: `const`, and enums of mixed type."""

    place: Place
    values: tuple[str | int | float | bool | None, ...]


class Member(Struct, frozen=True, kw_only=True):
    """One value of an enum, with the author's name and description of it, if there are any."""

    value: str | int
    name_hint: str | None = None
    description: str = ""


class EnumSchema(Struct, frozen=True, kw_only=True):
    """One of a named set of texts or integers."""

    place: Place
    scalar: Scalar
    members: tuple[Member, ...]
    caseless: bool = False


class ArraySchema(Struct, frozen=True, kw_only=True):
    """A list."""

    place: Place
    items: Schema


class TupleSchema(Struct, frozen=True, kw_only=True):
    """A list of a fixed length, each item of which has a schema of its own."""

    place: Place
    items: tuple[Schema, ...]


class MapSchema(Struct, frozen=True, kw_only=True):
    """A mapping from free names to values of one schema."""

    place: Place
    values: Schema


class Sending(Enum):
    """When a property is sent: what the author's encoder would leave out, or never leaves out."""

    AS_GIVEN = "as given"
    NOT_EMPTY = "unless it is empty"
    NOT_ZERO = "unless it is zero"
    ALWAYS = "always"
    NEVER = "never"


class Property(Struct, frozen=True, kw_only=True):
    """One property of an object. `zero` says that absent and null read as the zero value of the type.

    `default` is the JSON of what it reads as when it is absent, empty when nothing is said of that.

    `deprecation` is why it should not be used, an empty text when no reason is given. `name_hint` is its author's name
    for it, and `exact_name` one that is to be used to the letter; `fallback_name` is for a wire name that is no name.
    `purpose` is what it is for among pages.
    """

    wire_name: str
    schema: Schema
    place: Place
    required: bool = False
    zero: bool = False
    default: str = ""
    description: str = ""
    deprecation: str | None = None
    sending: Sending = Sending.AS_GIVEN
    name_hint: str | None = None
    exact_name: str | None = None
    fallback_name: str | None = None
    tags: tuple[tuple[str, str], ...] = ()
    purpose: str = ""


class ObjectSchema(Struct, frozen=True, kw_only=True):
    """An object with declared properties, in their final order.

    `extras` is what the values of all others are, None when they may be anything.
    """

    place: Place
    properties: tuple[Property, ...]
    extras: Schema | None = None


class Tags(Struct, frozen=True, kw_only=True):
    """The property that tells the options of a choice apart: its values, each with the name of a schema.

    `default` is the schema for all other values, None when there is none.
    """

    wire_name: str
    options: tuple[tuple[str, str], ...]
    default: str | None = None


class UnionSchema(Struct, frozen=True, kw_only=True):
    """One of several schemas, which are references when there are `tags`."""

    place: Place
    options: tuple[Schema, ...]
    tags: Tags | None = None


class NullableSchema(Struct, frozen=True, kw_only=True):
    """A schema whose value may also be null."""

    place: Place
    schema: Schema


class LooseSchema(Struct, frozen=True, kw_only=True):
    """What a value is when it is of the type that the keywords are about; without a `type` others are free to come.

    `besides` names the values that come as they are: those that are no object or no array.
    """

    place: Place
    schema: Schema
    besides: Besides


class ReferenceSchema(Struct, frozen=True, kw_only=True):
    """A named schema of the specification."""

    place: Place
    name: str


class ForeignSchema(Struct, frozen=True, kw_only=True):
    """A Python type of the user's, as `module.Name`."""

    place: Place
    python_type: str


Schema: TypeAlias = (
    AnySchema
    | ScalarSchema
    | LiteralSchema
    | EnumSchema
    | ArraySchema
    | TupleSchema
    | MapSchema
    | ObjectSchema
    | UnionSchema
    | NullableSchema
    | LooseSchema
    | ReferenceSchema
    | ForeignSchema
)


def nested(schema: Schema) -> tuple[Schema, ...]:
    """Give the schemas directly inside a schema."""
    match schema:
        # Most are one of these, and the cases are tried in turn.
        case ScalarSchema() | ReferenceSchema() | LiteralSchema() | AnySchema() | EnumSchema() | ForeignSchema():
            return ()
        case NullableSchema() | LooseSchema():
            return (schema.schema,)
        case ArraySchema():
            return (schema.items,)
        case ObjectSchema():
            properties = tuple([property_.schema for property_ in schema.properties])
            return (*properties, schema.extras) if schema.extras else properties
        case UnionSchema():
            return schema.options
        case MapSchema():
            return (schema.values,)
        case TupleSchema():
            return schema.items
        case _:
            assert_never(schema)


def references(schema: Schema) -> Iterator[str]:
    """Give the names of all schemas that a schema refers to, at any depth, in order, repeats included."""
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ReferenceSchema):
            yield one.name
        else:
            waiting.extend(reversed(nested(one)))
