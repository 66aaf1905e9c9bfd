"""Which OpenAPI object stands where, so that nobody takes a property named `items` for a keyword.

See https://spec.openapis.org/oas/v3.1.2#schema-1.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from truespec.document import Mapping
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


Slots: TypeAlias = dict[Kind, dict[str, Slot]]

ROOT: Final = Pointer()

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

CALLED_BACK = Slot(Kind.PATH_ITEM)
_CONTENT = _map(Kind.MEDIA_TYPE, "content")
_EXAMPLES = {**_one(Kind.OPAQUE, "example"), **_map(Kind.EXAMPLE, "examples")}

SLOTS: Final[Slots] = {
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
    # Under any key but an extension's; an expression says which.
    Kind.CALLBACK: {"": CALLED_BACK},
    Kind.SECURITY_SCHEME: _one(Kind.PLAIN, "flows"),
    Kind.SCHEMA: {
        **_map(Kind.SCHEMA, "properties", "patternProperties", "dependentSchemas", "$defs", "definitions"),
        **_list(Kind.SCHEMA, "allOf", "anyOf", "oneOf", "prefixItems"),
        **_one(Kind.SCHEMA, "items", "additionalProperties", "not", "if", "then", "else", "contains"),
        **_one(
            Kind.SCHEMA,
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema",
            "additionalItems",
        ),
        **_one(Kind.OPAQUE, "example", "examples", "default", "enum", "const"),
        **_one(Kind.PLAIN, "discriminator", "xml", "externalDocs"),
    },
    Kind.PLAIN: {},
    Kind.OPAQUE: {},
}


def _ways(target: Kind) -> Slots:
    """Give the slots that lead to objects of a kind, through others perhaps."""
    leading: set[Kind] = set()
    more = {target}
    while more:
        leading |= more
        more = {kind for kind, slots in SLOTS.items() if any(slot.kind in leading for slot in slots.values())} - leading
    return {kind: {key: slot for key, slot in slots.items() if slot.kind in leading} for kind, slots in SLOTS.items()}


# For each kind, what leads to it and nothing else.
WAYS: Final = {kind: _ways(kind) for kind in Kind}


def schemas_of(root: Mapping) -> Mapping:
    """Give the schemas among the components."""
    components = root.get("components")
    schemas = components.get("schemas") if isinstance(components, Mapping) else None
    return schemas if isinstance(schemas, Mapping) else Mapping(root.file, root.mark)


def is_extension(key: str) -> bool:
    """Say whether a key is a specification extension. See https://spec.openapis.org/oas/v3.1.2#specification-extensions."""
    return key.startswith("x-")


def component_key(text: str) -> str:
    """Make a text fit for a component's key. See https://spec.openapis.org/oas/v3.1.2#components-object."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", text).strip("_") or "_"
