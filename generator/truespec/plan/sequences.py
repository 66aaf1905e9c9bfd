"""Answers that come one value after the other: Server-Sent Events and JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from truespec.media_type import essence
from truespec.plan.bodies import Bodies, Form
from truespec.plan.source import literal
from truespec.schema import (
    AnySchema,
    EnumSchema,
    LiteralSchema,
    ObjectSchema,
    Scalar,
    ScalarSchema,
    Schema,
)
from truespec.specification import Content

EVENT: Final = "ServerSentEvent"
_FIELDS: Final = frozenset(("data", "event", "id", "retry"))


class Sequence(Struct, frozen=True, kw_only=True):
    """A sequence of values: their annotation, what the runtime reads each as, and what of it makes them."""

    annotation: str
    read_as: str
    items: str


def sequence_of(content: Content, bodies: Bodies) -> Sequence | None:
    """Give the sequence that a content of an answer is, None for any other content."""
    name = essence(content.media_type)
    if bodies.form(content) is Form.LINES:
        return _typed(bodies.item(content), "json_texts" if name.endswith("json-seq") else "json_values", bodies)
    if name != "text/event-stream":
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
    options = bodies.options(schema)
    if all(_is_text(option) for option in options):
        return "raw_events"
    data = [_data_of(option, bodies) for option in options]
    if any(one is None for one in data):
        return "event_data"
    texts = [option for option, one in zip(options, data, strict=True) if one is not None and _is_text(one)]
    if len(texts) == len(options):
        return "whole_events"
    names = sorted({name for option in texts for name in _event_names(option, bodies)})
    return f"json_events_but({', '.join(map(literal, names))})" if names else "json_events"


def _event_names(schema: Schema, bodies: Bodies) -> Iterator[str]:
    """Give the names of the events that a schema describes, where it says them."""
    for one in schema.properties if isinstance(schema, ObjectSchema) else ():
        said = bodies.inner(one.schema) if one.wire_name == "event" else None
        match said:
            case LiteralSchema():
                yield from (value for value in said.values if isinstance(value, str))
            case EnumSchema():
                yield from (member.value for member in said.members if isinstance(member.value, str))
            case _:
                pass


def _is_text(schema: Schema) -> bool:
    return isinstance(schema, AnySchema) or (isinstance(schema, ScalarSchema) and schema.scalar is Scalar.STRING)


def _data_of(schema: Schema, bodies: Bodies) -> Schema | None:
    """Give the schema of the data of an event, None when what is described is no event."""
    if not isinstance(schema, ObjectSchema):
        return None
    fields = {one.wire_name: one.schema for one in schema.properties}
    return bodies.inner(fields["data"]) if "data" in fields and fields.keys() <= _FIELDS else None
