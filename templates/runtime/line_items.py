"""Makes typed values of JSON lines and of JSON text sequences, however the bytes are cut. No input or output.

See https://spec.openapis.org/oas/v3.2.0#sequential-media-types and https://www.rfc-editor.org/rfc/rfc7464
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic_core import from_json

from .errors import APIResponseError

LONGEST_LINE = 64 * 1024 * 1024

RECORD_SEPARATOR = b"\x1e"


class LineItems:
    """The values of one stream, one a line."""

    done = False
    last_id = ""
    _separator = b"\n"

    def __init__(self, decode: Callable[[bytes], Any]) -> None:
        self._decode = decode
        self._rest: list[bytes] = []
        self._held = 0

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """Give the values that the chunk completes; raises APIResponseError for one larger than `LONGEST_LINE`."""
        *whole, rest = chunk.split(self._separator)
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

    def _value(self, written: bytes) -> Iterator[Any]:
        text = written.strip()
        if text:
            yield self._decode(text)


class TextItems(LineItems):
    """The values of one JSON text sequence: each stands behind a record separator, in as many lines as it likes."""

    _separator = RECORD_SEPARATOR

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """Give the values that the chunk completes, the last one as soon as it is whole."""
        yield from super().feed(chunk)
        text = b"".join(self._rest) if chunk.endswith(b"\n") else b""
        if _is_json(text):
            self._rest, self._held = [], 0
            yield from self._value(text)


def _is_json(text: bytes) -> bool:
    try:
        from_json(text)
    except ValueError:
        return False
    return True


def json_values(decode: Callable[[bytes], Any]) -> LineItems:
    """Each line as JSON."""
    return LineItems(decode)


def json_texts(decode: Callable[[bytes], Any]) -> TextItems:
    """Each text of a sequence as JSON."""
    return TextItems(decode)
