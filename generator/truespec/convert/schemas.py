"""Swagger 2.0 schemas and the schema-like parts of its parameters and headers.

See https://swagger.io/specification/v2/#schema-object.
"""

from __future__ import annotations

from typing import Final

from truespec.building import built, edited
from truespec.document import Mapping
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.rewriting import Rewriting

# What Swagger says about a value beside `in` and `name`, and OpenAPI 3 in a schema. docs/extensions.md has the x- keys.
VALUE_KEYS: Final = frozenset(
    "type format items default enum maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern "
    "maxItems minItems uniqueItems multipleOf example x-example x-nullable x-isnullable x-is-nullable "
    "x-enum-varnames x-enumNames x-enum-names x-enum-descriptions x-enumDescriptions x-enum-description "
    "x-speakeasy-enums x-speakeasy-enum-descriptions x-fern-enum x-ms-enum x-go-enum-ci "
    "x-go-type x-go-type-import x-go-type-name x-ogen-type x-ogen-time-format x-kubernetes-int-or-string".split()
)


def modern_schema(schema: Mapping) -> Mapping:
    """Give a schema, and all schemas in it, in the words of OpenAPI 3.0."""
    changed = Rewriting(Kind.SCHEMA, _modern).of(schema, Kind.SCHEMA)
    return changed if isinstance(changed, Mapping) else schema


def value_schema(holder: Mapping) -> Mapping:
    """Give the schema of a parameter or header that says it beside its name."""
    schema = holder.like(key for key in holder if key in VALUE_KEYS)
    return modern_schema(schema)


def _modern(schema: Mapping, _: Pointer) -> Mapping:
    """Convert one schema: files, discriminators and nullability have other words."""
    if schema.get("type") == "file":
        schema = edited(schema, type="string", format="binary")
    if isinstance(discriminator := schema.get("discriminator"), str):
        schema = edited(schema, discriminator=built(schema, {"propertyName": discriminator}))
    return schema
