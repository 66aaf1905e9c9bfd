"""The pass that says in JSON Schema's words what extensions say about a value's shape."""

from __future__ import annotations

from typing import Final

from truespec.building import edited
from truespec.codes import WIDENED
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.normalise.chains import chain
from truespec.normalise.extensions.go import OPTIONAL_VALUE, SKIP_OPTIONAL_POINTER, skips_optional_pointer
from truespec.normalise.extensions.wire import (
    EMBEDDED_RESOURCE,
    IN_TEXT,
    INT_OR_STRING,
    TIME_FORMAT,
    has_own_layout,
    is_in_text,
    is_int_or_string,
    is_object,
)
from truespec.pointer import Pointer
from truespec.rewriting import rewrite_schemas

INTEGER_IN_TEXT: Final = "integer-in-text"
NUMBER_IN_TEXT: Final = "number-in-text"
_IN_TEXT: Final = {"integer": INTEGER_IN_TEXT, "number": NUMBER_IN_TEXT}
_OF_NUMBERS: Final = frozenset(("format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
FOREIGN_WORDS: Final = frozenset((INT_OR_STRING, TIME_FORMAT, *IN_TEXT, EMBEDDED_RESOURCE, OPTIONAL_VALUE))
_OF_TYPES: Final = frozenset(("type", "format", "anyOf", "oneOf", "pattern"))


def replace_foreign_words(document: Document, report: Report) -> Document:
    """Give a document whose schemas say their shape without extensions."""

    def replaced(schema: Mapping, pointer: Pointer) -> Mapping:
        if is_int_or_string(schema):
            return _int_or_string(schema)
        if has_own_layout(schema):
            return _without_layout(schema, report)
        if is_in_text(schema) and pointer.tokens[-2:-1] == ("properties",):
            return _in_text(document, schema)
        if is_object(schema) and "type" not in schema:
            return edited(schema, type="object")
        return _each_optional(schema) if schema.get(OPTIONAL_VALUE) is True else schema

    root = rewrite_schemas(document.root, replaced, FOREIGN_WORDS)
    return Document(root, document.sources)


def _int_or_string(schema: Mapping) -> Mapping:
    """Give the choice that Kubernetes means."""
    options = Sequence(schema.file, schema.mark)
    for kind in ("integer", "string"):
        options.add(edited(Mapping(schema.file, schema.mark), type=kind), schema.mark)
    return edited(schema, (*_OF_TYPES, INT_OR_STRING), anyOf=options)


def _without_layout(schema: Mapping, report: Report) -> Mapping:
    """Give a plain text for a time that is written in a way of its own."""
    message = f"{schema[TIME_FORMAT]} is a layout of its own, so the time is a plain text"
    report.add(WIDENED, at=schema.marks[TIME_FORMAT].place(schema.file), message=message)
    return schema.like(key for key in schema if key not in ("format", TIME_FORMAT))


def _in_text(document: Document, schema: Mapping) -> Mapping:
    """Give the text that a number, or a reference to one, travels as; anything else stays what it is."""
    *_, last = chain(document, schema)
    kinds = last.get("type")
    named = [str(kind) for kind in kinds] if isinstance(kinds, Sequence) else [str(kinds)]
    found = next((kind for kind in named if kind in _IN_TEXT), None)
    own = schema.like(key for key in schema if key not in (*_OF_NUMBERS, *IN_TEXT, "$ref"))
    if found is None or "enum" in last:
        return schema
    return edited(own, type=_texts(schema, named, found), format=_IN_TEXT[found])


def _texts(schema: Mapping, named: list[str], found: str) -> Value:
    """Give the types with text in the place of a number."""
    if len(named) == 1:
        return "string"
    kinds = Sequence(schema.file, schema.mark)
    for kind in named:
        kinds.add("string" if kind == found else kind, schema.mark)
    return kinds


def _each_optional(schema: Mapping) -> Mapping:
    """Give an object whose properties all read as zero values, as goapi-gen's word on the object says."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return schema
    copy, changed = schema.like(schema), properties.like(properties)
    for name, value in properties.items():
        if isinstance(value, Mapping) and skips_optional_pointer(value) is None:
            changed[name] = edited(value, (), **{SKIP_OPTIONAL_POINTER: True})
    copy["properties"] = changed
    return copy
