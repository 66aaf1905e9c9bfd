"""Makes typed values of Server-Sent Events: of their data, or of whole events. No input or output."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic_core import from_json

from .event_stream import EventReader, ServerSentEvent

DONE = "[DONE]"
PAUSE = 3.0  # seconds before connecting anew, where the server asks for none

Decode = Callable[[bytes], Any]


class EventItems:
    """The values of one stream; `done` says that the server has ended it, with the data `[DONE]`."""

    def __init__(self, value_of: Callable[[ServerSentEvent], Any], *, in_json: bool = True) -> None:
        self._value_of = value_of
        self._in_json = in_json
        self._reader = EventReader()
        self.done = False

    @property
    def last_id(self) -> str:
        """The id of the last event, "" if no event had one."""
        return self._reader.last_id

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """Give the values that the chunk completes."""
        for event in self._reader.feed(chunk):
            if self._in_json and event.data == DONE:
                self.done = True
                return
            if event.data or not self._in_json:
                yield self._value_of(event)

    def end(self) -> Iterable[Any]:
        """An event that was cut off is none."""
        return ()

    def resume(self) -> float:
        """Forget what was cut off, and give the seconds to wait before connecting anew."""
        self._reader = EventReader(last_id=self._reader.last_id, retry=self._reader.retry)
        return PAUSE if self._reader.retry is None else self._reader.retry


def raw_events(decode: Decode) -> EventItems:
    """Each event as it is, where the description says nothing of it."""
    return EventItems(lambda event: event, in_json=False)


def event_data(decode: Decode) -> EventItems:
    """The data of each event, which is JSON."""
    return EventItems(lambda event: decode(_json(event.data).encode()))


def whole_events(decode: Decode) -> EventItems:
    """Each event as an object of its fields.

    See https://spec.openapis.org/oas/v3.2.0#special-considerations-for-server-sent-events
    """
    return EventItems(lambda event: decode(json.dumps(event.fields).encode()), in_json=False)


def json_events(decode: Decode) -> EventItems:
    """Each event as an object of its fields, of which the data is JSON."""
    return EventItems(lambda event: decode(_with_json(event.fields)))


def json_events_but(*names: str) -> Callable[[Decode], EventItems]:
    """Each event as an object of its fields, of which the data is JSON except in the events with these names."""

    def items(decode: Decode) -> EventItems:
        def value_of(event: ServerSentEvent) -> Any:
            is_text = event.event in names
            return decode(json.dumps(event.fields).encode() if is_text else _with_json(event.fields))

        return EventItems(value_of)

    return items


def _with_json(fields: dict[str, Any]) -> bytes:
    written = {name: _json(value) if name == "data" else json.dumps(value) for name, value in fields.items()}
    return f"{{{','.join(f'{json.dumps(name)}:{text}' for name, text in written.items())}}}".encode()


def _json(data: str) -> str:
    """Data as JSON; what is none is a text, which then disagrees with the description and ends no stream."""
    try:
        from_json(data)
    except ValueError:
        return json.dumps(data)
    return data
