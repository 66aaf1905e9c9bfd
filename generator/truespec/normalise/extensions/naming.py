"""The extensions by which authors name things for generators: types, properties, parameters, methods and groups."""

from __future__ import annotations

import re
from typing import Final

from truespec.document import Mapping, Sequence, Value
from truespec.normalise.extensions.enums import MS_ENUM
from truespec.normalise.extensions.values import name, texts

GO_NAME: Final = "x-go-name"
ONLY_HONOUR_GO_NAME: Final = "x-oapi-codegen-only-honour-go-name"
SPEAKEASY_NAME: Final = "x-speakeasy-name-override"
OGEN_NAME: Final = "x-ogen-name"
OGEN_PROPERTIES: Final = "x-ogen-properties"
PROPERTY_NAMES: Final = ("x-fern-property-name", SPEAKEASY_NAME)
PARAMETER_NAMES: Final = ("x-fern-parameter-name", SPEAKEASY_NAME, OGEN_NAME)
# Of a schema: they name it wherever it stands, and not what it is used for.
TYPE_NAMES: Final = ("x-go-type-name", "x-fern-type-name", OGEN_NAME)
CLASS_NAMES: Final = ("x-fern-type-name", OGEN_NAME, SPEAKEASY_NAME)
METHOD_NAMES: Final = ("x-fern-sdk-method-name", SPEAKEASY_NAME)
SERVER_NAMES: Final = ("x-ogen-server-name", "x-go-server-name", "x-fern-server-name", "x-speakeasy-server-id")
GROUPS: Final = ("x-fern-sdk-group-name", "x-speakeasy-group", "x-ogen-operation-group", "x-go-operation-tag")


def type_name(schema: Mapping, *, is_named_by_use: bool) -> str | None:
    """Give the author's name for an inline schema; a property's or parameter's own name is not that of its type."""
    microsoft = schema.get(MS_ENUM)
    enum_name = name(microsoft, "name") if isinstance(microsoft, Mapping) else None
    return name(schema, *TYPE_NAMES) or enum_name or (None if is_named_by_use else name(schema, SPEAKEASY_NAME))


def class_name(schema: Mapping) -> str | None:
    """Give the author's name for the class of a component; x-go-type-name is Go's second name for it and no better."""
    return name(schema, *CLASS_NAMES)


def property_name(schema: Mapping, use: Mapping, wire_name: str) -> str | None:
    """Give the author's name of a property: said beside its schema, or by the object that holds it."""
    listed = schema.get(OGEN_PROPERTIES)
    entry = listed.get(wire_name) if isinstance(listed, Mapping) else None
    return name(use, *PROPERTY_NAMES) or (name(entry, "name") if isinstance(entry, Mapping) else None)


def go_name(use: Mapping) -> str | None:
    """Give x-go-name, which is worth a look only where the wire name is no name."""
    return name(use, GO_NAME)


def exact_name(use: Mapping) -> str | None:
    """Give the x-go-name that is to be used to the letter, None unless the author says so."""
    named = go_name(use) if use.get(ONLY_HONOUR_GO_NAME) is True else None
    return named if named and named.isidentifier() else None


def parameter_name(parameter: Mapping) -> str | None:
    """Give the author's name of a parameter."""
    return name(parameter, *PARAMETER_NAMES)


def server_name(server: Mapping) -> str | None:
    """Give the author's name of a server, which OpenAPI has a word for since 3.2."""
    return name(server, *SERVER_NAMES)


def group(operation: Mapping) -> str | None:
    """Give the group that an operation belongs to whatever its tags say; Fern nests groups by listing them."""
    parts = texts(operation.get(GROUPS[0]))
    return ".".join(parts) if parts else name(operation, *GROUPS)


def method_name(operation: Mapping, root: Mapping) -> str | None:
    """Give the author's name of a method: said by the operation, or for all whose operationId matches, by the root."""
    named = name(operation, *METHOD_NAMES)
    if named:
        return named
    told = root.get(SPEAKEASY_NAME)
    rules = told if isinstance(told, Sequence) else ()
    found = (_overriding(rule, operation.get("operationId")) for rule in rules)
    return next((named for named in found if named), None)


def _overriding(rule: Value, operation_id: Value) -> str | None:
    """Give the name that a rule of the root gives; a pattern with anything but anchors and dots is not tried."""
    pattern = name(rule, "operationId") if isinstance(rule, Mapping) else None
    named = name(rule, "methodNameOverride") if isinstance(rule, Mapping) else None
    if pattern is None or named is None or not isinstance(operation_id, str) or not _PLAIN.fullmatch(pattern):
        return None
    return named if re.search(pattern, operation_id) else None


# Descriptions are hostile, and a pattern of a stranger can run for ever: at most one star, so that it cannot.
_PLAIN: Final = re.compile(r"\^?[\w-]*(\.[*+]?)?[\w-]*\$?")
