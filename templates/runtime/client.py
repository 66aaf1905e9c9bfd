"""The clients that a generated package builds upon: settings and state; all work is done elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx2

from .auth import Credential, Credentials
from .drift import DriftHandler, DriftReporter, warn
from .omit import OMIT, Omit
from .operation import Api, Operation
from .request import Arguments, PreparedRequest, build_request
from .response import RawResponse, Reading, read_response
from .transport import AsyncTransport, SyncTransport

T = TypeVar("T")

DEFAULT_TIMEOUT = 60.0


class _Settings:
    """What both clients hold. It may be shared by threads: nothing in it changes but `closed`."""

    def __init__(
        self,
        api: Api,
        *,
        credentials: Mapping[str, Credential],
        base_url: str | None,
        timeout: float | None,
        strict: bool,
        on_drift: DriftHandler,
    ) -> None:
        self.api = api
        self.base_url = base_url_of(api, base_url)
        self.closed = False
        self._credentials = Credentials(api, credentials)
        self._timeout = timeout
        self._strict = strict
        reporter = DriftReporter(on_drift)
        self._readings = {kind: Reading(package=api.package, strict=kind, reporter=reporter) for kind in (False, True)}

    def prepare(self, operation: Operation[Any], arguments: Arguments) -> PreparedRequest:
        return build_request(
            self.api,
            operation,
            arguments,
            base_url=self.base_url,
            authorisation=self._credentials.authorise(operation),
        )

    def read(self, operation: Operation[T], answer: RawResponse, strict: bool | None) -> T:
        reading = self._readings[self._strict if strict is None else strict]
        value: T = read_response(operation, answer, reading)
        return value

    def timeout(self, given: float | Omit | None) -> float | None:
        return self._timeout if given is None or isinstance(given, Omit) else given

    def refuse_if_closed(self, name: str) -> None:
        if self.closed:
            raise RuntimeError(f"this {name} is closed: make a new one, or call inside its with block")


class SyncClient:
    """Base of a generated client. It may be shared by threads."""

    def __init__(
        self,
        api: Api,
        *,
        credentials: Mapping[str, Credential] | None = None,
        base_url: str | None = None,
        timeout: float | None = DEFAULT_TIMEOUT,
        strict: bool = False,
        on_drift: DriftHandler = warn,
        http_client: httpx2.Client | None = None,
    ) -> None:
        """Take settings; raises ValueError for a base URL or a credential that cannot be used."""
        _check_http_client(http_client, httpx2.Client)
        self._settings = _Settings(
            api,
            credentials=credentials or {},
            base_url=base_url,
            timeout=timeout,
            strict=strict,
            on_drift=on_drift,
        )
        self._transport = SyncTransport(http_client)

    def call(
        self,
        operation: Operation[T],
        *,
        parameters: Sequence[Any] = (),
        body: Any = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | Omit | None = None,
        strict: bool | None = None,
    ) -> T:
        """Call an operation and return its typed answer.

        `parameters` lines up with the operation's. `timeout` and `strict` are the client's if None; an
        infinite timeout is none. Raises an APIError, or ValueError and TypeError for values that cannot be
        sent, RuntimeError after `close`.
        """
        settings = self._settings
        settings.refuse_if_closed(type(self).__name__)
        arguments = Arguments(
            parameters=parameters, body=body, extra_headers=extra_headers or {}, extra_query=extra_query or {}
        )
        request = settings.prepare(operation, arguments)
        seconds = settings.timeout(timeout)
        answer = self._transport.send(request, operation=operation.id, timeout=seconds)
        return settings.read(operation, answer, strict)

    def close(self) -> None:
        """Close the connections; a second time does nothing. The user's own `http_client` stays open."""
        if not self._settings.closed:
            self._settings.closed = True
            self._transport.close()

    def __enter__(self) -> Self:
        self._settings.refuse_if_closed(type(self).__name__)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.base_url}>"


class AsyncClient:
    """Base of a generated asynchronous client. It belongs to the event loop that first uses it."""

    def __init__(
        self,
        api: Api,
        *,
        credentials: Mapping[str, Credential] | None = None,
        base_url: str | None = None,
        timeout: float | None = DEFAULT_TIMEOUT,
        strict: bool = False,
        on_drift: DriftHandler = warn,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        """Take settings; raises ValueError for a base URL or a credential that cannot be used."""
        _check_http_client(http_client, httpx2.AsyncClient)
        self._settings = _Settings(
            api,
            credentials=credentials or {},
            base_url=base_url,
            timeout=timeout,
            strict=strict,
            on_drift=on_drift,
        )
        self._transport = AsyncTransport(http_client)

    async def call(
        self,
        operation: Operation[T],
        *,
        parameters: Sequence[Any] = (),
        body: Any = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | Omit | None = None,
        strict: bool | None = None,
    ) -> T:
        """Call an operation and return its typed answer, as `SyncClient.call` does."""
        settings = self._settings
        settings.refuse_if_closed(type(self).__name__)
        arguments = Arguments(
            parameters=parameters, body=body, extra_headers=extra_headers or {}, extra_query=extra_query or {}
        )
        request = settings.prepare(operation, arguments)
        answer = await self._transport.send(request, operation=operation.id, timeout=settings.timeout(timeout))
        return settings.read(operation, answer, strict)

    async def close(self) -> None:
        """Close the connections; a second time does nothing. The user's own `http_client` stays open."""
        if not self._settings.closed:
            self._settings.closed = True
            await self._transport.close()

    async def __aenter__(self) -> Self:
        self._settings.refuse_if_closed(type(self).__name__)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.base_url}>"


def base_url_of(api: Api, given: str | None) -> str:
    """The argument, else the environment variable, else the first server, without a trailing slash.

    Raises ValueError if there is none, if it is not http(s) with a host, or if it holds credentials, a query
    or a fragment. The message never holds the URL, which may hold a secret.
    """
    url = given or os.environ.get(api.base_url_variable) or next(iter(api.servers), "")
    hint = f"give base_url= or set {api.base_url_variable}"
    if not url:
        raise ValueError(f"{api.title}: there is no server to call: {hint}")
    parts = urlsplit(url)
    if not url.isprintable() or " " in url or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{api.title}: the base URL is not an absolute http or https URL: {hint}")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"{api.title}: the base URL must not hold credentials, a query or a fragment: {hint}")
    return url.rstrip("/")


def _check_http_client(given: object, wanted: type) -> None:
    if given is not None and not isinstance(given, wanted):
        raise TypeError(f"http_client must be an httpx2.{wanted.__name__}, not a {type(given).__name__}")
