"""An answer that is read while it comes: what is known of it at once, and when it is closed."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import httpx2

from .event_loop import begun
from .headers import Headers
from .raw_response import RawResponse
from .record import Record

Chunks = TypeVar("Chunks")


class Opened(Record, Generic[Chunks]):
    """What a client gives of an answer that it has not read: the call, the head, and the bytes as they come."""

    call: Any
    answer: RawResponse
    chunks: Chunks


class OpenAnswer(Generic[Chunks]):
    """The head of an answer that is yet to be read."""

    def __init__(self, opened: Opened[Chunks]) -> None:
        self._take(opened)

    def _take(self, opened: Opened[Chunks]) -> None:
        self.status: int = opened.answer.status
        self.headers: Headers = opened.answer.headers
        self.http_response: httpx2.Response = opened.answer.http
        self._chunks: Chunks | None = opened.chunks

    def _unread(self) -> Chunks:
        """Give the bytes, once; raises RuntimeError for an answer that was read or closed."""
        chunks, self._chunks = self._chunks, None
        if chunks is None or self.http_response.is_closed:
            raise RuntimeError(f"this {type(self).__name__} was read or closed before: call its method again")
        return chunks

    def _is_open(self) -> bool:
        """Whether it holds a connection; the constructor may have failed before there was anything to hold."""
        return hasattr(self, "http_response") and not self.http_response.is_closed

    @property
    def request_id(self) -> str | None:
        """The id that the server gave to this request, or None if it told none."""
        return self.headers.request_id

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}>"


class SyncOpenAnswer(OpenAnswer[Iterator[bytes]]):
    """Closed by `with`, by `close`, and by leaving a loop over it; one that is dropped unread warns of it."""

    def __del__(self) -> None:
        if self._is_open():
            warnings.warn(f"{self!r} was never closed: use it in a with block", ResourceWarning, 2, source=self)
            self.http_response.close()

    def close(self) -> None:
        """Give the connection back; a second time does nothing."""
        self.http_response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncOpenAnswer(OpenAnswer[AsyncIterator[bytes]]):
    """Closed by `async with`, by `close`, and by leaving a loop over it; one that is dropped unread warns of it."""

    def __del__(self) -> None:
        if self._is_open():
            warnings.warn(f"{self!r} was never closed: use it in an async with block", ResourceWarning, 2, source=self)
            with suppress(RuntimeError, ImportError):
                begun(self.http_response.aclose)

    async def close(self) -> None:
        """Give the connection back; a second time does nothing."""
        await self.http_response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
