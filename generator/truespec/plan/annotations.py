"""Schemas as type annotations of methods, in terms of `models`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from msgspec import Struct, field

from truespec.package import BESIDES, RUNTIME_TYPES
from truespec.plan.source import literal
from truespec.schema import (
    AnySchema,
    ArraySchema,
    EnumSchema,
    ForeignSchema,
    LiteralSchema,
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
from truespec.specification import Specification

SCALARS: Final = {
    Scalar.STRING: "str",
    Scalar.INTEGER: "int",
    Scalar.NUMBER: "float",
    Scalar.BOOLEAN: "bool",
    Scalar.NULL: "None",
    Scalar.DATE_TIME: "datetime.datetime",
    Scalar.DATE: "datetime.date",
    Scalar.TIME: "datetime.time",
    Scalar.UUID: "uuid.UUID",
    Scalar.URI: "str",
    Scalar.IPV4: "ipaddress.IPv4Address",
    Scalar.IPV6: "ipaddress.IPv6Address",
    Scalar.BYTE: "str",
    Scalar.BINARY: "bytes",
    Scalar.INTEGER_TEXT: "int",
    Scalar.NUMBER_TEXT: "float",
    Scalar.NEVER: "None",
}


class Annotations(Struct, frozen=True):
    """Writes annotations; `class_names` gives the class of each named schema, `plain` what is written in its place.

    Those of answers (`read`) are read by the runtime too, whose own types keep what Python's would lose.
    """

    class_names: dict[str, str]
    plain: dict[str, str] = field(default_factory=dict[str, str])
    read: bool = False

    def of(self, schema: Schema) -> str:
        """Give the annotation of a schema.

        Builtin containers are written with their module, because a method may well be called `list`.
        """
        match schema:
            case AnySchema():
                return "Any"
            case ScalarSchema():
                return self._scalar(schema.scalar)
            case LooseSchema() | LiteralSchema() | UnionSchema() | NullableSchema():
                return union_of(self.options(schema))
            case ArraySchema() | TupleSchema():
                return self._list(schema)
            case MapSchema():
                return f"builtins.dict[str, {self.of(schema.values)}]"
            case ReferenceSchema():
                return self.plain.get(schema.name) or f"models.{self.class_names[schema.name]}"
            case ForeignSchema():
                return schema.python_type
            case EnumSchema() | ObjectSchema():
                return "Any"
            case _:
                assert_never(schema)

    def options(self, schema: Schema) -> tuple[str, ...]:
        """Give the annotation of each type that a value may have, some perhaps more than once."""
        match schema:
            case LooseSchema():
                besides = (f"loose.{BESIDES[schema.besides]}",) if self.read else ()
                return (*self.options(schema.schema), *besides)
            case LiteralSchema():
                return _literal_types(schema)
            case UnionSchema():
                return tuple(type_ for option in schema.options for type_ in self.options(option))
            case NullableSchema():
                return (*self.options(schema.schema), "None")
            case _:
                return (self.of(schema),)

    def _list(self, schema: ArraySchema | TupleSchema) -> str:
        """Give the annotation of a list."""
        if isinstance(schema, ArraySchema):
            return f"builtins.list[{self.of(schema.items)}]"
        return f"builtins.tuple[{', '.join(map(self.of, schema.items))}]"

    def _scalar(self, scalar: Scalar) -> str:
        """Give the annotation of a plain value."""
        return f"formats.{RUNTIME_TYPES[scalar]}" if self.read and scalar in RUNTIME_TYPES else SCALARS[scalar]


def plain_types(specification: Specification) -> dict[str, str]:
    """Give the types of named schemas that are plain values: a caller reads `str` where a model has `EventName`."""
    resolved = {named.name: specification.resolved(named.schema) for named in specification.schemas}
    return {name: SCALARS[schema.scalar] for name, schema in resolved.items() if isinstance(schema, ScalarSchema)}


def union_of(types: Iterable[str]) -> str:
    """Give the annotation of a value that has any of some types, each of them once."""
    return " | ".join(dict.fromkeys(types))


def _literal_types(schema: LiteralSchema) -> tuple[str, ...]:
    """Give the types of fixed values; Literal takes no float."""
    plain = [value for value in schema.values if not isinstance(value, float)]
    fixed = (f"Literal[{', '.join(literal(value) for value in plain)}]",) if plain else ()
    return (*fixed, "float") if len(plain) < len(schema.values) else fixed
