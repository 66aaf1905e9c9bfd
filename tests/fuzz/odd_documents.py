"""Odd descriptions: small ones of ours with something broken in them, and ones that were never right."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML, YAMLError

from source_tree import ROOT
from truespec.grammar import METHODS, SLOTS

WORDS = sorted(
    {key for slots in SLOTS.values() for key in slots} | {"$ref", "type", "name", "in", "required", "nullable"}
)
TYPES = ["object", "array", "string", "integer", "number", "boolean", "null", "file", ""]
TARGETS = [
    "#",
    "#/",
    "#/components/schemas/A",
    "#/components/schemas/B",
    "#/paths/~1a",
    "#/%zz",
    "b.yaml",
    "file:///b.yaml",
    "https://b.example/c#/d",
    "https://[::1",
    "//[",
    "a\0b",
    "",
    "#A",
    "~2",
]
MORE = [
    "x-order",
    "x-go-type",
    "x-enum-varnames",
    "$defs",
    "$id",
    "$anchor",
    "$dynamicRef",
    "$recursiveRef",
    "$dynamicAnchor",
    "const",
    "format",
    "style",
    "A",
    "class",
]
FIXTURES = ROOT.parent / "shared/corpus/fixtures"
SMALL = 12_000
HEAD = {"openapi": "3.1.0", "info": {"title": "Odd", "version": "1"}}

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([*TYPES, *TARGETS, "a", "\ud7ff", "\U0001f600", '"""', "{id}", "é", "__class__"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
keys = st.sampled_from([*WORDS, *MORE, "/a", "/a/{id}", "200", "default", "application/json", "text/plain", *METHODS])
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(keys, inner, max_size=4),
        st.fixed_dictionaries({"$ref": st.sampled_from(TARGETS)}),
        st.fixed_dictionaries(
            {"type": st.sampled_from(TYPES)}, optional={"items": inner, "properties": inner, "enum": inner}
        ),
    ),
    max_leaves=12,
)


@cache
def seeds() -> list[Any]:
    """Give the descriptions of the directory cases, and one that has a bit of everything.

    `make fuzz` takes the small ones out of other tools' tests as well, where ../shared is.
    """
    files = sorted((ROOT / "tests/cases").glob("*/openapi.yaml"))
    others = sorted(FIXTURES.glob("*.*")) if "TRUESPEC_FUZZ" in os.environ else []
    return [*map(read, files), EVERYTHING, *filter(is_description, map(read, filter(is_small, others)))]


def read(file: Path) -> Any:
    """Give what a file holds as JSON has it, None for what it could not hold."""
    try:
        return json.loads(json.dumps(YAML(typ="safe", pure=True).load(file)))
    except (YAMLError, TypeError, ValueError):
        return None


def is_small(file: Path) -> bool:
    """Say whether a file is soon read, and soon looked through."""
    return file.suffix in (".json", ".yaml", ".yml") and file.stat().st_size < SMALL


def is_description(value: Any) -> bool:
    """Say whether a value is meant to be a description."""
    return isinstance(value, dict) and not value.keys().isdisjoint(("openapi", "swagger"))


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """Give a description of ours in which a few things were replaced, removed, moved or renamed."""
    document = json.loads(json.dumps(draw(st.sampled_from(seeds()))))
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(document))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        if (isinstance(holder, dict) and key not in holder) or (isinstance(holder, list) and key >= len(holder)):
            continue
        match draw(st.sampled_from(["replace", "remove", "move", "rename"])):
            case "replace":
                holder[key] = draw(values)
            case "remove":
                del holder[key]
            case "move":
                other, where = draw(st.sampled_from(places))
                if isinstance(other, dict) or where < len(other):
                    other[where] = json.loads(json.dumps(holder[key]))
            case "rename" if isinstance(holder, dict):
                holder[draw(keys)] = holder.pop(key)
    return document


invented = st.fixed_dictionaries(
    {key: st.just(value) for key, value in HEAD.items()},
    optional={
        "paths": st.one_of(
            values, st.dictionaries(keys, st.dictionaries(st.sampled_from(METHODS), values, max_size=2), max_size=2)
        ),
        "components": st.one_of(values, st.fixed_dictionaries({"schemas": st.dictionaries(keys, values, max_size=4)})),
        "servers": values,
        "security": values,
        "tags": values,
        "webhooks": values,
    },
)


@st.composite
def shuffled(draw: st.DrawFn, document: Any) -> Any:
    """Give the same document with the keys of every mapping in another order."""
    if isinstance(document, dict):
        names = draw(st.permutations(list(document)))
        return {name: draw(shuffled(document[name])) for name in names}
    return [draw(shuffled(item)) for item in document] if isinstance(document, list) else document


@st.composite
def referring(draw: st.DrawFn, document: Any) -> Any:
    """Give the same document with some of its references leading to the same places of another file."""
    if isinstance(document, dict):
        changed = {key: draw(referring(held)) for key, held in document.items()}
        target = changed.get("$ref")
        leads_out = isinstance(target, str) and target.startswith("#") and draw(st.booleans())
        return {**changed, "$ref": f"b.yaml{target}"} if leads_out else changed
    return [draw(referring(item)) for item in document] if isinstance(document, list) else document


def backwards(document: Any) -> Any:
    """Give the same document with the keys of every mapping the other way round."""
    if isinstance(document, dict):
        return {key: backwards(document[key]) for key in reversed(document)}
    return [backwards(item) for item in document] if isinstance(document, list) else document


def _places(value: Any) -> Any:
    """Give every place in a document that something could be done to, as the holder and its key or index."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in list(items):
        yield value, key
        yield from _places(held)


EVERYTHING = {
    **HEAD,
    "servers": [{"url": "https://{host}/v1", "variables": {"host": {"default": "a.example"}}}],
    "security": [{"key": []}],
    "paths": {
        "/a/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": {
                "operationId": "getA",
                "tags": ["A"],
                "parameters": [{"$ref": "#/components/parameters/Page"}],
                "responses": {
                    "200": {
                        "description": "d",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}},
                    },
                    "default": {"$ref": "#/components/responses/Error"},
                },
            },
            "post": {
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/B"}, "example": {"kind": "b"}}
                    }
                },
                "responses": {"2XX": {"description": "d"}},
            },
        }
    },
    "components": {
        "parameters": {
            "Page": {
                "name": "page",
                "in": "query",
                "style": "form",
                "explode": False,
                "schema": {"type": "array", "items": {"type": "integer"}},
            }
        },
        "responses": {"Error": {"description": "d", "headers": {"X-A": {"schema": {"type": "string"}}}}},
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        "schemas": {
            "A": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": "integer", "format": "int64", "readOnly": True},
                    "next": {"$ref": "#/components/schemas/A"},
                    "state": {"type": ["string", "null"], "enum": ["on", "off", None], "default": "on"},
                },
                "additionalProperties": {"type": "string"},
            },
            "B": {
                "allOf": [
                    {"$ref": "#/components/schemas/A"},
                    {"type": "object", "properties": {"kind": {"const": "b"}}},
                ]
            },
            "C": {
                "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {"propertyName": "kind", "mapping": {"b": "#/components/schemas/B"}},
            },
            "D": {
                "type": "array",
                "prefixItems": [{"type": "string"}],
                "items": {"anyOf": [{"type": "number"}, {"type": "null"}]},
            },
        },
    },
}
