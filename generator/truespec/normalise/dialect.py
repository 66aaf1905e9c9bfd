"""The pass that rewrites the words of OpenAPI 3.0 into those of 3.1.

See https://spec.openapis.org/oas/v3.0.4#schema-object and https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0.
"""

from __future__ import annotations

from collections.abc import Iterator

from truespec.building import built, edited, listed
from truespec.codes import IGNORED_BESIDE_REFERENCE
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence
from truespec.grammar import Kind, is_extension
from truespec.normalise.annotated_enums import as_enum
from truespec.normalise.extensions.go import GO_TYPE, OF_GO_TYPES, OF_SCHEMAS, go_kind
from truespec.normalise.extensions.wire import NULLABLE, is_nullable
from truespec.normalise.keywords import ANNOTATIONS, CHOICES, constrains
from truespec.normalise.misspelt_types import well_typed
from truespec.pointer import Pointer
from truespec.rewriting import rewrite
from truespec.versions import versions_of

DIALECT = "3.1.1"
_OLD_VERSIONS = ("2.", "3.0")
_OLD = frozenset(("nullable", "exclusiveMinimum", "exclusiveMaximum"))
# Without these a schema neither takes null nor bounds in the old way.
_TELLING = frozenset((*_OLD, *NULLABLE, GO_TYPE, "allOf"))
# The empty name aside, which nobody gives.
_OF_EVERY_NAME = {"", "^", "$", *(f"{start}.{many}{end}" for start in ("", "^") for many in "*+" for end in ("", "$"))}
_COMPOSING = ("$ref", "allOf", "anyOf", "oneOf")


def unify_dialect(document: Document, report: Report) -> Document:
    """Give a document of OpenAPI 3.1: no `nullable`, no boolean bounds, no list under `items`, no other types.

    A choice between constants is an enum.
    """
    versions = versions_of(document)

    def modern(schema: Mapping, pointer: Pointer) -> Mapping:
        if "$ref" in schema and versions.at(schema.file, schema.mark.line).startswith(_OLD_VERSIONS):
            schema = _reference_alone(schema, report)
        schema = as_enum(_without_item_lists(_without_every_name(well_typed(schema, report))))
        return schema if _TELLING.isdisjoint(schema) else _modern(schema, pointer)

    root = rewrite(document.root, Kind.SCHEMA, modern)
    root = root.like(root)
    root["openapi"] = DIALECT
    return Document(root, document.sources)


def _reference_alone(schema: Mapping, report: Report) -> Mapping:
    """Leave out what OpenAPI 3.0 ignores; null and what describes the use are meant by everybody who writes them.

    See https://spec.openapis.org/oas/v3.0.4#reference-object.
    """
    ignored = [key for key in schema if constrains(key) or key == "allOf"]
    if not ignored or not isinstance(schema["$ref"], str):
        return schema
    # Many repeat the type of what is referred to.
    if told := [key for key in ignored if key != "type"]:
        at = schema.key_marks[told[0]].place(schema.file)
        report.add(IGNORED_BESIDE_REFERENCE, at=at, message=f"{', '.join(told)} beside a reference has no effect")
    return schema.like(key for key in schema if key not in ignored)


def _without_every_name(schema: Mapping) -> Mapping:
    """Say of all values of a mapping what a pattern says that every name matches."""
    patterns = schema.get("patternProperties")
    name = next(iter(patterns), None) if isinstance(patterns, Mapping) and len(patterns) == 1 else None
    if not isinstance(patterns, Mapping) or name not in _OF_EVERY_NAME or "properties" in schema:
        return schema
    return edited(schema, ("patternProperties",), additionalProperties=patterns[name])


def _without_item_lists(schema: Mapping) -> Mapping:
    """Move the list form of `items` to prefixItems. See https://json-schema.org/draft/2020-12/release-notes."""
    if not isinstance(schema.get("items"), Sequence):
        return schema
    modern = schema.like(key for key in schema if key not in ("items", "additionalItems"))
    modern.put("prefixItems", schema["items"], schema.marks["items"], schema.key_marks["items"])
    if "additionalItems" in schema:
        marks = schema.marks["additionalItems"], schema.key_marks["additionalItems"]
        modern.put("items", schema["additionalItems"], *marks)
    return modern


