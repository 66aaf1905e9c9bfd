"""The values of an answer one by one, as they come: Server-Sent Events and JSON lines."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Generic, TypeVar

from .errors import APIConnectionError, APIResponseError
from .event_loop import sleep
from .open_answer import AsyncOpenAnswer, Opened, SyncOpenAnswer
from .operation import Items, Operation
from .parameters import safe_header

T = TypeVar("T")
SyncOpened = Opened[Iterator[bytes]]
AsyncOpened = Opened[AsyncIterator[bytes]]

NO_CONTENT = 204  # the server's word for: do not connect again


class Stream(SyncOpenAnswer, Generic[T]):
    """The values of an answer. It is read once, and closed when a loop over it ends, however it ends."""

    def __init__(self, opened: SyncOpened, again: Callable[[str], SyncOpened]) -> None:
        """Take an answer, and what asks anew for what comes after an event."""
        super().__init__(opened)
        self._items: Items = opened.call.items(opened.answer)
        self._again = again

    def __iter__(self) -> Iterator[T]:
        try:
            for chunk in self._unread():
                yield from self._items.feed(chunk)
                if self._items.done:
                    return
            yield from self._items.end()
        finally:
            self.close()

    def reconnecting(self) -> Iterator[T]:
        """Give the values, and connect anew with the id of the last event whenever the connection ends.

        It ends when the server says so (by 204, or `[DONE]`), and raises the APIError of a connection that fails or
        of an id that no header can hold. Raises TypeError for what are no Server-Sent Events.
        """
        self._items.resume()
        while self.status != NO_CONTENT:
            with suppress(APIConnectionError):
                yield from self
            if self._items.done:
                return
            time.sleep(self._items.resume())
            self._take(self._again(self._items.last_id))
        self.close()


class AsyncStream(AsyncOpenAnswer, Generic[T]):
    """The values of an answer, as `Stream` has them."""

    def __init__(self, opened: AsyncOpened, again: Callable[[str], Awaitable[AsyncOpened]]) -> None:
        """Take an answer, and what asks anew for what comes after an event."""
        super().__init__(opened)
        self._items: Items = opened.call.items(opened.answer)
        self._again = again

    async def __aiter__(self) -> AsyncIterator[T]:
        try:
            async for chunk in self._unread():
                for item in self._items.feed(chunk):
                    yield item
                if self._items.done:
                    return
            for item in self._items.end():
                yield item
        finally:
            await self.close()

    async def reconnecting(self) -> AsyncIterator[T]:
        """Give the values, and connect anew, as `Stream.reconnecting` does."""
        self._items.resume()
        while self.status != NO_CONTENT:
            with suppress(APIConnectionError):
                async for item in self:
                    yield item
            if self._items.done:
                return
            await sleep(self._items.resume())
            self._take(await self._again(self._items.last_id))
        await self.close()


def open_stream(client: Any, operation: Operation[T], **given: Any) -> Stream[T]:
    """Call an operation and give the values of its answer as they come."""
    opened = client.open(operation, **_accepting(operation, given))
    try:
        return Stream(opened, lambda last: client.open(operation, **_accepting(operation, given, last)))
    except BaseException:
        opened.answer.http.close()
        raise


async def open_stream_async(client: Any, operation: Operation[T], **given: Any) -> AsyncStream[T]:
    """Call an operation as `open_stream` does."""
    opened = await client.open(operation, **_accepting(operation, given))
    try:
        return AsyncStream(opened, lambda last: client.open(operation, **_accepting(operation, given, last)))
    except BaseException:
        await opened.answer.http.aclose()
        raise


def _accepting(operation: Operation[Any], given: Mapping[str, Any], last_id: str = "") -> dict[str, Any]:
    """The arguments of a call, which says that it wants a stream, and from where on."""
    media_types = dict.fromkeys(row.media_type for row in operation.responses if row.items and row.media_type)
    headers = {"Accept": ", ".join(media_types), **(_after(operation, last_id) if last_id else {})}
    return {**given, "extra_headers": {**headers, **(given.get("extra_headers") or {})}}


def _after(operation: Operation[Any], last_id: str) -> dict[str, str]:
    """The header that asks for what comes after an event; APIResponseError for an id that it cannot hold."""
    try:
        return dict([safe_header("Last-Event-ID", last_id)])
    except ValueError as error:
        raise APIResponseError(f"the id of the last event cannot be sent: {error}", operation=operation.id) from error
