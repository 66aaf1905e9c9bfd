"""Choices whose options a property tells apart, as the runtime takes them."""

from __future__ import annotations

from truespec.package import NOTHING, Source
from truespec.plan.source import code, literal
from truespec.schema import NullableSchema, ReferenceSchema, Schema, UnionSchema


def tagged(schema: Schema) -> Source:
    """Give what tells the options of a choice apart, as the runtime takes it; nothing when nothing does."""
    union = schema.schema if isinstance(schema, NullableSchema) else schema
    if not isinstance(union, UnionSchema) or union.tags is None:
        return NOTHING
    names = [option.name for option in union.options if isinstance(option, ReferenceSchema)]
    options = ", ".join(f"{literal(value)}: {names.index(name)}" for value, name in union.tags.options)
    default = f", {names.index(union.tags.default)}" if union.tags.default else ""
    return code(f"Tagged({literal(union.tags.wire_name)}, {{{options}}}{default})")
