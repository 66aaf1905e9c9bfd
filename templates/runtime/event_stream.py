"""Server-Sent Events: bytes in, events out, however the bytes are cut into chunks. No input or output.

See https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .errors import APIResponseError

# An event without an end must not fill the memory.
LONGEST_EVENT = 16 * 1024 * 1024
LONGEST_NUMBER = 12

_DECODER = codecs.getincrementaldecoder("utf-8-sig")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSentEvent:
    """One event: its `data`, the name of its `event`, the last `id`, and the seconds to wait before reconnecting.

    `fields` are those that this event itself came with.
    """

    data: str
    event: str = "message"
    id: str = ""
    retry: float | None = None
    fields: dict[str, Any] = field(default_factory=dict[str, Any], repr=False, compare=False)


@dataclass(slots=True)
class EventReader:
    """Reads one stream; `last_id` is what a reconnecting client sends as Last-Event-ID."""

    last_id: str = ""
    retry: float | None = None
    _decoder: codecs.IncrementalDecoder = field(default_factory=lambda: _DECODER("replace"))
    _rest: list[str] = field(default_factory=list[str])
    _data: list[str] = field(default_factory=list[str])
    _fields: dict[str, Any] = field(default_factory=dict[str, Any])
    _size: int = 0
    _held: int = 0
    _is_after_cr: bool = False

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """Give the events that the chunk completes; raises APIResponseError for one larger than `LONGEST_EVENT`."""
        for line in self._lines(self._decoder.decode(chunk)):
            if not line:
                yield from self._dispatched()
            elif not line.startswith(":"):
                self._take(line)

    def _lines(self, text: str) -> Iterator[str]:
        """Give whole lines; a LF that begins a chunk is half of a line's end where the chunk before ended in a CR."""
        follows_cr, self._is_after_cr = self._is_after_cr, text.endswith("\r") if text else self._is_after_cr
        *whole, rest = _LINE_END.split(text.removeprefix("\n") if follows_cr else text)
        if whole:
            yield "".join([*self._rest, whole[0]])
            self._rest, self._held = [], 0
            yield from whole[1:]
        self._rest.append(rest)
        self._held += len(rest)
        self._refuse_if_too_long()

    def _take(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
                self._size += len(value) + 1
                self._refuse_if_too_long()
            case "event":
                self._fields[name] = value
            case "id" if "\0" not in value:
                self._fields[name] = value
            case "retry" if value.isascii() and value.isdigit() and len(value) < LONGEST_NUMBER:
                self._fields[name] = int(value)
                self.retry = int(value) / 1000
            case _:
                pass

    def _refuse_if_too_long(self) -> None:
        if self._size + self._held > LONGEST_EVENT:
            raise APIResponseError(f"an event of the stream is larger than {LONGEST_EVENT} characters")

    def _dispatched(self) -> Iterator[ServerSentEvent]:
        lines, fields = self._data, self._fields
        self._data, self._fields, self._size = [], {}, 0
        # Not before the event has ended, or one that is cut off would not be sent again.
        self.last_id = fields.get("id", self.last_id)
        if lines:
            data = "\n".join(lines)
            name = fields.get("event") or "message"
            fields = {"data": data, **fields}
            yield ServerSentEvent(data=data, event=name, id=self.last_id, retry=self.retry, fields=fields)
