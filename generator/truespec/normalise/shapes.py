"""What the keywords of a schema say about its shape, seen before the schema is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import is_extension
from truespec.normalise.extensions.go import python_type
from truespec.normalise.hoist import is_component, is_nameable
from truespec.normalise.keywords import ANNOTATIONS, CHOICES, has_shape
from truespec.pointer import Pointer
from truespec.rewriting import rewrite_schemas

# Keywords that narrow a value in a way that no Python type can say.
_INEXPRESSIBLE: Final = (
    "not",
    "if",
    "patternProperties",
    "prefixItems",
    "dependentSchemas",
    "unevaluatedProperties",
    "$dynamicRef",
    "$recursiveRef",
)
# What evaluates properties besides those keywords that declare them.
_LOOKING: Final = frozenset("$ref allOf anyOf oneOf if dependentSchemas not $dynamicRef $recursiveRef".split())
_LOOKING_AT_ITEMS: Final = (_LOOKING - {"not", "dependentSchemas"}) | {"items", "contains"}
_NARROWING: Final = frozenset((*_INEXPRESSIBLE, *CHOICES))
_OF_OBJECTS: Final = frozenset(
    "properties required additionalProperties patternProperties propertyNames minProperties maxProperties "
    "dependentRequired dependentSchemas unevaluatedProperties".split()
)


def is_nullable_class(schema: Value) -> bool:
    """Say whether a schema becomes a class or an enum, and takes null besides."""
    if not isinstance(schema, Mapping) or not schema.keys().isdisjoint(("$ref", "const", *CHOICES)):
        return False
    enum, kinds = schema.get("enum"), schema.get("type")
    if isinstance(enum, Sequence):
        return None in enum and is_nameable(enum)
    is_both = isinstance(kinds, Sequence) and len(kinds) == 2 and "object" in kinds and "null" in kinds
    return is_both and bool(schema.get("properties"))


def is_loose_class(schema: Value) -> bool:
    """Say whether a schema becomes a class although values of other types are as valid."""
    if not isinstance(schema, Mapping) or "type" in schema or not schema.get("properties"):
        return False
    return python_type(schema) is None and schema.keys().isdisjoint(("$ref", "const", "enum")) and not chooses(schema)


def chooses(schema: Mapping) -> bool:
    """Say whether a schema is a choice of others, of which one at least says what a value is."""
    options = schema.get("anyOf", schema.get("oneOf"))
    return isinstance(options, Sequence) and any(map(has_shape, options))


def implied_type(schema: Mapping) -> str:
    """Give the type that the keywords imply when none is said."""
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema else ""


def left_out(schema: Mapping) -> Iterator[str]:
    """Give the keywords of a schema that its Python type does not tell."""
    if _NARROWING.isdisjoint(schema):
        return
    yield from (key for key in _INEXPRESSIBLE if key in schema and not _is_told(schema, key))
    choices = {key: schema[key] for key in CHOICES if isinstance(schema.get(key), Sequence)}
    told = [key for key, options in choices.items() if isinstance(options, Sequence) and any(map(has_shape, options))]
    yield from (key for key in choices if key not in told[:1])
    if told and schema.get("properties"):
        yield "properties"


def _is_told(schema: Mapping, key: str) -> bool:
    """Say whether a Python type tells what a keyword says: that of the values whose names are not declared."""
    others = schema.get(others_of(schema), True)
    if key == "patternProperties":
        return others is False or (isinstance(others, Mapping) and bool(others))
    if key == "prefixItems":
        return fixed_items(schema) is not None or (schema.get(items_of(schema)) is False and _are_same(schema[key]))
    # That nothing else is there is for the server to say; what is there all the same is kept.
    is_others = key == others_of(schema) or schema[key] is False
    return schema[key] is True or (key == "unevaluatedProperties" and is_others)


def _are_same(items: Value) -> bool:
    return isinstance(items, Sequence) and all(item == items[0] for item in items)


def undescribed(schema: Mapping) -> list[str]:
    """Give the names that an object has to have and that no property describes."""
    required, properties, kinds = schema.get("required"), schema.get("properties"), schema.get("type", "object")
    if required is None:
        return []
    is_object = kinds == "object" or (isinstance(kinds, Sequence) and "object" in kinds)
    described = properties if isinstance(properties, Mapping) else ()
    names = required if isinstance(required, Sequence) and is_object and "$ref" not in schema else ()
    return [name for name in names if isinstance(name, str) and name not in described]


def fixed_items(schema: Mapping) -> Sequence | None:
    """Give the schemas of the items of a list whose length is fixed by them, None for any other."""
    items, least = schema.get("prefixItems"), schema.get("minItems")
    if not isinstance(items, Sequence) or not items or least != len(items):
        return None
    is_closed = schema.get("items") is False or schema.get("unevaluatedItems") is False
    return items if is_closed or schema.get("maxItems") == len(items) else None


def items_of(schema: Mapping) -> str:
    """Give the keyword that says what the items are that have no schema of their own."""
    is_alone = schema.keys().isdisjoint(_LOOKING_AT_ITEMS) and "unevaluatedItems" in schema
    return "unevaluatedItems" if is_alone else "items"


def takes_nothing(schema: Mapping) -> bool:
    """Say whether a schema is the opposite of one that takes anything."""
    opposite = schema.get("not")
    return opposite is True or (isinstance(opposite, Mapping) and not opposite)


def others_of(schema: Mapping) -> str:
    """Give the keyword that says what the values are whose names are not declared.

    Where nothing else looks at properties, those that are not evaluated are those that are not declared.
    """
    is_alone = "additionalProperties" not in schema and _LOOKING.isdisjoint(schema)
    return "unevaluatedProperties" if is_alone and "unevaluatedProperties" in schema else "additionalProperties"


def drop_repetitions(document: Document) -> Document:
    """Give a document in which nothing beside a reference repeats what its target says anyway, such as its type.

    A component that is composed of one other stays a class of its own.
    """

    def told_once(schema: Mapping, pointer: Pointer) -> Mapping:
        target = schema.get("$ref") or (None if is_component(pointer.tokens) else _only_member(schema))
        found = document.find(Pointer.parse(target)) if isinstance(target, str) else None
        if not isinstance(found, Mapping):
            return schema
        kept = [key for key in schema if _is_remark(key) or key == "allOf" or schema[key] != found.get(key)]
        return schema if len(kept) == len(schema) else schema.like(kept)

    root = rewrite_schemas(document.root, told_once, frozenset(("$ref", "allOf")), alone=False)
    return Document(root, document.sources)


def _only_member(schema: Mapping) -> Value:
    """Give what the only member of an allOf refers to, None when there are others or it is no reference."""
    members = schema.get("allOf")
    only = members[0] if isinstance(members, Sequence) and len(members) == 1 else None
    return only["$ref"] if isinstance(only, Mapping) and only.keys() == {"$ref"} else None


def separate_types(document: Document) -> Document:
    """Give a document in which an object with properties that may be of another type too is a choice of both."""
    root = rewrite_schemas(document.root, _separated, frozenset(("properties",)))
    return Document(root, document.sources)


def _separated(schema: Mapping, _: Pointer) -> Mapping:
    """Separate one schema by its types."""
    kinds = schema.get("type")
    named = [str(kind) for kind in kinds] if isinstance(kinds, Sequence) else []
    single = "object" not in named or not set(named) - {"object", "null"}
    if single or not schema.get("properties") or not schema.keys().isdisjoint(("enum", "const", "allOf", *CHOICES)):
        return schema
    options = Sequence(schema.file, schema.mark)
    for kind in named:
        options.add(_of_type(schema, kind), schema.mark)
    choice = schema.like(key for key in schema if _is_remark(key))
    choice.put("anyOf", options, schema.mark, schema.mark)
    return choice


def _of_type(schema: Mapping, kind: str) -> Mapping:
    """Give what a schema says of values of one type."""
    said = [key for key in schema if not _is_remark(key) and (kind == "object" or key not in _OF_OBJECTS)]
    option = schema.like(said)
    option.put("type", kind, schema.marks["type"], schema.key_marks["type"])
    return option


def _is_remark(key: str) -> bool:
    """Say whether a keyword is about the use and not about the value."""
    return key in ANNOTATIONS or is_extension(key)
