"""The seam over the HTTP library: a prepared request in, a whole answer out. Nothing else imports httpx2."""

from __future__ import annotations

import math
import ssl
from collections.abc import AsyncIterator, Iterator
from copy import copy
from functools import lru_cache
from typing import Self

import httpx2

from .auth import ClientCertificate
from .errors import APIConnectionError, APIResponseError, APITimeoutError
from .files import Stream
from .headers import Headers
from .prepared import PreparedRequest
from .response import RawResponse

CONNECT_TIMEOUT = 10.0

# Without a connection, no byte of the request left.
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.InvalidURL)
# A server refuses a certificate after the handshake, in words that the library does not take for its own.
_FAILURES = (httpx2.RequestError, httpx2.InvalidURL, httpx2.StreamError, ssl.SSLError)


class SyncTransport:
    """Sends requests with an `httpx2.Client`, its own or the user's; only its own is closed."""

    def __init__(
        self, http_client: httpx2.Client | None, certificate: ClientCertificate | None, limit: int | None
    ) -> None:
        """Take the user's client or make one; raises ValueError for a certificate that is of no use."""
        self._owned = http_client is None
        verify = _verifying(certificate, http_client)
        self._client = httpx2.Client(verify=verify) if http_client is None else http_client
        self._closes = self._owned
        self._limit = limit

    def shared(self, limit: int | None) -> Self:
        """Give another that sends with the same connections, and does not close them."""
        made = copy(self)
        made._limit = limit
        made._closes = False
        return made

    def send(
        self, request: PreparedRequest, *, operation: str, timeout: float, unread: bool = False
    ) -> RawResponse | APIConnectionError:
        """Send and read the whole answer, or say why there is none; `timeout` is for each phase, in seconds.

        Redirects are not followed, so no other origin is ever asked. Raises APIResponseError for more bytes
        than the limit. A success that is to be left `unread` is the caller's to read and to close.
        """
        try:
            sent = iter(request.content) if isinstance(request.content, Stream) else request.content
            built = _built(self._client, request, sent, timeout, owned=self._owned)
            answer = self._client.send(built, stream=True, follow_redirects=False)
            if unread and answer.is_success:
                return _Content(answer, operation, self._limit).unread()
            try:
                content = _Content(answer, operation, self._limit)
                for chunk in answer.iter_bytes():
                    content.add(chunk)
                return content.whole()
            finally:
                answer.close()
        except _FAILURES as error:
            return _wrapped(error, request, operation)

    def chunks(self, answer: httpx2.Response, request: PreparedRequest, operation: str) -> Iterator[bytes]:
        """Read an answer that was left unread, without its content encoding; raises APIConnectionError."""
        try:
            yield from answer.iter_bytes()
        except _FAILURES as error:
            raise _wrapped(error, request, operation) from error
        finally:
            answer.close()

    def close(self) -> None:
        """Close the connections, unless they are somebody else's."""
        if self._closes:
            self._client.close()


class AsyncTransport:
    """Sends requests with an `httpx2.AsyncClient`, its own or the user's; only its own is closed."""

    def __init__(
        self, http_client: httpx2.AsyncClient | None, certificate: ClientCertificate | None, limit: int | None
    ) -> None:
        """Take the user's client or make one; raises ValueError for a certificate that is of no use."""
        self._owned = http_client is None
        verify = _verifying(certificate, http_client)
        self._client = httpx2.AsyncClient(verify=verify) if http_client is None else http_client
        self._closes = self._owned
        self._limit = limit

    def shared(self, limit: int | None) -> Self:
        """Give another that sends with the same connections, and does not close them."""
        made = copy(self)
        made._limit = limit
        made._closes = False
        return made

    async def send(
        self, request: PreparedRequest, *, operation: str, timeout: float, unread: bool = False
    ) -> RawResponse | APIConnectionError:
        """Send and read the whole answer, as `SyncTransport.send` does."""
        try:
            sent = aiter(request.content) if isinstance(request.content, Stream) else request.content
            built = _built(self._client, request, sent, timeout, owned=self._owned)
            answer = await self._client.send(built, stream=True, follow_redirects=False)
            if unread and answer.is_success:
                return _Content(answer, operation, self._limit).unread()
            try:
                content = _Content(answer, operation, self._limit)
                async for chunk in answer.aiter_bytes():
                    content.add(chunk)
                return content.whole()
            finally:
                await answer.aclose()
        except _FAILURES as error:
            return _wrapped(error, request, operation)

    async def chunks(self, answer: httpx2.Response, request: PreparedRequest, operation: str) -> AsyncIterator[bytes]:
        """Read an answer that was left unread, as `SyncTransport.chunks` does."""
        try:
            async for chunk in answer.aiter_bytes():
                yield chunk
        except _FAILURES as error:
            raise _wrapped(error, request, operation) from error
        finally:
            await answer.aclose()

    async def close(self) -> None:
        """Close the connections, unless they are somebody else's."""
        if self._closes:
            await self._client.aclose()


