"""The seam over the HTTP library: a prepared request in, a whole answer out. Only `http_messages` knows it too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from copy import copy
from typing import Self

import httpx2

from .auth import ClientCertificate
from .encodings import accepted, decoded, decoded_async, refuse_unreadable
from .errors import APIConnectionError
from .files import Stream
from .http_messages import FAILURES, Content, built_request, connection_error, in_time, verifying
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .timing import Timing


class SyncTransport:
    """Sends requests with an `httpx2.Client`, its own or the user's; only its own is closed."""

    def __init__(
        self, http_client: httpx2.Client | None, certificate: ClientCertificate | None, limit: int | None
    ) -> None:
        """Take the user's client or make one; raises ValueError for a certificate that is of no use."""
        verify = verifying(certificate, http_client)
        self._client = httpx2.Client(verify=verify) if http_client is None else http_client
        self._encodings = accepted() if http_client is None else None
        self._closes = http_client is None
        self._limit = limit

    def shared(self, limit: int | None) -> Self:
        """Give another that sends with the same connections, and does not close them."""
        made = copy(self)
        made._limit = limit
        made._closes = False
        return made

    def send(
        self, request: PreparedRequest, *, operation: str, timing: Timing, unread: bool = False
    ) -> RawResponse | APIConnectionError:
        """Send and read the whole answer, or say why there is none.

        Redirects are left to the core, which knows what another origin must not get. Raises APIResponseError
        for more bytes than the limit. A success that is to be left `unread` is the caller's to read and to close.
        """
        try:
            sent = in_time(request.content, timing) if isinstance(request.content, Stream) else request.content
            built = built_request(self._client, request, sent, timing, operation=operation, encodings=self._encodings)
            answer = self._client.send(built, stream=True, follow_redirects=False)
            if unread and answer.is_success:
                return Content(answer, operation, self._limit, timing).unread()
            try:
                content = Content(answer, operation, self._limit, timing)
                for chunk in decoded(answer):
                    content.add(chunk)
                return content.whole()
            finally:
                answer.close()
        except FAILURES as error:
            return connection_error(error, request, operation)

    def chunks(self, answer: httpx2.Response, request: PreparedRequest, operation: str) -> Iterator[bytes]:
        """Read an answer that was left unread, without its content encoding.

        Raises APIConnectionError, and APIResponseError for an encoding that cannot be read.
        """
        try:
            refuse_unreadable(answer, operation)
            yield from decoded(answer)
        except FAILURES as error:
            raise connection_error(error, request, operation) from error
        finally:
            answer.close()

    def discard(self, outcome: RawResponse | APIConnectionError) -> None:
        """Close an answer that nobody is going to read."""
        if isinstance(outcome, RawResponse):
            outcome.http.close()

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
        verify = verifying(certificate, http_client)
        self._client = httpx2.AsyncClient(verify=verify) if http_client is None else http_client
        self._encodings = accepted() if http_client is None else None
        self._closes = http_client is None
        self._limit = limit

    def shared(self, limit: int | None) -> Self:
        """Give another that sends with the same connections, and does not close them."""
        made = copy(self)
        made._limit = limit
        made._closes = False
        return made

    async def send(
        self, request: PreparedRequest, *, operation: str, timing: Timing, unread: bool = False
    ) -> RawResponse | APIConnectionError:
        """Send and read the whole answer, as `SyncTransport.send` does."""
        try:
            sent = aiter(request.content) if isinstance(request.content, Stream) else request.content
            built = built_request(self._client, request, sent, timing, operation=operation, encodings=self._encodings)
            answer = await self._client.send(built, stream=True, follow_redirects=False)
            if unread and answer.is_success:
                return Content(answer, operation, self._limit, timing).unread()
            try:
                content = Content(answer, operation, self._limit, timing)
                async for chunk in decoded_async(answer):
                    content.add(chunk)
                return content.whole()
            finally:
                await answer.aclose()
        except FAILURES as error:
            return connection_error(error, request, operation)

    async def chunks(self, answer: httpx2.Response, request: PreparedRequest, operation: str) -> AsyncIterator[bytes]:
        """Read an answer that was left unread, as `SyncTransport.chunks` does."""
        try:
            refuse_unreadable(answer, operation)
            async for chunk in decoded_async(answer):
                yield chunk
        except FAILURES as error:
            raise connection_error(error, request, operation) from error
        finally:
            await answer.aclose()

    async def discard(self, outcome: RawResponse | APIConnectionError) -> None:
        """Close an answer that nobody is going to read."""
        if isinstance(outcome, RawResponse):
            await outcome.http.aclose()

    async def close(self) -> None:
        """Close the connections, unless they are somebody else's."""
        if self._closes:
            await self._client.aclose()
