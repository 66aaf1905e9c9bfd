"""What is said of a schema at its use and along its references, the use first."""

from __future__ import annotations

from collections.abc import Iterator

from truespec.document import Document, Mapping, Value
from truespec.pointer import Pointer


def chain(document: Document, schema: Value) -> Iterator[Mapping]:
    """Give a schema and those that its references lead through; a circle is followed once."""
    seen: set[str] = set()
    while isinstance(schema, Mapping):
        yield schema
        target = schema.get("$ref")
        if not isinstance(target, str) or target in seen:
            return
        seen.add(target)
        schema = document.find(Pointer.parse(target))
