"""References of a schema that is a resource of its own, embedded in a description.

See https://json-schema.org/draft/2020-12/json-schema-core#name-schema-resources.
"""

from __future__ import annotations

from truespec.codes import EMBEDDED_REFERENCE
from truespec.diagnostic import Report
from truespec.document import Document, Mapping
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.rewriting import Rewriting, rewrite

_KEYWORDS = ("$defs", "definitions")


def lead_home(document: Document, report: Report) -> Document:
    """Give a document in which `#/$defs/X` inside a schema with its own `$defs` leads there.

    A schema with an `$id` means just that; without one the author meant it, and it is reported.
    """

    def change(schema: Mapping, pointer: Pointer) -> Mapping:
        owned = [key for key in _KEYWORDS if isinstance(schema.get(key), Mapping) and key not in document.root]
        return _led(schema, pointer, owned, report) if owned else schema

    return Document(rewrite(document.root, Kind.SCHEMA, change), document.sources)


def _led(schema: Mapping, home: Pointer, owned: list[str], report: Report) -> Mapping:
    """Lead the references below one schema into its own definitions."""

    def change(inner: Mapping, _: Pointer) -> Mapping:
        target = _own_target(inner, schema, owned)
        if target is None:
            return inner
        if "$id" not in schema:
            at = inner.marks["$ref"].place(inner.file)
            message = f"{inner['$ref']} is meant to lead to the definitions of the schema around it"
            report.add(EMBEDDED_REFERENCE, at=at, message=message, hint="write the whole pointer from the root")
        copy = inner.like(inner)
        copy["$ref"] = str(Pointer((*home.tokens, *target.tokens)))
        return copy

    led = Rewriting(Kind.SCHEMA, change).of(schema, Kind.SCHEMA)
    return led if isinstance(led, Mapping) else schema


def _own_target(inner: Mapping, schema: Mapping, owned: list[str]) -> Pointer | None:
    """Give where a reference leads inside the schema, None when it does not lead to its definitions."""
    text = inner.get("$ref")
    if not isinstance(text, str) or not text.startswith(tuple(f"#/{key}/" for key in owned)):
        return None
    target = Pointer.parse(text)
    key, name = str(target.tokens[0]), str(target.tokens[1])
    definitions = schema.get(key)
    return target if isinstance(definitions, Mapping) and name in definitions else None
