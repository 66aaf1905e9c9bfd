"""Schema Object to Schema: one small function for each kind. See https://spec.openapis.org/oas/v3.1.2#schema-object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from truespec.codes import INVALID_VALUE, WIDENED
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Place, Sequence, Value
from truespec.normalise.extensions.enums import is_caseless
from truespec.normalise.extensions.go import python_type
from truespec.normalise.hoist import is_component, is_nameable
from truespec.normalise.keywords import has_shape
from truespec.normalise.properties import PropertyReader
from truespec.normalise.scalars import scalar_of
from truespec.normalise.shapes import (
    fixed_items,
    implied_type,
    is_loose_class,
    is_nullable_class,
    items_of,
    left_out,
    others_of,
    takes_nothing,
    undescribed,
)
from truespec.normalise.tagged import with_tags
from truespec.normalise.value_kinds import kinds_of_values, members_of
from truespec.pointer import Pointer
from truespec.schema import (
    AnySchema,
    ArraySchema,
    Besides,
    EnumSchema,
    ForeignSchema,
    LooseSchema,
    MapSchema,
    NullableSchema,
    ObjectSchema,
    ReferenceSchema,
    Scalar,
    ScalarSchema,
    Schema,
    TupleSchema,
    UnionSchema,
)

_BESIDES: Final = {"object": Besides.NOT_OBJECT, "array": Besides.NOT_ARRAY}


class SchemaReader(Struct, frozen=True):
    """Reads the schemas of one normalised document."""

    document: Document
    report: Report

    def read(self, value: Value, place: Place) -> Schema:
        """Read a schema; `true` and an empty one take any value, `false` and the opposite of those take none."""
        if value is False or (isinstance(value, Mapping) and takes_nothing(value)):
            return ScalarSchema(place=place, scalar=Scalar.NEVER)
        if not isinstance(value, Mapping):
            if not isinstance(value, bool):
                self.report.add(INVALID_VALUE, at=place, message="a schema must be a mapping, true or false")
            return AnySchema(place=place)
        self._report_widening(value)
        return self._read_shape(value, value.place)

    def read_named(self, value: Value, place: Place) -> Schema:
        """Read a component; a class is read without the other values it takes, which stand where it is referred to."""
        schema = self.read(value, place)
        if isinstance(schema, NullableSchema) and is_nullable_class(value):
            return schema.schema
        return schema.schema if isinstance(schema, LooseSchema) and is_loose_class(value) else schema

    def _read_shape(self, value: Mapping, place: Place) -> Schema:
        """Choose by what a schema says first: whose it is, which values, which options, which type."""
        foreign, target = python_type(value), value.get("$ref")
        if foreign is not None:
            return ForeignSchema(place=place, python_type=foreign)
        if isinstance(target, str):
            return self._read_reference(target, place)
        if "const" in value:
            return self._read_values(value, _alone(value, "const"), place)
        enum = value.get("enum")
        if isinstance(enum, Sequence) and not enum:
            self.report.add(WIDENED, at=enum.mark.place(enum.file), message="an enum without values takes any value")
        elif isinstance(enum, Sequence):
            return self._read_values(value, enum, place)
        options = value.get("anyOf", value.get("oneOf"))
        if isinstance(options, Sequence) and any(map(has_shape, options)):
            return with_tags(self._read_options(options, place), value)
        return self._read_types(value, place)

    def _read_reference(self, target: str, place: Place) -> Schema:
        """Read a reference; a class is named without its null, so the reference has to let null in."""
        pointer = Pointer.parse(target)
        if not is_component(pointer.tokens):
            self.report.add(INVALID_VALUE, at=place, message=f"{target} is no schema")
            return AnySchema(place=place)
        reference = ReferenceSchema(place=place, name=pointer.tokens[-1])
        found = self.document.find(pointer)
        if is_loose_class(found):
            return LooseSchema(place=place, schema=reference, besides=Besides.NOT_OBJECT)
        return NullableSchema(place=place, schema=reference) if is_nullable_class(found) else reference

    def _read_values(self, value: Mapping, values: Sequence, place: Place) -> Schema:
        """Read an enum: a named one of texts or integers, else a set of literals; null makes it nullable."""
        given = [item for item in values if item is not None]
        plain = tuple(item for item in given if isinstance(item, str | int | float))
        if not given:
            return ScalarSchema(place=place, scalar=Scalar.NULL)
        if len(plain) < len(given):
            self.report.add(WIDENED, at=place, message="an enum of lists or mappings takes any list or mapping")
        if any(isinstance(item, float) for item in plain):
            self.report.add(WIDENED, at=place, message="Python has no type for a fraction, so any number is taken")
        schema = _choice(list(kinds_of_values(given, plain, place)), 0, place)
        if is_nameable(values):
            scalar = Scalar.STRING if isinstance(plain[0], str) else Scalar.INTEGER
            schema = EnumSchema(
                place=place, scalar=scalar, members=members_of(value, values), caseless=is_caseless(value)
            )
        return NullableSchema(place=place, schema=schema) if None in values else schema

    def _read_options(self, options: Sequence, place: Place) -> Schema:
        """Read a choice; `null` among the options makes the rest nullable."""
        read = [
            self.read(option, mark.place(options.file)) for option, mark in zip(options, options.marks, strict=True)
        ]
        possible = [option for option in read if not _is(option, Scalar.NEVER)] or read
        return _choice([option for option in possible if not _is(option, Scalar.NULL)], len(possible), place)

    def _read_types(self, value: Mapping, place: Place) -> Schema:
        """Read `type`, which may be a list of types; without it the keywords tell."""
        kinds = value.get("type")
        if isinstance(kinds, Sequence):
            options = [self._read_type(value, str(kind), place) for kind in kinds if kind != "null"]
            return _choice(options, len(kinds), place)
        if isinstance(kinds, str):
            return self._read_type(value, kinds, place)
        implied = implied_type(value)
        read = self._read_type(value, implied, place)
        besides = _BESIDES.get(implied)
        return LooseSchema(place=place, schema=read, besides=besides) if besides else read

    def _read_type(self, value: Mapping, kind: str, place: Place) -> Schema:
        """Read a schema of one type."""
        match kind:
            case "object":
                return self._read_object(value, place)
            case "array":
                return self._read_array(value, place)
            case _:
                scalar = scalar_of(kind, value)
                return ScalarSchema(place=place, scalar=scalar) if scalar else AnySchema(place=place)

    def _read_array(self, value: Mapping, place: Place) -> Schema:
        """Read a list; one of a fixed length is a tuple."""
        if items := fixed_items(value):
            read = (self.read(item, mark.place(items.file)) for item, mark in zip(items, items.marks, strict=True))
            return TupleSchema(place=place, items=tuple(read))
        return ArraySchema(place=place, items=self._read_each(value, "prefixItems", items_of(value)))

    def _read_object(self, value: Mapping, place: Place) -> Schema:
        """Read an object: a mapping when no property is declared."""
        properties = value.get("properties")
        if isinstance(properties, Mapping) and properties:
            others = self._read_each(value, "patternProperties", others_of(value))
            return ObjectSchema(
                place=place,
                properties=PropertyReader(self.document, self.read).read_all(value, properties),
                extras=None if isinstance(others, AnySchema) else others,
            )
        return MapSchema(place=place, values=self._read_each(value, "patternProperties", others_of(value)))

    def _read_each(self, value: Mapping, some: str, others: str) -> Schema:
        """Read what each item or value is: one of those that `some` of them have, or what all others are."""
        held, rest = value.get(some), value.get(others, True)
        listed = list(held.values()) if isinstance(held, Mapping) else list(held) if isinstance(held, Sequence) else []
        if not listed:
            # That nothing else is there is for the server to say; what is there all the same is kept.
            return AnySchema(place=value.place) if rest is False else self.read(rest, value.place)
        options = [self.read(one, value.place) for one in (listed if rest is False else [*listed, rest])]
        if any(isinstance(option, AnySchema) for option in options):
            return AnySchema(place=value.place)
        given = list(_distinct(option for option in options if not _is(option, Scalar.NULL)))
        takes_null = any(_is(option, Scalar.NULL) for option in options)
        return _choice(given, len(given) + takes_null, value.place)

    def _report_widening(self, value: Mapping) -> None:
        """Say which keywords were left to the server because no Python type can express them."""
        for key in left_out(value):
            message = f"Python types cannot express {key} here; the type is wider than the schema"
            self.report.add(WIDENED, at=value.key_marks[key].place(value.file), message=message)
        if names := undescribed(value):
            message = f"no property describes {', '.join(names)}, so the type does not require it"
            self.report.add(WIDENED, at=value.key_marks["required"].place(value.file), message=message)


def text(holder: Value, key: str) -> str:
    """Give a text that a mapping holds, an empty one when it holds none or is no mapping."""
    value = holder.get(key) if isinstance(holder, Mapping) else None
    return value if isinstance(value, str) else ""


def _alone(holder: Mapping, key: str) -> Sequence:
    """Give a list of the one value under a key."""
    values = Sequence(holder.file, holder.mark)
    values.add(holder[key], holder.marks[key])
    return values


def _choice(options: list[Schema], offered: int, place: Place) -> Schema:
    """Give the union of the options; nullable when null was offered besides them."""
    if not options:
        return ScalarSchema(place=place, scalar=Scalar.NULL) if offered else AnySchema(place=place)
    one = options[0] if len(options) == 1 else UnionSchema(place=place, options=tuple(options))
    return NullableSchema(place=place, schema=one) if len(options) < offered else one


def _distinct(options: Iterable[Schema]) -> Iterator[Schema]:
    """Give options, of those that are the same plain value or reference the first."""
    seen: set[object] = set()
    for option in options:
        key = option.scalar if isinstance(option, ScalarSchema) else getattr(option, "name", option)
        if key not in seen:
            seen.add(key)
            yield option


def _is(schema: Schema, scalar: Scalar) -> bool:
    """Say whether a schema is no more than a plain value of a kind."""
    return isinstance(schema, ScalarSchema) and schema.scalar is scalar
