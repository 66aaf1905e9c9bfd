"""The client that a generated package builds upon: it sends and waits; the rest is decided by the core."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx2

from .any_client import AnyClient
from .api_response import APIResponse
from .auth import Given
from .call import Call, answered
from .core import Core
from .errors import APIConnectionError
from .http_messages import check_http_client
from .omit import OMIT
from .open_answer import Opened
from .operation import Api, Operation
from .options import CallOptions, ClientOptions
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .settings import Settings
from .transport import SyncTransport

T = TypeVar("T")


class SyncClient(AnyClient[SyncTransport]):
    """Base of a generated client. It may be shared by threads."""

    def __init__(
        self,
        api: Api,
        credentials: Given,
        *,
        http_client: httpx2.Client | None = None,
        server: int | str | None = None,
        server_variables: Mapping[str, object] | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Take settings; raises ValueError for a base URL or a credential that cannot be used."""
        check_http_client(http_client, httpx2.Client)
        settings = Settings(credentials, server, server_variables, options)
        self._core = Core(api, settings, own_connections=http_client is None)
        self._transport = SyncTransport(http_client, self._core.credentials.certificate, self._core.size_limit)

    def call(
        self,
        operation: Operation[T],
        *,
        parameters: Sequence[Any] = (),
        body: Any = OMIT,
        **options: Unpack[CallOptions],
    ) -> T:
        """Call an operation and return its typed answer; `parameters` lines up with the operation's.

        Raises an APIError, or ValueError and TypeError for values that cannot be sent, RuntimeError after `close`.
        """
        call = self._begin(operation, parameters=parameters, body=body, **options)
        return call.result(self._outcome(call))

    def call_with_response(self, operation: Operation[T], **given: Any) -> APIResponse[T]:
        """Call an operation as `call` does, and return the whole response."""
        call = self._begin(operation, **given)
        return call.response(self._outcome(call))

    def open(self, operation: Operation[Any], **given: Any) -> Opened[Iterator[bytes]]:
        """Call an operation as `call` does, and return its successful answer unread, for the caller to close."""
        call = self._begin(operation, **given)
        call.unread = True
        answer = call.received(self._outcome(call))
        return Opened(call=call, answer=answer, chunks=self._transport.chunks(answer.http, call.request, operation.id))

    def _outcome(self, call: Call[Any]) -> RawResponse | APIConnectionError:
        while True:
            outcome = self._attempt(call)
            try:
                pause = call.pause(outcome)
            except BaseException as error:
                self._transport.discard(outcome)
                call.broken(error)
                raise
            if pause is None:
                return outcome
            time.sleep(pause)

    def _attempt(self, call: Call[Any]) -> RawResponse | APIConnectionError:
        operation, timing, request = call.operation.id, call.timing, call.attempt()
        try:
            if call.changing:
                request = self._signed(call)
            return self._transport.send(call.sent(request), operation=operation, timing=timing, unread=call.unread)
        except APIConnectionError as error:
            return error
        except BaseException as error:
            call.broken(error)
            raise

    def _signed(self, call: Call[Any]) -> PreparedRequest:
        operation, timing = call.operation.id, call.timing

        def send(asked: PreparedRequest) -> RawResponse:
            return answered(self._transport.send(asked, operation=operation, timing=timing))

        return call.signed([one.authorization(call.request, send, timing) for one in call.changing])

    def close(self) -> None:
        """Close the connections; a second time does nothing. The user's own `http_client` stays open."""
        if not self._core.closed:
            self._core.closed = True
            self._transport.close()

    def __enter__(self) -> Self:
        self._core.refuse_if_closed(type(self).__name__)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
