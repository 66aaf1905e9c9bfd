"""Stands in for the network: a request of the HTTP library in, a response of it out, and no socket is opened."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx2

from .fake_answers import Failure
from .record import Record
from .text import Pair


class Reply(Record):
    """An answer as it goes over the wire, in the pieces in which it arrives."""

    status: int
    headers: tuple[Pair, ...]
    pieces: tuple[bytes, ...]
    is_cut_off: bool = False
    seconds: float = 0.0
    failure: Failure | None = None


class FakeTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Gives the replies of a function, after the pauses that they ask for; shared by threads and event loops."""

    def __init__(self, reply: Callable[[httpx2.Request], Reply]) -> None:
        self._reply = reply

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request."""
        request.read()
        reply = self._reply(request)
        pause = _pause(reply, request)
        if pause:
            time.sleep(pause)
        return _response(reply, request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request, and let other tasks run while it takes its time."""
        await request.aread()
        reply = self._reply(request)
        await asyncio.sleep(_pause(reply, request))
        return _response(reply, request)


class _Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    def __init__(self, reply: Reply, request: httpx2.Request) -> None:
        self._reply = reply
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        yield from self._reply.pieces
        if self._reply.is_cut_off:
            raise httpx2.ReadError("the connection breaks in the middle of the answer", request=self._request)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def _pause(reply: Reply, request: httpx2.Request) -> float:
    timeout: dict[str, Any] = request.extensions.get("timeout", {})
    longest: float | None = timeout.get("read")
    if longest is not None and reply.seconds > longest:
        raise httpx2.ReadTimeout(f"the answer takes {reply.seconds:g} seconds", request=request)
    return reply.seconds


def _response(reply: Reply, request: httpx2.Request) -> httpx2.Response:
    if reply.failure == "unreachable":
        raise httpx2.ConnectError("the connection is refused", request=request)
    if reply.failure == "disconnected":
        raise httpx2.RemoteProtocolError("the connection breaks before an answer", request=request)
    return httpx2.Response(reply.status, headers=list(reply.headers), stream=_Pieces(reply, request), request=request)
