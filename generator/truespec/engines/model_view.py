"""The model view: named schemas in the one form that datamodel-code-generator cannot misread.

Every property is required and every null is explicit, because defaults, wire names and docstrings are printed by our
templates from the plan; the engine decides annotations, imports, modules and the order of classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, assert_never

from msgspec import Struct

from truespec.package import BESIDES, RUNTIME_TYPES, EnumClass, Field, ModelClass, ModelType, Package
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
    references,
)
from truespec.specification import Specification

View = dict[str, Any]

_NULL: Final[View] = {"type": "null"}
# An object that takes nothing becomes a class; one that takes anything would become a mapping.
STUB: Final[View] = {"type": "object", "additionalProperties": False}
_TYPES: Final = {
    Scalar.STRING: "string",
    Scalar.INTEGER: "integer",
    Scalar.NUMBER: "number",
    Scalar.BOOLEAN: "boolean",
    Scalar.NULL: "null",
    Scalar.BINARY: "string",
}


def model_view(specification: Specification, package: Package, shard: tuple[ModelType, ...]) -> View:
    """Give the description of some named schemas: keys are `module.Class`, property names are Python's.

    The other schemas that they refer to are stubs, so that the engine knows where to import them from.
    """
    types = types_by_schema(package)
    viewer = Viewer(package.name, lambda name: key_of(types[name]))
    schemas = {key_of(type_): viewer.named(type_, specification) for type_ in shard}
    for type_ in shard:
        for name in references(specification.schema(type_.declared.schema_name).schema):
            schemas.setdefault(key_of(types[name]), STUB)
    return description_of(package.name, schemas)


def description_of(title: str, schemas: Mapping[str, View]) -> View:
    """Give the view of some schemas by their keys."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def types_by_schema(package: Package) -> dict[str, ModelType]:
    """Give the type of each named schema by the schema's name."""
    own = {type_.declared.schema_name: type_ for type_ in package.types}
    return own | {declared.schema_name: type_ for declared, type_ in package.shared}


def key_of(type_: ModelType) -> str:
    """Give the name that makes the engine put a type into its module."""
    return f"{type_.declared.module}.{type_.declared.name}"


class Viewer(Struct, frozen=True):
    """Lowers the schemas of one package; `key` gives the key of a named schema."""

    package_name: str
    key: Callable[[str], str]

    def named(self, type_: ModelType, specification: Specification) -> View:
        """Lower a named schema."""
        schema = specification.schema(type_.declared.schema_name).schema
        match type_, schema:
            case ModelClass(), ObjectSchema():
                return self._object(type_, schema)
            case EnumClass(), EnumSchema():
                return _enum(schema)
            case _, ArraySchema() | TupleSchema() if type_.declared.schema_name in references(schema):
                # Of a list that is nothing but a list the engine forgets the items when they lead back to it.
                return {"anyOf": [self.view(schema)]}
            case _:
                return self.view(schema)

    def _object(self, class_: ModelClass, schema: ObjectSchema) -> View:
        """Lower an object with declared properties."""
        properties: dict[str, View] = {}
        for name, field, held in fields_of(class_, schema):
            view = self.view(held)
            properties[name] = or_null(view) if field.optional else view
        return {"type": "object", "properties": properties, "required": [*properties]}

    def view(self, schema: Schema) -> View:
        """Lower a schema."""
        match schema:
            case AnySchema():
                return {}
            case ScalarSchema():
                return self._scalar(schema.scalar)
            case LiteralSchema():
                return _any_of([_literal(value) for value in schema.values])
            case ArraySchema() | TupleSchema():
                return self._list(schema)
            case MapSchema():
                return {"type": "object", "additionalProperties": self.view(schema.values)}
            case UnionSchema():
                return _any_of([self.view(option) for option in schema.options])
            case NullableSchema():
                return or_null(self.view(schema.schema))
            case LooseSchema():
                return _any_of([self.view(schema.schema), self._runtime("loose", BESIDES[schema.besides])])
            case ReferenceSchema():
                return {"$ref": f"#/components/schemas/{self.key(schema.name)}"}
            case ForeignSchema():
                return {"type": "object", "customTypePath": schema.python_type}
            case EnumSchema() | ObjectSchema():
                raise AssertionError(f"an unnamed class is left at {schema.place}")
            case _:
                assert_never(schema)

    def _list(self, schema: ArraySchema | TupleSchema) -> View:
        """Lower a list; one of a fixed length in the form that the engine takes for a tuple."""
        if isinstance(schema, ArraySchema):
            return {"type": "array", "items": self.view(schema.items)}
        items, length = [self.view(item) for item in schema.items], len(schema.items)
        return {"type": "array", "prefixItems": items, "items": False, "minItems": length, "maxItems": length}

    def _scalar(self, scalar: Scalar) -> View:
        """Lower a plain value, as the runtime's own type where it has one."""
        if scalar in RUNTIME_TYPES:
            return self._runtime("formats", RUNTIME_TYPES[scalar])
        return {"type": _TYPES[scalar]}

    def _runtime(self, module: str, name: str) -> View:
        """Give a type of the runtime's own."""
        return {"type": "string", "customTypePath": f"{self.package_name}._runtime.{module}.{name}"}


def fields_of(class_: ModelClass, schema: ObjectSchema) -> Iterator[tuple[str, Field, Schema]]:
    """Give the fields of a class by name, each with its schema; what all other values are is a mapping."""
    schemas = {property_.wire_name: property_.schema for property_ in schema.properties}
    others = MapSchema(place=schema.place, values=schema.extras or AnySchema(place=schema.place))
    for name, field in class_.fields.items():
        yield name, field, others if field.is_extras else schemas[field.wire_name]


def _enum(schema: EnumSchema) -> View:
    """Lower an enum; our template names its members."""
    return {
        "type": "string" if schema.scalar is Scalar.STRING else "integer",
        "enum": [member.value for member in schema.members],
    }


def _literal(value: str | int | float | bool | None) -> View:
    """Lower a fixed value, as an enum of one because the engine joins several `const`; Python has no literal float."""
    return {"type": "number"} if isinstance(value, float) else {"enum": [value]}


def _any_of(options: list[View]) -> View:
    """Give a choice, or the only option."""
    return options[0] if len(options) == 1 else {"anyOf": options}


def or_null(view: View) -> View:
    """Let null in, once; any value takes it already."""
    if not view:
        return view
    options = view.get("anyOf", [view])
    return view if _NULL in options else {"anyOf": [*options, _NULL]}
