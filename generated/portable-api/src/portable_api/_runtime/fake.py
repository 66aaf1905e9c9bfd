"""A stand-in for an API: its clients are real, and what they send is answered in this process, as a test says."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack, overload

import httpx2

from .client import SyncClient
from .fake_calls import Received, Target, method_of, target_of
from .fake_content import stream_types
from .fake_forms import AsyncStreamed, Downloaded, Paged, Streamed, Unknown, Value
from .fake_route import Route
from .fake_tokens import token_reply
from .fake_transport import FakeTransport, Reply
from .headers import Headers
from .options import ClientOptions

T = TypeVar("T")
V = TypeVar("V", bound=Value)

BASE_URL = "http://fake.invalid"


class FakeApi:
    """Base of the stand-in of a package. As a `with` block it asserts in the end that all answers were asked for."""

    def __init__(self) -> None:
        """Begin without any answer."""
        self._routes: dict[tuple[str, bool], Route[Any]] = {}
        self._calls: list[Received] = []
        self._lock = threading.Lock()

    def client(self, **options: Unpack[ClientOptions]) -> SyncClient:
        """Make a client that is answered here."""
        raise NotImplementedError

    def http_client(self) -> httpx2.Client:
        """Make what a client of your own making takes as `http_client`, to be answered here."""
        return httpx2.Client(transport=FakeTransport(self._reply), trust_env=False)

    def async_http_client(self) -> httpx2.AsyncClient:
        """Make the same for an asynchronous client."""
        return httpx2.AsyncClient(transport=FakeTransport(self._reply), trust_env=False)

    @overload
    def on(self, method: Callable[..., Unknown]) -> Route[Any]: ...
    @overload
    def on(self, method: Callable[..., Awaitable[Unknown]]) -> Route[Any]: ...
    @overload
    def on(self, method: Callable[..., Streamed[T]]) -> Route[Sequence[T]]: ...
    @overload
    def on(self, method: Callable[..., Awaitable[AsyncStreamed[T]]]) -> Route[Sequence[T]]: ...
    @overload
    def on(self, method: Callable[..., Paged[V]]) -> Route[V]: ...
    @overload
    def on(self, method: Callable[..., Downloaded]) -> Route[bytes]: ...
    @overload
    def on(self, method: Callable[..., Awaitable[Downloaded]]) -> Route[bytes]: ...
    @overload
    def on(self, method: Callable[..., Awaitable[V]]) -> Route[V]: ...
    @overload
    def on(self, method: Callable[..., V]) -> Route[V]: ...
    def on(self, method: Callable[..., Any]) -> Route[Any]:
        """Give the answers to a method of a client, to set them or to see what was called: the same ones each time."""
        target = target_of(method)
        with self._lock:
            return self._routes.setdefault((target.operation.id, target.streamed), Route(target))

    @property
    def calls(self) -> list[Received]:
        """All requests that arrived, in order."""
        with self._lock:
            return list(self._calls)

    def assert_all_used(self) -> None:
        """Raise AssertionError for answers that nobody has asked for."""
        with self._lock:
            left = [(route.unused, route.target) for route in self._routes.values() if route.unused]
        told = [f"{count} of {method_of(self.client(), target.operation.id).name}" for count, target in left]
        if told:
            raise AssertionError(f"answers were never asked for: {', '.join(told)}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.assert_all_used()

    def _options(self, given: ClientOptions) -> ClientOptions:
        """The options of a client, with those that make a test quick, and the same everywhere."""
        return {"base_url": BASE_URL, "retry_delay": 0.0, **given}

    def _reply(self, request: httpx2.Request) -> Reply:
        operation: str = request.extensions.get("operation", "")
        route = self._route(operation, request)
        known = route.target.operation if route else method_of(self.client(), operation).operation
        if token := token_reply(request, known):
            return token
        received = Received(
            operation=operation,
            method=request.method,
            url=str(request.url),
            headers=Headers(request.headers.raw),
            content=request.content,
        )
        reply = route.reply(received) if route else None
        if reply is None:
            raise AssertionError(self._unanswered(received))
        if reply.failure != "unreachable":
            with self._lock:
                self._calls.append(received)
        return reply

    def _route(self, operation: str, request: httpx2.Request) -> Route[Any] | None:
        with self._lock:
            plain, streamed = (self._routes.get((operation, kind)) for kind in (False, True))
        return streamed if streamed and _accepts_stream(streamed.target, request) else plain

    def _unanswered(self, received: Received) -> str:
        name = method_of(self.client(), received.operation).name
        return (
            f"nothing answers {name} ({received.method} {received.path}):"
            f" set what it gives with fake.on({name}).returns(...) or .answers(...)"
        )


def _accepts_stream(target: Target, request: httpx2.Request) -> bool:
    accepted = request.headers.get("accept", "").split(",")
    return any(one.strip() in stream_types(target.operation) for one in accepted)
