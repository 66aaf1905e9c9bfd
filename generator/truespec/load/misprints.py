"""What documentation platforms misprint in the descriptions on their pages, put right and told."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from truespec.building import edited, listed
from truespec.codes import REPAIRED_PAGE
from truespec.diagnostic import Report
from truespec.document import Mapping, Place, Sequence, Value
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.rewriting import rewrite

_README_ID: Final = "_id"


def corrected(root: Mapping, report: Report) -> Mapping:
    """Give a description without misprints: lists of lists for tags, and mappings for the values of an enum.

    The name that ReadMe has for a page is none of the API's.
    """
    misprints = Misprints(report)
    described = edited(root, [_README_ID])
    return rewrite(rewrite(described, Kind.OPERATION, misprints.operation), Kind.SCHEMA, misprints.schema)


class Misprints(Struct, frozen=True):
    """Changes one object at a time, and tells each change."""

    report: Report

    def operation(self, operation: Mapping, _: Pointer) -> Mapping:
        """Give an operation whose tags are texts: `tags: [[a]]` is `tags: [a]`."""
        tags = operation.get("tags")
        if not isinstance(tags, Sequence) or not any(isinstance(tag, Sequence) for tag in tags):
            return operation
        self._tell(operation.marks["tags"].place(operation.file), "a tag is a list, and its items are taken")
        flat = [item for tag in tags for item in (tag if isinstance(tag, Sequence) else [tag])]
        return edited(operation, tags=listed(operation, flat))

    def schema(self, schema: Mapping, _: Pointer) -> Mapping:
        """Give a schema whose enum holds values: `enum: [{value: X}]` is `enum: [X]` where no mapping is allowed."""
        values = schema.get("enum")
        if not isinstance(values, Sequence) or schema.get("type") in (None, "object", "array"):
            return schema
        plain = [_value(value) for value in values]
        if plain == list(values):
            return schema
        self._tell(
            schema.marks["enum"].place(schema.file), "the values of an enum are mappings, and their value is taken"
        )
        return edited(schema, enum=listed(schema, plain))

    def _tell(self, at: Place, message: str) -> None:
        self.report.add(REPAIRED_PAGE, at=at, message=message)


def _value(value: Value) -> Value:
    is_wrapped = isinstance(value, Mapping) and "value" in value and not isinstance(value["value"], Mapping | Sequence)
    return value["value"] if is_wrapped and isinstance(value, Mapping) else value