def check_http_client(given: object, wanted: type) -> None:
    """Raise TypeError for a client of another kind than is wanted."""
    if given is not None and not isinstance(given, wanted):
        raise TypeError(f"http_client must be an httpx2.{wanted.__name__}, not a {type(given).__name__}")


def _verifying(certificate: ClientCertificate | None, http_client: object) -> ssl.SSLContext | bool:
    if certificate is None:
        return True
    if http_client is not None:
        raise ValueError("give either a client certificate or an http_client that has one")
    context = httpx2.create_ssl_context()
    try:
        context.load_cert_chain(certificate.certificate, certificate.key, certificate.password)
    except OSError as error:
        raise ValueError(f"the client certificate cannot be used: {type(error).__name__}") from error
    return context


class _Content:
    def __init__(self, answer: httpx2.Response, operation: str, limit: int | None) -> None:
        self._answer = answer
        self._status = answer.status_code
        self._headers = Headers(answer.headers.raw)
        self._operation = operation
        self._limit = limit
        self._chunks: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._limit is not None and self._size > self._limit:
            raise APIResponseError(
                f"{self._operation}: the answer is larger than {self._limit} bytes: give the client a larger"
                " max_response_bytes=, or None",
                operation=self._operation,
                status=self._status,
                headers=self._headers,
            )
        self._chunks.append(chunk)

    def unread(self) -> RawResponse:
        return RawResponse(status=self._status, headers=self._headers, content=b"", http=self._answer)

    def whole(self) -> RawResponse:
        content = b"".join(self._chunks)
        # So that it can be read by whoever gets the library's own response: its stream is used up.
        self._answer._content = content  # pyright: ignore[reportPrivateUsage]
        return RawResponse(status=self._status, headers=self._headers, content=content, http=self._answer)


def _built(
    client: httpx2.Client | httpx2.AsyncClient,
    request: PreparedRequest,
    content: bytes | Iterator[bytes] | AsyncIterator[bytes] | None,
    timeout: float,
    *,
    owned: bool,
) -> httpx2.Request:
    headers = [(name.encode(), value.encode()) for name, value in request.headers]
    method, url = request.method, request.url
    if not owned:
        # The user's own client may have headers, parameters and cookies to add.
        return client.build_request(method, url, headers=headers, content=content, timeout=_timeout(timeout))
    if all(name.lower() != b"accept-encoding" for name, _ in headers):
        headers.append((b"Accept-Encoding", client.headers["accept-encoding"].encode()))
    extensions = {"timeout": _timeout(timeout).as_dict()}
    built = httpx2.Request(method, url, headers=headers, content=content, extensions=extensions)
    if request.url != request.shown:
        built.url = _Unspoken(built.url)
    # A method is as it is written, and the library writes all of them in capitals.
    built.method = method
    return built


class _Unspoken(httpx2.URL):
    """A URL with a credential in its query, which the library's log does not tell."""

    def __str__(self) -> str:
        return super().__str__().partition("?")[0]


def _wrapped(error: Exception, request: PreparedRequest, operation: str) -> APIConnectionError:
    if isinstance(error, httpx2.TimeoutException):
        message = f"{operation}: {request.method} timed out ({type(error).__name__})"
        return _caused(APITimeoutError(message, operation=operation), error)
    # The library's own text may quote a header, so only its kind is repeated, except on connecting.
    told = f": {error}" if isinstance(error, httpx2.ConnectError) else ""
    message = f"{operation}: {request.method} failed ({type(error).__name__}{told})"
    return _caused(APIConnectionError(message, operation=operation), error)


def _caused(told: APIConnectionError, error: Exception) -> APIConnectionError:
    told.unsent = isinstance(error, _UNSENT)
    told.__cause__ = error
    return told


@lru_cache(16)
def _timeout(seconds: float) -> httpx2.Timeout:
    if math.isinf(seconds):
        return httpx2.Timeout(None)
    return httpx2.Timeout(seconds, connect=min(seconds, CONNECT_TIMEOUT))
