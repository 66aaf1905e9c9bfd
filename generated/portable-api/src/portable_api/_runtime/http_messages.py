"""Messages in the words of the HTTP library: our request to its own, its answer and its errors to ours."""

from __future__ import annotations

import logging
import math
import ssl
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

import httpx2

from .auth import ClientCertificate
from .encodings import refuse_unreadable
from .errors import APIConnectionError, APIResponseError, APITimeoutError
from .headers import Headers
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .timing import Timing

Sent: TypeAlias = bytes | Iterator[bytes] | AsyncIterator[bytes] | None
"""The content of a request as the library takes it."""

TIMEOUT = 60.0
CONNECT_TIMEOUT = 10.0
# None at all would mean not to block.
SHORTEST_TIMEOUT = 0.001
# A user's client that has another was told so.
_UNTOLD = httpx2.Timeout(5.0)

_FRAMING = frozenset((b"host", b"content-length", b"transfer-encoding"))
_WITH_CONTENT = frozenset(("POST", "PUT", "PATCH", "QUERY"))

# Without a connection, no byte of the request left.
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
# A server refuses a certificate after the handshake, in words that the library does not take for its own.
FAILURES = (httpx2.RequestError, httpx2.InvalidURL, httpx2.StreamError, ssl.SSLError)


def check_http_client(given: object, wanted: type) -> None:
    """Raise TypeError for a client of another kind than is wanted."""
    if given is not None and not isinstance(given, wanted):
        raise TypeError(f"http_client must be an httpx2.{wanted.__name__}, not a {type(given).__name__}")


def verifying(certificate: ClientCertificate | None, http_client: object) -> ssl.SSLContext | bool:
    """Give what connections verify with; raises ValueError for a certificate that is of no use."""
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


class Content:
    """Gathers the content of one answer, up to a limit."""

    def __init__(self, answer: httpx2.Response, operation: str, limit: int | None, timing: Timing) -> None:
        self._answer = answer
        self._status = answer.status_code
        self._headers = Headers(answer.headers.raw)
        self._operation = operation
        self._limit = limit
        self._timing = timing
        self._chunks: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> None:
        """Take the next bytes; raises APIResponseError for more of them than the limit, and a timeout if it is late."""
        if not self._timing.left():
            raise httpx2.ReadTimeout("the answer is not whole at the deadline")
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
        """Give the answer without its content, which may be read for longer than the call takes that opened it."""
        limits = self._answer.request.extensions.get("timeout")
        if isinstance(limits, _Limits):
            limits.lift()
        return RawResponse(status=self._status, headers=self._headers, content=b"", http=self._answer)

    def whole(self) -> RawResponse:
        """Give the answer with what was gathered; raises APIResponseError if it is a success that stayed encoded."""
        content = b"".join(self._chunks)
        if content and self._answer.is_success:
            refuse_unreadable(self._answer, self._operation)
        # So that it can be read by whoever gets the library's own response: its stream is used up.
        self._answer._content = content  # pyright: ignore[reportPrivateUsage]
        return RawResponse(status=self._status, headers=self._headers, content=content, http=self._answer)


def built_request(
    client: httpx2.Client | httpx2.AsyncClient,
    request: PreparedRequest,
    content: Sent,
    timing: Timing,
    *,
    operation: str,
    encodings: bytes | None,
) -> httpx2.Request:
    """Give the request that a client sends with the content encodings it reads, None for the user's own client."""
    headers = [(name.encode(), value.encode()) for name, value in request.headers]
    method, limits = request.method, _limits(client.timeout, timing)
    if encodings is None:
        # The user's own client may have headers, parameters and cookies to add, and may ask what is being called.
        told = {"operation": operation, "timeout": limits}
        built = client.build_request(method, request.url, headers=headers, content=content, extensions=told)
        if request.url != request.shown:
            built.url = _Unlogged(built.url)
        return built
    names = {name.lower() for name, _ in headers}
    if b"accept-encoding" not in names:
        headers.append((b"Accept-Encoding", encodings))
    url = _url(request.url) if request.url == request.shown else _Unspoken(request.url)
    if (content is None or isinstance(content, bytes)) and names.isdisjoint(_FRAMING):
        built = _framed(method, url, headers, content or b"")
    else:
        built = httpx2.Request(method, url, headers=headers, content=content)
    built.extensions = {"timeout": limits}
    # The library copies a URL into its own kind, and writes all methods in capitals.
    built.url, built.method = url, method
    return built


def _framed(method: str, url: httpx2.URL, headers: list[tuple[bytes, bytes]], content: bytes) -> httpx2.Request:
    """Make a request whose framing is plain, in half the time that the library takes."""
    if content or method.upper() in _WITH_CONTENT:
        headers.append((b"Content-Length", b"%d" % len(content)))
    built = httpx2.Request(method, url, headers=[(b"Host", url.netloc), *headers], stream=httpx2.ByteStream(content))
    # So that whoever looks at the request finds its content, as in one that the library framed.
    built.read()
    return built


class _Unlogged(httpx2.URL):
    """A URL with a credential in its query, which the library's log does not tell."""


class _Unspoken(_Unlogged):
    """One that nobody needs as a text, as the transports of others do."""

    def __str__(self) -> str:
        return super().__str__().partition("?")[0]


def _unlogged(record: logging.LogRecord) -> bool:
    if isinstance(record.args, tuple):
        record.args = tuple(str(one).partition("?")[0] if isinstance(one, _Unlogged) else one for one in record.args)
    return True


logging.getLogger("httpx2").addFilter(_unlogged)


def connection_error(error: Exception, request: PreparedRequest, operation: str) -> APIConnectionError:
    """Give the error that stands for one of the library's; raises ValueError for a URL that cannot be used."""
    if isinstance(error, httpx2.InvalidURL):
        raise ValueError(f"{operation}: the URL cannot be used: {error}") from error
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


def in_time(chunks: Iterable[bytes], timing: Timing) -> Iterator[bytes]:
    """Give what is sent; raises a timeout when it is late."""
    for chunk in chunks:
        if not timing.left():
            raise httpx2.WriteTimeout("the request is not whole at the deadline")
        yield chunk


class _Limits(Mapping[str, float | None]):
    """The seconds that each phase may take, which the library looks up when it begins: no more than are left."""

    def __init__(self, timeout: httpx2.Timeout, timing: Timing) -> None:
        self._phases = timeout.as_dict()
        self._timing = timing

    def lift(self) -> None:
        """Let what follows take as long as each phase may."""
        self._timing = Timing()

    def __getitem__(self, phase: str) -> float | None:
        seconds, left = self._phases[phase], max(self._timing.left(), SHORTEST_TIMEOUT)
        return left if seconds is None else min(seconds, left)

    def __iter__(self) -> Iterator[str]:
        return iter(self._phases)

    def __len__(self) -> int:
        return len(self._phases)


def _limits(client: httpx2.Timeout, timing: Timing) -> Mapping[str, float | None]:
    told = timing.timeout
    if told is None and client == _UNTOLD:
        told = TIMEOUT
    timeout = client if told is None else _timeout(told)
    return timeout.as_dict() if math.isinf(timing.deadline) else _Limits(timeout, timing)


@lru_cache(16)
def _timeout(seconds: float) -> httpx2.Timeout:
    if math.isinf(seconds):
        return httpx2.Timeout(None)
    seconds = max(seconds, SHORTEST_TIMEOUT)
    return httpx2.Timeout(seconds, connect=min(seconds, CONNECT_TIMEOUT))


@lru_cache(256)
def _url(text: str) -> httpx2.URL:
    return httpx2.URL(text)
