"""The pass that takes the data of Server-Sent Events for the JSON that it holds.

See https://spec.openapis.org/oas/v3.2.0#special-considerations-for-server-sent-events.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from truespec.building import edited, listed
from truespec.document import Document, Mapping, Value
from truespec.grammar import Kind, schemas_of
from truespec.media_type import essence
from truespec.normalise.following import followed
from truespec.normalise.hoist import with_schemas
from truespec.walk import walk

_EVENTS: Final = "text/event-stream"
_JSON: Final = ("null", "boolean", "object", "array", "number", "string")


def decode_event_data(document: Document) -> Document:
    """Give a document in which the data of events is what its `contentSchema` says, and no longer a text of it.

    Types of events that something else refers to as well stay as they are: there the data is a text.
    """
    ways = _ways_to_events(document)
    schemas = schemas_of(document.root)
    changed = {name: _decoded(schemas[name], document) for name in ways}
    if not any(changed.values()):
        return document
    uses = Counter(_target(found.value) for found in walk(document.root, to=Kind.SCHEMA))
    alone = {name: schema for name, schema in changed.items() if schema and uses[name] == ways[name]}
    return Document(with_schemas(document.root, alone), document.sources)


def _ways_to_events(document: Document) -> Counter[str]:
    """Give the components that describe events, each with how many references lead to it from streams of events."""
    ways: Counter[str] = Counter()
    for found in walk(document.root, to=Kind.MEDIA_TYPE):
        if found.tokens[-1].partition(";")[0].strip().lower() == _EVENTS and isinstance(found.value, Mapping):
            _follow(found.value.get("itemSchema", found.value.get("schema")), schemas_of(document.root), ways)
    return ways


def _follow(schema: Value, schemas: Mapping, ways: Counter[str]) -> None:
    """Count a reference, and those inside of what it leads to."""
    name = _target(schema)
    if name in schemas:
        ways[name] += 1
        if ways[name] == 1:
            _follow(schemas[name], schemas, ways)
    elif isinstance(schema, Mapping):
        for options in (schema.get("oneOf"), schema.get("anyOf"), [schema.get("items")]):
            for option in options if isinstance(options, list) else ():
                _follow(option, schemas, ways)


def _target(schema: Value) -> str:
    """Give the name of the component that a schema refers to, nothing when it does not."""
    target = schema.get("$ref") if isinstance(schema, Mapping) else None
    return target.removeprefix("#/components/schemas/") if isinstance(target, str) else ""


def _decoded(event: Value, document: Document) -> Mapping | None:
    """Give the schema of an event whose data is no text, None for any other."""
    properties = event.get("properties") if isinstance(event, Mapping) else None
    data = followed(properties.get("data"), document) if isinstance(properties, Mapping) else None
    if not isinstance(event, Mapping) or not isinstance(properties, Mapping) or data is None:
        return None
    media_type = data.get("contentMediaType")
    if not isinstance(media_type, str) or not _is_json(media_type):
        return None
    content = data.get("contentSchema")
    anything = edited(data, data, type=listed(data, _JSON))
    return edited(event, properties=edited(properties, data=content if isinstance(content, Mapping) else anything))


def _is_json(media_type: str) -> bool:
    name = essence(media_type)
    return name == "application/json" or name.endswith("+json")
