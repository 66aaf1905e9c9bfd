"""Writes sequences of JSON values, one at a time: JSON lines and JSON text sequences.

See https://spec.openapis.org/oas/v3.2.0#sequential-media-types and https://www.rfc-editor.org/rfc/rfc7464
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any

from .encode import plain, to_request_json
from .files import is_bytes, joined
from .media import essence
from .operation import Body, Written
from .text import is_object


def json_lines_body(body: Body, value: Any) -> Written:
    """Write each value as it comes; a list at once."""
    start = b"\x1e" if essence(body.media_type).endswith("json-seq") else b""
    if is_bytes(value):
        # They are sequences too, of numbers.
        return bytes(value), body.media_type
    if hasattr(value, "__aiter__"):
        return joined([_awaited(value, start)]), body.media_type
    if not hasattr(value, "__iter__") or isinstance(value, str) or is_object(plain(value)):
        raise TypeError(f"a {body.media_type} body is a sequence of values or bytes, not {type(value).__name__}")
    lines = _lines(value, start)
    return b"".join(lines) if hasattr(value, "__len__") else joined([lines]), body.media_type


def _lines(values: Iterable[Any], start: bytes) -> Iterator[bytes]:
    for value in values:
        yield start + to_request_json(value) + b"\n"


async def _awaited(values: AsyncIterable[Any], start: bytes) -> AsyncIterator[bytes]:
    async for value in values:
        yield start + to_request_json(value) + b"\n"
