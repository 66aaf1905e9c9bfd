"""The content of an answer without its encodings, which are read here to their end.

The HTTP library takes what is cut off for whole, and reads no more than the first of several members of gzip.
See https://www.rfc-editor.org/rfc/rfc9110#section-8.4
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import httpx2

from .decoders import Decoder, codings
from .errors import APIResponseError
from .headers import Headers

_EXTRAS = {"br": "brotli", "zstd": "zstd"}
_SHOWN = 40
_MOST = 5


def accepted() -> bytes:
    """Give the encodings that can be read, as a server is told them: each by one name."""
    return ", ".join({coding: name for name, coding in codings().items()}.values()).encode()


def refuse_unreadable(answer: httpx2.Response, operation: str) -> None:
    """Raise APIResponseError for an encoding that cannot be read, in which the content is left."""
    for name in _encodings(answer):
        if name not in codings():
            hint = f": install httpx2[{_EXTRAS[name]}]" if name in _EXTRAS else ""
            message = f"{operation}: the answer has a content encoding that cannot be read, {name[:_SHOWN]!r}{hint}"
            headers = Headers(answer.headers.raw)
            raise APIResponseError(message, operation=operation, status=answer.status_code, headers=headers)


def decoded(answer: httpx2.Response) -> Iterator[bytes]:
    """Give the content as it comes; raises DecodingError for what is cut off.

    What the user's own client has read before, as its hooks may, is taken as the library read it.
    """
    names = _encodings(answer)
    return _decoded(answer, names) if names and not answer.is_stream_consumed else answer.iter_bytes()


def decoded_async(answer: httpx2.Response) -> AsyncIterator[bytes]:
    """Give the content as `decoded` does."""
    names = _encodings(answer)
    return _decoded_async(answer, names) if names and not answer.is_stream_consumed else answer.aiter_bytes()


def _decoded(answer: httpx2.Response, names: list[str]) -> Iterator[bytes]:
    layers = _Layers(answer, names)
    for chunk in answer.iter_raw():
        yield from layers.decode(chunk)
    layers.finish()


async def _decoded_async(answer: httpx2.Response, names: list[str]) -> AsyncIterator[bytes]:
    layers = _Layers(answer, names)
    async for chunk in answer.aiter_raw():
        for piece in layers.decode(chunk):
            yield piece
    layers.finish()


class _Layers:
    """The encodings of one content, the last of which was put on first; none of them when one cannot be read."""

    def __init__(self, answer: httpx2.Response, names: list[str]) -> None:
        self._request = answer.request
        if len(names) > _MOST:
            raise self._error(f"the content has more than {_MOST} encodings")
        known = codings()
        can_read = all(name in known for name in names)
        self._decoders = [Decoder(known[name]) for name in reversed(names)] if can_read else []

    def decode(self, chunk: bytes) -> Iterator[bytes]:
        pieces = iter((chunk,))
        for decoder in self._decoders:
            pieces = _through(decoder, pieces)
        try:
            yield from pieces
        except ValueError as error:
            raise self._error(str(error)) from error

    def finish(self) -> None:
        if any(decoder.is_cut_off for decoder in self._decoders):
            raise self._error("the encoded content is cut off")

    def _error(self, message: str) -> httpx2.DecodingError:
        return httpx2.DecodingError(message, request=self._request)


def _through(decoder: Decoder, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from decoder.decode(piece)


def _encodings(answer: httpx2.Response) -> list[str]:
    # Each call asks, and few answers have any; finding a header by its name takes three times as long.
    told = [value for name, value in answer.headers.raw if name.lower() == b"content-encoding"]
    names = b",".join(told).decode("latin-1").lower().split(",") if told else []
    return [name.strip() for name in names if name.strip() not in ("", "identity")]
