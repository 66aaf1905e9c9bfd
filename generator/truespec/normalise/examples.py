"""The examples of a description, each with the schema that it stands beside.

See https://spec.openapis.org/oas/v3.1.2#example-object and JSON Schema validation, section 9.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.specification import Example
from truespec.walk import Found, walk

_WORDS = ("example", "examples")
_HOLDERS = (Kind.MEDIA_TYPE, Kind.PARAMETER, Kind.HEADER)


def collect_examples(document: Document) -> tuple[Example, ...]:
    """Give every example that holds a value, in document order; a dangling reference has none to give."""
    return tuple(example for found in walk(document.root, words=_WORDS) for example in _examples_of(document, found))


def _examples_of(document: Document, found: Found) -> Iterator[Example]:
    """Give the examples that one object holds."""
    holder = found.value
    if not isinstance(holder, Mapping):
        return
    if found.kind is Kind.SCHEMA:
        yield from _schema_examples(document, holder, found.pointer)
    elif found.kind in _HOLDERS and "schema" in holder:
        yield from _media_examples(document, holder, found.pointer)


def _schema_examples(document: Document, schema: Mapping, pointer: Pointer) -> Iterator[Example]:
    """Give the examples inside a schema: the list of 3.1 and the single one of 3.0."""
    if "example" in schema:
        yield from _example(document, pointer / "example", pointer)
    listed = schema.get("examples")
    for index in range(len(listed)) if isinstance(listed, Sequence) else ():
        yield from _example(document, pointer / "examples" / index, pointer)


def _media_examples(document: Document, holder: Mapping, pointer: Pointer) -> Iterator[Example]:
    """Give the examples beside a schema: the single one and the named ones."""
    if "example" in holder:
        yield from _example(document, pointer / "example", pointer / "schema")
    named = holder.get("examples")
    for name in named if isinstance(named, Mapping) else ():
        at = _followed(document, pointer / "examples" / name)
        target = document.find(at) if at else None
        if at and isinstance(target, Mapping) and "value" in target:
            yield from _example(document, at / "value", pointer / "schema")


def _example(document: Document, at: Pointer, schema: Pointer) -> Iterator[Example]:
    """Give the example at a pointer, or the one that it refers to."""
    followed = _followed(document, at)
    if followed:
        yield Example(value=document.find(followed), pointer=followed, schema_pointer=schema)


def _followed(document: Document, at: Pointer) -> Pointer | None:
    """Follow a reference that stands in the place of an example, None when it leads nowhere."""
    value: Value = document.find(at)
    target = value.get("$ref") if isinstance(value, Mapping) and len(value) == 1 else None
    if not isinstance(target, str):
        return at
    try:
        pointer = Pointer.parse(target)
        document.find(pointer)
    except (KeyError, ValueError):
        return None
    return pointer
