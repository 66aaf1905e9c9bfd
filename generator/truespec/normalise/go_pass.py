"""The pass that replaces x-go-type by the JSON Schema that says the same."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from truespec.building import edited
from truespec.codes import INVALID_GO_TYPE, UNMAPPED_GO_TYPE
from truespec.diagnostic import Report
from truespec.document import Mapping, Place, Sequence, Value
from truespec.grammar import Kind
from truespec.normalise.extensions.go import (
    GO_TYPE,
    OF_GO_TYPES,
    OGEN_TYPE,
    PYTHON_TYPE,
    GoImport,
    go_import,
    go_kind,
    go_type,
)
from truespec.normalise.extensions.wire import is_nullable
from truespec.normalise.go_types import (
    GoAny,
    GoMap,
    GoNamed,
    GoPointer,
    GoScalar,
    GoSlice,
    GoType,
    NotGo,
    parse_go_type,
)
from truespec.rewriting import rewrite_schemas
from truespec.walk import walk

# What a Go type replaces: everything that gives a schema its shape. The rest says what the value is for.
_SHAPE = frozenset(
    "type format $ref properties additionalProperties required items enum const allOf anyOf oneOf not pattern "
    "minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems "
    "prefixItems minProperties maxProperties patternProperties contentEncoding contentMediaType discriminator".split()
)


# What go-swagger hints about a type that only Go knows.
_KINDS: ReadOnly[str, dict[str, Value]] = {
    "map": {"type": "object"},
    "object": {"type": "object"},
    "array": {"type": "array"},
    "tuple": {"type": "array"},
    "stream": {"type": "string", "format": "binary"},
}


class _Types(Struct, frozen=True):
    """What is needed to give a Go type its schema."""

    type_map: ReadOnly[str, str]
    import_paths: ReadOnly[str, str]
    report: Report

    def beside(self, own: GoImport | None) -> _Types:
        """Give the same for a schema with an import of its own, which wins over all others."""
        return replace(self, import_paths={**self.import_paths, own.name: own.path}) if own else self

    def find_python_type(self, named: GoNamed) -> str | None:
        """Look a named type up by its import path, and else by its qualifier."""
        path = self.import_paths.get(named.package, named.package)
        return self.type_map.get(f"{path}.{named.name}") or self.type_map.get(str(named))


def replace_go_types(root: Mapping, type_map: ReadOnly[str, str], report: Report) -> Mapping:
    """Give a copy of `root` in which no schema has an x-go-type.

    `type_map` maps Go types, as `import/path.Name` or `qualifier.Name`, to Python types as `module.Name`. A
    qualifier without an import beside it is looked up among all imports of the description.
    """
    schemas = [found.value for found in walk(root, to=Kind.SCHEMA) if isinstance(found.value, Mapping)]
    meant = [schema for schema in schemas if not schema.keys().isdisjoint(OF_GO_TYPES)]
    if not meant:
        return root
    types = _Types(type_map, _import_paths(meant), report)
    return rewrite_schemas(root, lambda schema, _: _replaced(schema, types), frozenset(OF_GO_TYPES))


def _import_paths(schemas: Iterable[Mapping]) -> dict[str, str]:
    """Collect the qualifier and path of every x-go-type-import; of two paths for one qualifier, the first by name."""
    imports = [imported for imported in map(go_import, schemas) if imported]
    return {imported.name: imported.path for imported in sorted(imports, reverse=True, key=lambda one: one.path)}


def _replaced(schema: Mapping, types: _Types) -> Mapping:
    """Replace the shape of one schema by that of its x-go-type."""
    expression = go_type(schema)
    bare = edited(schema, OF_GO_TYPES)
    if expression is None:
        return _of_kind(bare, go_kind(schema))
    place = schema.marks.get(GO_TYPE, schema.marks.get(OGEN_TYPE, schema.mark)).place(schema.file)
    bare = _of_kind(bare, go_kind(schema))
    try:
        shaped = _shaped(bare, parse_go_type(expression), types.beside(go_import(schema)), place)
        return _nullable(shaped) if _takes_null(bare) and PYTHON_TYPE not in shaped else shaped
    except NotGo:
        types.report.add(INVALID_GO_TYPE, at=place, message=f"{expression} is no Go type that truespec can read")
        return bare


def _shaped(schema: Mapping, go: GoType, types: _Types, place: Place) -> Mapping:
    """Give `schema` the shape of a Go type; an external type that is not mapped leaves the schema's own shape."""
    match go:
        case GoAny():
            return edited(schema, _SHAPE)
        case GoScalar():
            return _scalar(schema, go)
        case GoNamed():
            return _external(schema, go, types, place)
        case GoPointer(GoNamed()):
            return _shaped(schema, go.target, types, place)
        case GoPointer():
            return _nullable(_shaped(schema, go.target, types, place))
        case GoSlice():
            return _holding(schema, "array", "items", _shaped(_held(schema, "items"), go.items, types, place))
        case GoMap():
            values = _shaped(_held(schema, "additionalProperties"), go.values, types, place)
            return _holding(schema, "object", "additionalProperties", values)
        case _:
            assert_never(go)


def _external(schema: Mapping, named: GoNamed, types: _Types, place: Place) -> Mapping:
    """Use the user's type for an external Go type, and without one the schema itself: it is the only public truth."""
    python_type = types.find_python_type(named)
    if python_type:
        return edited(schema, _SHAPE, **{PYTHON_TYPE: python_type})
    types.report.add(
        UNMAPPED_GO_TYPE,
        at=place,
        message=f"{named} is external; the schema's own shape is used",
        hint="map it under [api.NAME.types] to use a type of your own",
    )
    return schema


def _of_kind(schema: Mapping, kind: str) -> Mapping:
    """Give a schema without a shape that of the kind that go-swagger's object hints at."""
    shape = _KINDS.get(kind)
    if shape is None or not _SHAPE.isdisjoint(schema):
        return schema
    shaped = edited(schema, (), **shape)
    return _nullable(shaped) if is_nullable(schema) else shaped


def _scalar(schema: Mapping, go: GoScalar) -> Mapping:
    """Give the schema of a scalar; a format that says more than the Go type is kept with its type."""
    if schema.get("type") == go.type and not go.format:
        return schema
    shape: dict[str, Value] = {"type": go.type, "format": go.format} if go.format else {"type": go.type}
    return edited(schema, _SHAPE, **shape)


def _takes_null(schema: Mapping) -> bool:
    """Say whether the schema that a Go type replaces takes null, which a Go type does not say."""
    kinds = schema.get("type")
    return isinstance(kinds, Sequence) and "null" in kinds


def _nullable(schema: Mapping) -> Mapping:
    """Let null in beside what a schema says; a schema without a type takes null already."""
    kind = schema.get("type")
    if not isinstance(kind, str):
        return schema
    kinds = Sequence(schema.file, schema.mark)
    for name in (kind, "null"):
        kinds.add(name, schema.mark)
    return edited(schema, type=kinds)


def _held(schema: Mapping, key: str) -> Mapping:
    """Give the schema of the items or values, an empty one when the schema has none of its own."""
    held = schema.get(key)
    return held if isinstance(held, Mapping) else Mapping(schema.file, schema.mark)


def _holding(schema: Mapping, kind: str, key: str, held: Mapping) -> Mapping:
    """Give a list or mapping that holds `held`."""
    shape: dict[str, Value] = {"type": kind, key: held}
    return edited(schema, _SHAPE, **shape)
