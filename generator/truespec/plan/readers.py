"""What the values of a type that is no class are read with, as the runtime takes it."""

from __future__ import annotations

from collections.abc import Mapping

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


def reader(schema: Schema, owners: Mapping[str, str]) -> Source:
    """Give what tells the options of a choice apart, or reads numbers exactly; nothing when neither is needed.

    `owners` are the schemas whose classes the options have: those that share one are one option to Python.
    """
    return _tagged(schema, owners) or (code("Exact") if _holds_numbers(schema) else NOTHING)


def _tagged(schema: Schema, owners: Mapping[str, str]) -> Source:
    """Give what tells the options of a choice apart; nothing when nothing does, or all of them share one class."""
    union = schema.schema if isinstance(schema, NullableSchema) else schema
    if not isinstance(union, UnionSchema) or union.tags is None:
        return NOTHING
    classes = [*dict.fromkeys(owners[option.name] for option in union.options if isinstance(option, ReferenceSchema))]
    if len(classes) < 2:
        return NOTHING
    options = ", ".join(f"{literal(value)}: {classes.index(owners[name])}" for value, name in union.tags.options)
    default = f", {classes.index(owners[union.tags.default])}" if union.tags.default else ""
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
