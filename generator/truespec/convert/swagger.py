"""Swagger 2.0 in the words of OpenAPI 3, every value still placed where it was written.

See https://swagger.io/specification/v2/ and https://spec.openapis.org/oas/v3.0.4.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from truespec.building import built, edited, mappings
from truespec.convert.operations import OperationConverter, media_types
from truespec.convert.references import moved_references
from truespec.convert.responses import modern_response
from truespec.convert.schemas import modern_schema
from truespec.convert.servers import servers
from truespec.document import Document, Mapping, Value
from truespec.grammar import Kind, is_extension

_MOVED: Final = frozenset(
    "swagger host basePath schemes consumes produces definitions parameters responses securityDefinitions".split()
)
_VERSIONS: Final = frozenset(("swagger", "openapi"))
_FLOWS: Final = {"accessCode": "authorizationCode", "application": "clientCredentials"}


def convert(document: Document) -> Document:
    """Give an OpenAPI 3 document for a Swagger 2.0 one, and any other as it is."""
    root = document.root
    if "swagger" not in root:
        return document
    converter = _converter(document)
    paths = {path: converter.path_item(item) for path, item in mappings(root.get("paths"))}
    changed = edited(root, _MOVED)
    changed.put("openapi", "3.0.4", root.marks["swagger"], root.key_marks["swagger"])
    if (known := servers(root)) is not None:
        changed.put("servers", known, root.mark, root.mark)
    if "paths" in root:
        changed["paths"] = _replaced(root["paths"], paths)
    changed.put("components", _components(root, converter), root.mark, root.mark)
    return Document(moved_references(changed, document, converter.is_body), document.sources)


def part_converter(document: Document) -> Callable[[Value, Kind, Value], Value]:
    """Give what converts an object of another file, given its root: what says no version is of that of `document`."""
    converters: dict[str, OperationConverter] = {}

    def converted(value: Value, kind: Kind, root: Value) -> Value:
        whole = root if isinstance(root, Mapping) and not _VERSIONS.isdisjoint(root) else document.root
        if "swagger" not in whole or not isinstance(value, Mapping):
            return value
        if whole.file not in converters:
            converters[whole.file] = _converter(Document(whole, document.sources))
        return _part(value, kind, converters[whole.file])

    return converted


def _part(value: Mapping, kind: Kind, converter: OperationConverter) -> Mapping:
    """Convert an object that stands by itself."""
    match kind:
        case Kind.SCHEMA:
            return modern_schema(value)
        case Kind.RESPONSE:
            return modern_response(value, converter.produces)
        case Kind.PARAMETER:
            return converter.plain(value)
        case Kind.PATH_ITEM:
            return converter.path_item(value)
        case Kind.SECURITY_SCHEME:
            return _security_scheme(value)
        case _:
            return value


def _converter(document: Document) -> OperationConverter:
    root = document.root
    return OperationConverter(document, media_types(root, "consumes"), media_types(root, "produces"))


def _components(root: Mapping, converter: OperationConverter) -> Mapping:
    """Give the components: what Swagger keeps at the top level."""
    kinds: dict[str, Value] = {
        "schemas": _replaced(
            root.get("definitions"), {name: modern_schema(value) for name, value in mappings(root.get("definitions"))}
        ),
        "parameters": _replaced(root.get("parameters"), converter.plain_parameters(root.get("parameters"))),
        "requestBodies": _replaced(root.get("parameters"), converter.body_parameters(root.get("parameters"))),
        "responses": _replaced(
            root.get("responses"),
            {name: modern_response(value, converter.produces) for name, value in mappings(root.get("responses"))},
        ),
        "securitySchemes": _replaced(
            root.get("securityDefinitions"),
            {name: _security_scheme(value) for name, value in mappings(root.get("securityDefinitions"))},
        ),
    }
    return built(root, {kind: value for kind, value in kinds.items() if isinstance(value, Mapping) and value})


def _replaced(holder: Value, values: dict[str, Mapping]) -> Mapping | None:
    """Give a copy of a mapping that holds these values under the same keys, and nothing else but extensions."""
    if not isinstance(holder, Mapping):
        return None
    copy = holder.like(key for key in holder if key in values or is_extension(key))
    copy.update(values)
    return copy


def _security_scheme(scheme: Mapping) -> Mapping:
    """Convert one security scheme. See https://swagger.io/specification/v2/#security-scheme-object."""
    kind = scheme.get("type")
    if kind == "basic":
        return edited(scheme, type="http", scheme="basic")
    if kind != "oauth2":
        return scheme
    flow = str(scheme.get("flow"))
    moved = ("flow", "authorizationUrl", "tokenUrl", "scopes")
    parts = {key: scheme[key] for key in moved[1:] if key in scheme}
    return edited(
        scheme,
        moved,
        flows=built(scheme, {_FLOWS.get(flow, flow): built(scheme, {"scopes": built(scheme, {}), **parts})}),
    )
