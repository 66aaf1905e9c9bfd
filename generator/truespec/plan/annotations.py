"""Schemas as type annotations of methods, in terms of `models`."""

from __future__ import annotations

from typing import Final, assert_never

from msgspec import Struct, field

from truespec.package import BESIDES, RUNTIME_TYPES
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
            case LooseSchema():
                inner = self.of(schema.schema)
                return f"{inner} | loose.{BESIDES[schema.besides]}" if self.read else inner
            case LiteralSchema():
                return literal_type(schema)
            case ArraySchema() | TupleSchema():
                return self._list(schema)
            case MapSchema():
                return f"builtins.dict[str, {self.of(schema.values)}]"
            case UnionSchema():
                return " | ".join(dict.fromkeys(self.of(option) for option in schema.options))
            case NullableSchema():
                return f"{self.of(schema.schema)} | None"
            case ReferenceSchema():
                return self.plain.get(schema.name) or f"models.{self.class_names[schema.name]}"
            case ForeignSchema():
                return schema.python_type
            case EnumSchema() | ObjectSchema():
                return "Any"
            case _:
                assert_never(schema)

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


def literal_type(schema: LiteralSchema) -> str:
    """Give the type of fixed values; Literal takes no float."""
    plain = [value for value in schema.values if not isinstance(value, float)]
    options = [f"Literal[{', '.join(ascii(value) for value in plain)}]"] if plain else []
    return " | ".join([*options, *(["float"] if len(plain) < len(schema.values) else [])])
