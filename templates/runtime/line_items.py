"""Makes typed values of JSON lines and of JSON text sequences, however the bytes are cut. No input or output.

See https://spec.openapis.org/oas/v3.2.0#sequential-media-types
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .errors import APIResponseError

LONGEST_LINE = 64 * 1024 * 1024

RECORD_SEPARATOR = b"\x1e"


class LineItems:
    """The values of one stream, one a line."""

    done = False
    last_id = ""

    def __init__(self, decode: Callable[[bytes], Any]) -> None:
        self._decode = decode
        self._rest: list[bytes] = []
        self._held = 0

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """Give the values that the chunk completes; raises APIResponseError for one larger than `LONGEST_LINE`."""
        *whole, rest = chunk.split(b"\n")
        if whole:
            yield from self._value(b"".join([*self._rest, whole[0]]))
            self._rest, self._held = [], 0
            for line in whole[1:]:
                yield from self._value(line)
        self._rest.append(rest)
        self._held += len(rest)
        if self._held > LONGEST_LINE:
            raise APIResponseError(f"a value of the stream is larger than {LONGEST_LINE} bytes")

    def end(self) -> Iterator[Any]:
        """Give the last value, after which there need not be a line's end."""
        yield from self._value(b"".join(self._rest))

    def resume(self) -> float:
        """Refuse: a line has no id to go on from."""
        raise TypeError("only Server-Sent Events can be connected to anew")

    def _value(self, line: bytes) -> Iterator[Any]:
        text = line.removeprefix(RECORD_SEPARATOR).strip()
        if text:
            yield self._decode(text)


def json_values(decode: Callable[[bytes], Any]) -> LineItems:
    """Each line as JSON."""
    return LineItems(decode)
