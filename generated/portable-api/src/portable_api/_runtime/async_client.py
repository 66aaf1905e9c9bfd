"""The asynchronous client that a generated package builds upon: it sends and waits, and the core decides the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from math import inf
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx2

from .any_client import AnyClient
from .api_response import APIResponse
from .auth import Given
from .call import Call, answered
from .core import Core
from .errors import APIConnectionError
from .event_loop import sleep, within
from .http_messages import check_http_client
from .omit import OMIT
from .open_answer import Opened
from .operation import Api, Operation
from .options import CallOptions, ClientOptions
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .settings import Settings
from .timing import Timing
from .transport import AsyncTransport

T = TypeVar("T")


class AsyncClient(AnyClient[AsyncTransport]):
    """Base of a generated asynchronous client. It belongs to the event loop that first uses it."""

    def __init__(
        self,
        api: Api,
        credentials: Given,
        *,
        http_client: httpx2.AsyncClient | None = None,
        server: int | str | None = None,
        server_variables: Mapping[str, object] | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Take settings; raises ValueError for a base URL or a credential that cannot be used."""
        check_http_client(http_client, httpx2.AsyncClient)
        settings = Settings(credentials, server, server_variables, options)
        self._core = Core(api, settings, own_connections=http_client is None)
        self._transport = AsyncTransport(http_client, self._core.credentials.certificate, self._core.size_limit)

    async def call(
        self,
        operation: Operation[T],
        *,
        parameters: Sequence[Any] = (),
        body: Any = OMIT,
        **options: Unpack[CallOptions],
    ) -> T:
        """Call an operation and return its typed answer, as `SyncClient.call` does."""
        call = self._begin(operation, parameters=parameters, body=body, **options)
        return call.result(await self._outcome(call))

    async def call_with_response(self, operation: Operation[T], **given: Any) -> APIResponse[T]:
        """Call an operation as `call` does, and return the whole response."""
        call = self._begin(operation, **given)
        return call.response(await self._outcome(call))

    async def open(self, operation: Operation[Any], **given: Any) -> Opened[AsyncIterator[bytes]]:
        """Call an operation as `call` does, and return its successful answer unread, for the caller to close."""
        call = self._begin(operation, **given)
        call.unread = True
        answer = call.received(await self._outcome(call))
        return Opened(call=call, answer=answer, chunks=self._transport.chunks(answer.http, call.request, operation.id))

    async def _outcome(self, call: Call[Any]) -> RawResponse | APIConnectionError:
        left = call.timing.left()
        if left == inf:
            return await self._last_outcome(call)
        return await within(left, self._last_outcome(call), call.late)

    async def _last_outcome(self, call: Call[Any]) -> RawResponse | APIConnectionError:
        while True:
            outcome = await self._attempt(call)
            try:
                pause = call.pause(outcome)
            except BaseException as error:
                await self._transport.discard(outcome)
                call.broken(error)
                raise
            if pause is None:
                return outcome
            await sleep(pause)

    async def _attempt(self, call: Call[Any]) -> RawResponse | APIConnectionError:
        operation, timing, request = call.operation.id, call.timing, call.attempt()
        try:
            if call.changing:
                request = await self._signed(call)
            return await self._transport.send(
                call.sent(request), operation=operation, timing=timing, unread=call.unread
            )
        except APIConnectionError as error:
            return error
        except BaseException as error:
            call.broken(error)
            raise

    async def _signed(self, call: Call[Any]) -> PreparedRequest:
        operation = call.operation.id
        # What renews a token serves others too, and goes on after the deadline of this call.
        lasting = Timing(timeout=call.timing.timeout)

        async def send(asked: PreparedRequest) -> RawResponse:
            return answered(await self._transport.send(asked, operation=operation, timing=lasting))

        return call.signed([await one.authorization_async(call.request, send) for one in call.changing])

    async def close(self) -> None:
        """Close the connections; a second time does nothing. The user's own `http_client` stays open."""
        if not self._core.closed:
            self._core.closed = True
            await self._transport.close()

    async def __aenter__(self) -> Self:
        self._core.refuse_if_closed(type(self).__name__)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
