"""The pass that takes back components that were made of inline schemas and, once those are merged, are not needed."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from truespec.building import overlaid
from truespec.document import Document, Mapping, Sequence
from truespec.grammar import WAYS, Kind, schemas_of
from truespec.normalise.extensions.naming import type_name
from truespec.normalise.hoist import component_of, is_component, is_nameable, with_components
from truespec.normalise.keywords import listed
from truespec.pointer import Pointer
from truespec.rewriting import rewrite_at
from truespec.walk import Found, walk

_SCALARS: Final = frozenset(("string", "number", "integer", "boolean", "null"))


def take_back(document: Document, described: Document) -> Document:
    """Give a document without the made components that nothing refers to, and without those that came to a plain value.

    Such a value stands in the place of its references, as it would have if its author had written what it comes to.
    """
    schemas = schemas_of(document.root)
    made = schemas.keys() - schemas_of(described.root).keys()
    referring: dict[str, list[Found]] = defaultdict(list)
    for found in walk(document.root, to=Kind.SCHEMA, words=("$ref",)) if made else ():
        name = component_of(found.value)
        if name is not None and name in made:
            referring[name].append(found)
    plain = {name: schema for name in made if isinstance(schema := schemas[name], Mapping) and _is_plain(schema)}
    left = {*plain}
    while more := {name for name in made - left if {_home(found) for found in referring[name]} <= left}:
        left |= more
    if not left:
        return document

    def put_back(schema: Mapping, _: Pointer) -> Mapping:
        target = plain.get(component_of(schema) or "")
        return schema if target is None else overlaid(target, schema)

    places = (found.pointer for name in plain for found in referring[name])
    root = rewrite_at(places, document.root, Kind.SCHEMA, put_back)
    kept = schemas_of(root)
    return Document(with_components(root, kept.like(name for name in kept if name not in left)), document.sources)


def _home(found: Found) -> str:
    """Give the component that a schema stands in, an empty text when it stands in none."""
    return found.tokens[2] if is_component(found.tokens[:3]) else ""


def _is_plain(schema: Mapping) -> bool:
    """Say whether a schema is a scalar or a literal, whose author gave it no name."""
    if "$ref" in schema or not schema.keys().isdisjoint(WAYS[Kind.SCHEMA][Kind.SCHEMA]):
        return False
    if type_name(schema, is_named_by_use=True) is not None:
        return False
    enum = schema.get("enum")
    if isinstance(enum, Sequence):
        return not is_nameable(enum)
    return "const" in schema or _SCALARS.issuperset(map(str, listed(schema.get("type"))))
