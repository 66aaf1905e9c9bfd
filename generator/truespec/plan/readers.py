"""What the values of a type that is no class are read with, as the runtime takes it."""

from __future__ import annotations

from truespec.package import NOTHING, Source
from truespec.plan.source import code, literal
from truespec.schema import (
    LiteralSchema,
    NullableSchema,
    ReferenceSchema,
    Scalar,
    ScalarSchema,
    Schema,
    UnionSchema,
    nested,
)


def reader(schema: Schema) -> Source:
    """Give what tells the options of a choice apart, or reads numbers exactly; nothing when neither is needed."""
    return _tagged(schema) or (code("Exact") if _holds_numbers(schema) else NOTHING)


def _tagged(schema: Schema) -> Source:
    """Give what tells the options of a choice apart; nothing when nothing does."""
    union = schema.schema if isinstance(schema, NullableSchema) else schema
    if not isinstance(union, UnionSchema) or union.tags is None:
        return NOTHING
    names = [option.name for option in union.options if isinstance(option, ReferenceSchema)]
    options = ", ".join(f"{literal(value)}: {names.index(name)}" for value, name in union.tags.options)
    default = f", {names.index(union.tags.default)}" if union.tags.default else ""
    return code(f"Tagged({literal(union.tags.wire_name)}, {{{options}}}{default})")


def _holds_numbers(schema: Schema) -> bool:
    """Say whether there are values that Python takes for others: large whole numbers for floats, and true for 1."""
    match schema:
        case ScalarSchema(scalar=Scalar.NUMBER):
            return True
        case LiteralSchema(values=values):
            return any(isinstance(value, int | float) for value in values)
        case _:
            return any(map(_holds_numbers, nested(schema)))
