"""What a class states about its fields beyond their annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from truespec.package import NOTHING, Source
from truespec.plan.source import code, frozen_set, literal
from truespec.schema import (
    AnySchema,
    ArraySchema,
    ForeignSchema,
    LooseSchema,
    MapSchema,
    NullableSchema,
    ObjectSchema,
    Property,
    ReferenceSchema,
    Scalar,
    ScalarSchema,
    Schema,
    Sending,
    UnionSchema,
)
from truespec.specification import Specification

_SENDING: Final = {"not_empty": Sending.NOT_EMPTY, "not_zero": Sending.NOT_ZERO, "ignored": Sending.NEVER}
# The zero values of Go's types, as pydantic field arguments; a type that is not here has None for its zero.
_ZEROS: Final = {
    Scalar.STRING: '""',
    Scalar.INTEGER: "0",
    Scalar.NUMBER: "0.0",
    Scalar.BOOLEAN: "False",
    Scalar.BYTE: '""',
    Scalar.INTEGER_TEXT: "0",
    Scalar.NUMBER_TEXT: "0.0",
}


def field_rules(schema: ObjectSchema, names: dict[str, str], specification: Specification) -> Source:
    """Give the FieldRules of a class: which fields have a zero value and which take null; nothing when none does."""
    named = {names[property_.wire_name]: property_ for property_ in schema.properties}
    zero = [name for name, property_ in named.items() if property_.zero]
    nullable = [name for name, property_ in named.items() if is_nullable(property_.schema, specification)]
    given = [f"{word}={frozen_set(fields)}" for word, fields in (("zero", zero), ("nullable", nullable)) if fields]
    arguments = [*given, *sending_rules(named, specification)]
    return code(f"FieldRules({', '.join(arguments)})") if arguments else NOTHING


def sending_rules(named: Mapping[str, Property], specification: Specification) -> Iterator[str]:
    """Give the arguments of FieldRules for what is sent otherwise than given, and for numbers that travel as texts."""
    for word, sending in _SENDING.items():
        if fields := [name for name, property_ in named.items() if property_.sending is sending]:
            yield f"{word}={frozen_set(fields)}"
    always = {name: one for name, one in named.items() if one.sending is Sending.ALWAYS and not one.required}
    defaults = {name: zero_or_none(one, specification) for name, one in always.items()}
    valid = [
        name for name, value in defaults.items() if value != "None" or is_nullable(always[name].schema, specification)
    ]
    if valid:
        values = ", ".join(f"{literal(name)}: {defaults[name]}" for name in valid)
        yield f"always={{{values}}}"
    if texts := [name for name, property_ in named.items() if _is_number_text(property_.schema)]:
        yield f"in_text={frozen_set(texts)}"


def _is_number_text(schema: Schema) -> bool:
    """Say whether a value is a number that travels as a text."""
    inner = schema.schema if isinstance(schema, NullableSchema) else schema
    return isinstance(inner, ScalarSchema) and inner.scalar in (Scalar.INTEGER_TEXT, Scalar.NUMBER_TEXT)


def zero_or_none(property_: Property, specification: Specification) -> str:
    """Give the literal of the zero value of a field that has one, else None."""
    zero = zero_of(property_.schema, specification) if property_.zero else None
    return zero or "None"


def zero_of(schema: Schema, specification: Specification) -> str | None:
    """Give the literal of a schema's zero value, None when it reads as None; pydantic copies it for each instance."""
    match specification.resolved(schema):
        case ScalarSchema(scalar=scalar) if scalar in _ZEROS:
            return _ZEROS[scalar]
        case ArraySchema():
            return "[]"
        case MapSchema():
            return "{}"
        case _:
            return None


def is_nullable(schema: Schema, specification: Specification) -> bool:
    """Say whether null is a value of the schema."""
    waiting, seen = [schema], set[str]()
    while waiting:
        match waiting.pop():
            case ReferenceSchema(name=name) if name not in seen:
                # Choices that share their options lead to each of them by more ways than anyone could walk.
                seen.add(name)
                waiting.append(specification.schema(name).schema)
            case NullableSchema() | AnySchema() | ForeignSchema() | LooseSchema() | ScalarSchema(scalar=Scalar.NULL):
                return True
            case UnionSchema(options=options):
                waiting.extend(options)
            case _:
                pass
    return False
