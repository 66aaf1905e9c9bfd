"""Which OpenAPI object stands where, so that nobody takes a property named `items` for a keyword.

See https://spec.openapis.org/oas/v3.1.2#schema-1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from truespec.document import Mapping, Sequence, Value
from truespec.pointer import Pointer


class Kind(Enum):
    """The objects of a description; OPAQUE is data in which nothing is a keyword or a reference."""

    OPENAPI = "OpenAPI Object"
    COMPONENTS = "Components Object"
    PATH_ITEM = "Path Item Object"
    OPERATION = "Operation Object"
    PARAMETER = "Parameter Object"
    REQUEST_BODY = "Request Body Object"
    MEDIA_TYPE = "Media Type Object"
    ENCODING = "Encoding Object"
    RESPONSE = "Response Object"
    HEADER = "Header Object"
    EXAMPLE = "Example Object"
    LINK = "Link Object"
    CALLBACK = "Callback Object"
    SECURITY_SCHEME = "Security Scheme Object"
    SCHEMA = "Schema Object"
    PLAIN = "plain object"
    OPAQUE = "data"

    # The hash of an enum is computed in Python, and every step of every walk looks a kind up.
    __hash__ = object.__hash__


class Shape(Enum):
    """How an object is held: alone, in a list, or in a mapping under free names."""

    ONE = "one"
    LIST = "list"
    MAP = "map"


class Slot(NamedTuple):
    """What a key holds."""

    kind: Kind
    shape: Shape = Shape.ONE


def _one(kind: Kind, *keys: str) -> dict[str, Slot]:
    return {key: Slot(kind) for key in keys}


def _list(kind: Kind, *keys: str) -> dict[str, Slot]:
    return {key: Slot(kind, Shape.LIST) for key in keys}


def _map(kind: Kind, *keys: str) -> dict[str, Slot]:
    return {key: Slot(kind, Shape.MAP) for key in keys}


ROOT: Final = Pointer()

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

_CONTENT = _map(Kind.MEDIA_TYPE, "content")
_EXAMPLES = {**_one(Kind.OPAQUE, "example"), **_map(Kind.EXAMPLE, "examples")}

SLOTS: dict[Kind, dict[str, Slot]] = {
    Kind.OPENAPI: {
        **_map(Kind.PATH_ITEM, "paths", "webhooks"),
        **_one(Kind.COMPONENTS, "components"),
        **_one(Kind.PLAIN, "info", "externalDocs"),
        **_list(Kind.PLAIN, "servers", "tags"),
    },
    Kind.COMPONENTS: {
        **_map(Kind.SCHEMA, "schemas"),
        **_map(Kind.RESPONSE, "responses"),
        **_map(Kind.PARAMETER, "parameters"),
        **_map(Kind.EXAMPLE, "examples"),
        **_map(Kind.REQUEST_BODY, "requestBodies"),
        **_map(Kind.HEADER, "headers"),
        **_map(Kind.SECURITY_SCHEME, "securitySchemes"),
        **_map(Kind.LINK, "links"),
        **_map(Kind.CALLBACK, "callbacks"),
        **_map(Kind.PATH_ITEM, "pathItems"),
    },
    Kind.PATH_ITEM: {
        **_one(Kind.OPERATION, *METHODS),
        **_map(Kind.OPERATION, "additionalOperations"),
        **_list(Kind.PARAMETER, "parameters"),
        **_list(Kind.PLAIN, "servers"),
    },
    Kind.OPERATION: {
        **_list(Kind.PARAMETER, "parameters"),
        **_one(Kind.REQUEST_BODY, "requestBody"),
        **_map(Kind.RESPONSE, "responses"),
        **_map(Kind.CALLBACK, "callbacks"),
        **_list(Kind.PLAIN, "servers"),
    },
    Kind.PARAMETER: {**_one(Kind.SCHEMA, "schema"), **_CONTENT, **_EXAMPLES},
    Kind.HEADER: {**_one(Kind.SCHEMA, "schema"), **_CONTENT, **_EXAMPLES},
    Kind.REQUEST_BODY: _CONTENT,
    Kind.MEDIA_TYPE: {
        **_one(Kind.SCHEMA, "schema", "itemSchema"),
        **_map(Kind.ENCODING, "encoding"),
        **_EXAMPLES,
    },
    Kind.ENCODING: _map(Kind.HEADER, "headers"),
    Kind.RESPONSE: {**_map(Kind.HEADER, "headers"), **_CONTENT, **_map(Kind.LINK, "links")},
    Kind.EXAMPLE: _one(Kind.OPAQUE, "value"),
    Kind.LINK: _one(Kind.OPAQUE, "parameters", "requestBody"),
    Kind.CALLBACK: {},
    Kind.SECURITY_SCHEME: _one(Kind.PLAIN, "flows"),
    Kind.SCHEMA: {
        **_map(Kind.SCHEMA, "properties", "patternProperties", "dependentSchemas", "$defs", "definitions"),
        **_list(Kind.SCHEMA, "allOf", "anyOf", "oneOf", "prefixItems"),
        **_one(Kind.SCHEMA, "items", "additionalProperties", "not", "if", "then", "else", "contains"),
        **_one(Kind.SCHEMA, "propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
        **_one(Kind.OPAQUE, "example", "examples", "default", "enum", "const"),
        **_one(Kind.PLAIN, "discriminator", "xml", "externalDocs"),
    },
    Kind.PLAIN: {},
}


@dataclass(frozen=True, slots=True)
class Found:
    """An object of a known kind and where it stands."""

    kind: Kind
    pointer: Pointer
    value: Value


def walk(value: Value, kind: Kind = Kind.OPENAPI, pointer: Pointer = ROOT) -> Iterator[Found]:
    """Give `value` and every object below it with its kind, in document order, without following references."""
    yield Found(kind, pointer, value)
    for key, slot, held in slots_of(value, kind):
        for tokens, item in held_items(key, slot, held):
            below = Pointer((*pointer.tokens, *tokens))
            yield from walk(item, slot.kind, below)


def slots_of(value: Value, kind: Kind) -> Iterator[tuple[str, Slot, Value]]:
    """Give each key of a mapping that holds known objects, with what it holds."""
    if not isinstance(value, Mapping) or kind is Kind.OPAQUE:
        return
    if kind is Kind.CALLBACK:
        yield from ((key, Slot(Kind.PATH_ITEM), held) for key, held in value.items() if not is_extension(key))
        return
    slots = SLOTS[kind]
    yield from ((key, slots[key], held) for key, held in value.items() if key in slots)


def held_items(key: str, slot: Slot, held: Value) -> Iterator[tuple[tuple[str | int, ...], Value]]:
    """Give the objects that a key holds, each with its tokens from the key on; `items` was a list once."""
    if slot.shape is not Shape.MAP and isinstance(held, Sequence):
        yield from (((key, index), item) for index, item in enumerate(held))
    elif slot.shape is Shape.ONE:
        yield (key,), held
    elif slot.shape is Shape.MAP and isinstance(held, Mapping):
        yield from (((key, name), item) for name, item in held.items())


Rewriter: TypeAlias = Callable[[Mapping, Pointer], Value]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A change to every mapping of one kind, the innermost first."""

    target: Kind
    change: Rewriter

    def of(self, value: Value, kind: Kind = Kind.OPENAPI, pointer: Pointer = ROOT) -> Value:
        """Give a copy of `value`, which is of `kind` and stands at `pointer`, with the change made."""
        if not isinstance(value, Mapping) or kind is Kind.OPAQUE:
            return value
        copy = value.like(value)
        for key, slot, held in slots_of(value, kind):
            copy[key] = self._held(held, slot, pointer / key)
        return self.change(copy, pointer) if kind is self.target else copy

    def _held(self, held: Value, slot: Slot, pointer: Pointer) -> Value:
        """Rewrite what one key holds, whatever its shape."""
        if slot.shape is not Shape.MAP and isinstance(held, Sequence):
            items = Sequence(held.file, held.mark)
            for index, (item, mark) in enumerate(zip(held, held.marks, strict=True)):
                items.add(self.of(item, slot.kind, pointer / index), mark)
            return items
        if slot.shape is Shape.MAP and isinstance(held, Mapping):
            named = held.like(held)
            for name, item in held.items():
                named[name] = self.of(item, slot.kind, pointer / name)
            return named
        return self.of(held, slot.kind, pointer)


def rewrite(root: Mapping, target: Kind, change: Rewriter) -> Mapping:
    """Give a copy of a description in which `change` was applied to every mapping of the kind `target`."""
    copy = Rewriting(target, change).of(root)
    return copy if isinstance(copy, Mapping) else root


def is_extension(key: str) -> bool:
    """Say whether a key is a specification extension. See https://spec.openapis.org/oas/v3.1.2#specification-extensions."""
    return key.startswith("x-")


def component_key(text: str) -> str:
    """Make a text fit for a component's key. See https://spec.openapis.org/oas/v3.1.2#components-object."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_") or "_"
