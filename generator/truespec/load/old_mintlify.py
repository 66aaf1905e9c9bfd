"""Mintlify's older operation object, which its pages held before autumn 2025, in the words of OpenAPI.

It has one operation for each page, parameters by location, a list of schemas for each media type, and nothing of the
API but its servers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from truespec.building import built, edited, listed, mappings
from truespec.codes import OLD_MINTLIFY
from truespec.diagnostic import Report
from truespec.document import Mapping, Sequence, Value
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.rewriting import rewrite
from truespec.sources import host_of

_LOCATIONS: Final = ("path", "query", "header", "cookie")
# It stands where a response has no content.
_PLACEHOLDER: Final = "_mintlify/"
# How a parameter is written, beside its schemas.
_WRITTEN: Final = ("style", "explode", "allowReserved")
_ENUM_TYPE: Final = re.compile(r"enum<(\w+)>")
_WHOLE: Final = "the whole description, which the site's llms.txt lists, says more"


def is_old_mintlify(root: Mapping) -> bool:
    """Say whether this is such an operation object."""
    paths = root.get("paths")
    return isinstance(paths, Mapping) and isinstance(paths.get("path"), str) and isinstance(paths.get("method"), str)


def modernised(root: Mapping, report: Report) -> Mapping:
    """Give a description of the one operation."""
    old = root["paths"]
    assert isinstance(old, Mapping)
    message = "the page holds Mintlify's older operation object, which was converted"
    report.add(OLD_MINTLIFY, at=root.marks["paths"].place(root.file), message=message, hint=_WHOLE)
    request = _held(old, "request")
    alternatives = [entry for entry in _items(request.get("security")) if isinstance(entry, Mapping)]
    schemes = {name: value for entry in alternatives for name, value in _schemes(entry)}
    requirements = [built(entry, {name: listed(entry, ()) for name, _ in _schemes(entry)}) for entry in alternatives]
    operation = edited(
        built(old, {key: old[key] for key in ("deprecated", "operationId", "summary", "description") if key in old}),
        parameters=listed(old, _parameters(_held(request, "parameters"))),
        responses=built(old, dict(_responses(_held(old, "response")))),
        security=listed(old, requirements),
    )
    body = dict(_contents(_held(request, "body")))
    if body:
        is_required = any(_is_required(content.get("schema")) for content in body.values())
        operation = edited(
            operation, requestBody=built(old, {"required": is_required, "content": built(old, {**body})})
        )
    components = edited(_held(root, "components"), securitySchemes=built(old, {**schemes}))
    servers = old.get("servers")
    described = built(old, {str(old["path"]): built(old, {str(old["method"]): operation})})
    result: dict[str, Value] = {
        "openapi": "3.1.0",
        "info": built(old, {"title": _title(servers), "version": "0"}),
        **({"servers": servers} if servers else {}),
        "webhooks" if old.get("type") == "webhook" else "paths": described,
        "components": components,
    }
    return rewrite(built(root, result), Kind.SCHEMA, _modern_schema)


def _held(holder: Mapping, key: str) -> Mapping:
    value = holder.get(key)
    return value if isinstance(value, Mapping) else Mapping(holder.file, holder.mark)


def _items(value: Value) -> Sequence | tuple[()]:
    return value if isinstance(value, Sequence) else ()


def _title(servers: Value) -> str:
    """Name the API by the host of its first server; the page does not say its title."""
    first = next(iter(_items(servers)), None)
    url = first.get("url") if isinstance(first, Mapping) else None
    return (host_of(url) if isinstance(url, str) else "") or "API"


def _schemes(alternative: Mapping) -> Iterator[tuple[str, Mapping]]:
    """Give the security schemes of one alternative, named by its title."""
    title = str(alternative.get("title"))
    found = [(place, entry) for place in _LOCATIONS for entry in mappings(_held(alternative, "parameters").get(place))]
    for place, (name, scheme) in found:
        yield title if len(found) == 1 else f"{title}-{name}", _scheme(scheme, place, name)


def _scheme(scheme: Mapping, place: str, name: str) -> Mapping:
    """Give a security scheme with what OpenAPI demands of its type."""
    match scheme.get("type"):
        case "apiKey":
            return edited(scheme, **{"in": place, "name": name})
        case "oauth2" if "flows" not in scheme:
            return edited(scheme, flows=built(scheme, {}))
        case _:
            return scheme


def _parameters(locations: Mapping) -> Iterator[Mapping]:
    for place in _LOCATIONS:
        for name, parameter in mappings(locations.get(place)):
            schema = _one_of(parameter, "schema")
            words = {key: schema[key] for key in ("description", "deprecated") if key in schema}
            written = {key: parameter[key] for key in _WRITTEN if key in parameter}
            required = {"required": place == "path" or _is_required(schema)}
            yield built(parameter, {"name": name, "in": place, **required, "schema": schema, **words, **written})


def _responses(responses: Mapping) -> Iterator[tuple[str, Mapping]]:
    for status, response in mappings(responses):
        said = [entry.get("description") for _, entry in mappings(response)]
        description = next((text for text in said if isinstance(text, str)), "")
        content = built(response, dict(_contents(response)))
        yield status, built(response, {"description": description, **({"content": content} if content else {})})


def _contents(holder: Mapping) -> Iterator[tuple[str, Mapping]]:
    for media_type, entry in mappings(holder):
        if not media_type.startswith(_PLACEHOLDER):
            examples = {key: entry[key] for key in ("examples",) if isinstance(entry.get(key), Mapping)}
            yield media_type, built(entry, {"schema": _one_of(entry, "schemaArray"), **examples})


def _one_of(holder: Mapping, key: str) -> Mapping:
    """Give the schema in a list of alternatives, which has one for most."""
    schemas = [item for item in _items(holder.get(key)) if isinstance(item, Mapping)]
    if len(schemas) == 1:
        return schemas[0]
    return built(holder, {"anyOf": listed(holder, schemas)} if schemas else {})


def _is_required(schema: Value) -> bool:
    return isinstance(schema, Mapping) and (
        schema.get("required") is True or any(_is_required(item) for item in _items(schema.get("anyOf")))
    )


def _modern_schema(schema: Mapping, _: Pointer) -> Value:
    """Give a schema without the old words: `required` of a property itself, and lists of one for allOf."""
    inner = schema.get("allOf")
    if len(schema) == 1 and isinstance(inner, Sequence) and len(inner) == 1:
        return inner[0]
    names = schema.get("requiredProperties")
    old = [key for key in ("requiredProperties", "refIdentifier") if key in schema]
    old += ["required"] if isinstance(schema.get("required"), bool) else []
    old += ["type"] if schema.get("type") == "any" else []
    result = edited(schema, old, **_modern_type(schema.get("type")))
    return edited(result, required=names) if isinstance(names, Sequence) and "required" not in result else result


def _modern_type(kind: Value) -> dict[str, Value]:
    """Give what JSON Schema has in the place of a type that it does not know."""
    if kind == "file":
        return {"type": "string", "format": "binary"}
    of_enum = _ENUM_TYPE.fullmatch(kind) if isinstance(kind, str) else None
    return {"type": of_enum[1]} if of_enum else {}
