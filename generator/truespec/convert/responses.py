"""Swagger 2.0 responses. See https://swagger.io/specification/v2/#response-object."""

from __future__ import annotations

from typing import Final

from truespec.building import built, edited, mappings
from truespec.convert.collection_formats import list_style
from truespec.convert.schemas import VALUE_KEYS, modern_schema, value_schema
from truespec.document import Mapping, Value
from truespec.media_type import essence

_JSON: Final = "application/json"
_BYTES: Final = "application/octet-stream"


def modern_response(response: Mapping, produces: tuple[str, ...]) -> Mapping:
    """Convert a response of an operation that `produces` these media types, none where nobody told."""
    schema, examples = response.get("schema"), response.get("examples")
    changed = edited(response, ("schema", "examples"))
    headers = {name: _header(header) for name, header in mappings(response.get("headers"))}
    if headers and isinstance(holder := response.get("headers"), Mapping):
        changed["headers"] = edited(holder, (), **headers)
    names = _media_types(schema, examples, produces)
    if names:
        shown = schema if isinstance(schema, Mapping) else built(response, {})
        content = {name: _media_type(shown, name, examples) for name in names}
        key = "schema" if "schema" in response else "examples"
        changed.put("content", built(response, {**content}), response.marks[key], response.key_marks[key])
    return changed


def _media_types(schema: Value, examples: Value, produces: tuple[str, ...]) -> tuple[str, ...]:
    """Give the media types of a response, none without a content: what is shown is one, whatever was told."""
    shown = [name for name in examples if "/" in name] if isinstance(examples, Mapping) else []
    if not isinstance(schema, Mapping):
        return tuple(shown)
    if schema.get("type") == "file" and {_JSON}.issuperset(produces):
        return (_BYTES,)
    told = {essence(name) for name in produces}
    return (*produces, *(name for name in shown if essence(name) not in told)) or (_JSON,)


def _media_type(schema: Mapping, name: str, examples: Value) -> Mapping:
    """Give a media type object, with its example if there is one, whatever parameters either has."""
    media = built(schema, {"schema": modern_schema(schema)})
    if isinstance(examples, Mapping):
        fitting = sorted((key for key in examples if essence(key) == essence(name)), key=lambda key: key != name)
        for key in fitting[:1]:
            media.put("example", examples[key], examples.marks[key], examples.key_marks[key])
    return media


def _header(header: Mapping) -> Mapping:
    """Convert a response header. See https://swagger.io/specification/v2/#header-object."""
    changed = edited(header, (*VALUE_KEYS, "collectionFormat"))
    changed.put("schema", value_schema(header), header.mark, header.mark)
    return edited(changed, (), **list_style(header))
