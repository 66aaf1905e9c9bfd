"""Answers that come one value after the other: Server-Sent Events and JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from truespec.plan.bodies import Bodies, Form
from truespec.schema import AnySchema, ObjectSchema, Scalar, ScalarSchema, Schema, UnionSchema
from truespec.specification import Content

EVENT: Final = "ServerSentEvent"
_FIELDS: Final = frozenset(("data", "event", "id", "retry"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A sequence of values: their annotation, what the runtime reads each as, and what of it makes them."""

    annotation: str
    read_as: str
    items: str


def sequence_of(content: Content, bodies: Bodies) -> Sequence | None:
    """Give the sequence that a content of an answer is, None for any other content."""
    if bodies.form(content) is Form.LINES:
        return _typed(bodies.item(content), "json_values", bodies)
    if content.media_type.partition(";")[0].strip().lower() != "text/event-stream":
        return None
    schema = bodies.item(content)
    items = _items_of_events(schema, bodies)
    if items == "raw_events":
        return Sequence(annotation=EVENT, read_as=EVENT, items=items)
    return _typed(schema, items, bodies)


def _typed(schema: Schema, items: str, bodies: Bodies) -> Sequence:
    annotations = bodies.annotations
    return Sequence(annotation=annotations.of(schema), read_as=replace(annotations, read=True).of(schema), items=items)


def _items_of_events(schema: Schema, bodies: Bodies) -> str:
    """Say what a schema describes: the event with its fields, or its data alone, as descriptions before 3.2 have it."""
    options = [bodies.inner(option) for option in _options(bodies.inner(schema))]
    if all(_is_text(option) for option in options):
        return "raw_events"
    data = [_data_of(option, bodies) for option in options]
    if any(one is None for one in data):
        return "event_data"
    return "whole_events" if all(one is not None and _is_text(one) for one in data) else "json_events"


def _options(schema: Schema) -> Iterator[Schema]:
    if isinstance(schema, UnionSchema):
        yield from schema.options
    else:
        yield schema


def _is_text(schema: Schema) -> bool:
    return isinstance(schema, AnySchema) or (isinstance(schema, ScalarSchema) and schema.scalar is Scalar.STRING)


def _data_of(schema: Schema, bodies: Bodies) -> Schema | None:
    """Give the schema of the data of an event, None when what is described is no event."""
    if not isinstance(schema, ObjectSchema):
        return None
    fields = {one.wire_name: one.schema for one in schema.properties}
    return bodies.inner(fields["data"]) if "data" in fields and fields.keys() <= _FIELDS else None