def _modern(schema: Mapping, pointer: Pointer) -> Mapping:
    """Rewrite one schema."""
    nullable = _says_null(schema) or any(map(_is_null_remark, _members(schema)))
    if _is_for_later(schema, pointer):
        return schema
    if not nullable and _OLD.isdisjoint(schema):
        return schema
    modern = schema.like(key for key in schema if key not in ("nullable", *NULLABLE))
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(schema.get(exclusive), bool):
            modern = _exclusive(modern, exclusive, bound)
    return _nullable(modern) if nullable else modern


def _says_null(schema: Mapping) -> bool:
    return schema.get("nullable") is True or is_nullable(schema)


def _is_for_later(schema: Mapping, pointer: Pointer) -> bool:
    """Say whether null is let into what another schema, or the kind of a Go type, has yet to give a shape."""
    if pointer.tokens[-2:-1] == ("allOf",):
        return _is_null_remark(schema)
    return bool(go_kind(schema)) and schema.keys().isdisjoint(("type", "enum", *_COMPOSING))


def _is_null_remark(schema: Mapping) -> bool:
    """Say whether a schema says nothing but that null is let in, which as a member of allOf is said of the whole."""
    return _says_null(schema) and all(key == "nullable" or is_extension(key) for key in schema)


def _members(schema: Mapping) -> Iterator[Mapping]:
    """Give the inline members of a composition."""
    members = schema.get("allOf")
    yield from (one for one in members if isinstance(one, Mapping)) if isinstance(members, Sequence) else ()


def _exclusive(schema: Mapping, exclusive: str, bound: str) -> Mapping:
    """Turn `minimum: 1, exclusiveMinimum: true` into `exclusiveMinimum: 1`."""
    dropped = (exclusive, bound) if schema[exclusive] else (exclusive,)
    result = schema.like(key for key in schema if key not in dropped)
    if schema[exclusive] and bound in schema:
        result.put(exclusive, schema[bound], schema.marks[exclusive], schema.key_marks[exclusive])
    return result


def _nullable(schema: Mapping) -> Mapping:
    """Let null in: as a further type, a further enum value, or a further option."""
    if not schema.keys().isdisjoint(_COMPOSING):
        return _or_null(schema)
    result = schema.like(schema)
    kind, enum = schema.get("type"), schema.get("enum")
    if isinstance(kind, str):
        result.put("type", _list(schema, kind, "null"), schema.marks["type"], schema.key_marks["type"])
    if isinstance(enum, Sequence) and None not in enum:
        values = Sequence(enum.file, enum.mark)
        for value, mark in zip(enum, enum.marks, strict=True):
            values.add(value, mark)
        values.add(None, enum.mark)
        result["enum"] = values
    return result


def _or_null(schema: Mapping) -> Mapping:
    """Give a choice that has null for an option: of what was one, or of a reference or composition by itself."""
    inner = schema.like(key for key in schema if not _is_of_use(key))
    null = built(schema, {"type": "null"})
    choice = next((key for key in CHOICES if inner.keys() - {"discriminator"} == {key}), "")
    options = inner.get(choice)
    if not isinstance(options, Sequence):
        return edited(schema, inner, anyOf=listed(schema, (inner, null)))
    result, offered = schema.like(schema), options.like(True for _ in options)
    offered.add(null, options.mark)
    result[choice] = offered
    return result


def _is_of_use(key: str) -> bool:
    """Say whether a key is about the use of a value, so that it stays outside of a choice of its types."""
    if is_extension(key):
        return key not in OF_SCHEMAS and key not in OF_GO_TYPES
    return key in ANNOTATIONS and key != "$ref"


def _list(schema: Mapping, *items: str | Mapping) -> Sequence:
    """Give a list placed where the schema stands."""
    result = Sequence(schema.file, schema.mark)
    for item in items:
        result.add(item, schema.mark)
    return result
