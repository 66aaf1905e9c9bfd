"""What the hooks of a client are told, and how one call tells it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

from .headers import Headers
from .operation import Operation
from .parameters import safe_header
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .record import Record, hidden


class RequestEvent(Record):
    """A request that is about to be sent; `attempt` counts from 1, and `url` holds no credential.

    `notes` is for what a hook wants to find again when the answer is there.
    """

    operation: str
    template: str
    method: str
    url: str
    attempt: int
    headers: tuple[tuple[str, str], ...] = hidden()
    notes: dict[str, Any] = hidden()


class ResponseEvent(Record):
    """An answer, whatever its status; `elapsed` is what this attempt took, in seconds."""

    request: RequestEvent
    status: int
    headers: Headers
    elapsed: float


class RetryEvent(Record):
    """An attempt that failed and is made again after a `pause` in seconds, by its status or else its error."""

    operation: str
    attempt: int
    pause: float
    status: int | None
    error: Exception | None


class ErrorEvent(Record):
    """A call that failed, with the exception that it raises."""

    operation: str
    attempts: int
    error: Exception


RequestHook: TypeAlias = Callable[[RequestEvent], Mapping[str, str] | None]
"""Is told each request, and may give headers that are sent with it."""
ResponseHook: TypeAlias = Callable[[ResponseEvent], object]
RetryHook: TypeAlias = Callable[[RetryEvent], object]
ErrorHook: TypeAlias = Callable[[ErrorEvent], object]


class Observer(Protocol):
    """Somebody who is told what happens."""

    def request(self, event: RequestEvent) -> Mapping[str, str] | None:
        """A request is sent; the headers that are given go with it."""
        ...

    def response(self, event: ResponseEvent) -> object:
        """Its answer is there."""
        ...

    def failure(self, request: RequestEvent, error: BaseException) -> object:
        """There is no answer to it."""
        ...

    def retry(self, event: RetryEvent) -> object:
        """It is sent again."""
        ...

    def error(self, event: ErrorEvent) -> object:
        """The call has failed."""
        ...


class Watch:
    """Tells the observers of one call what happens."""

    def __init__(self, operation: Operation[Any], observers: tuple[Observer, ...]) -> None:
        self._operation = operation
        self._observers = observers
        self._sent: RequestEvent | None = None
        self._start = 0.0

    def sent(self, request: PreparedRequest, attempt: int) -> PreparedRequest:
        """Tell a request, and give it with the headers that the observers want to add."""
        for observer in self._observers:
            event = self._sent = self._event(request, attempt)
            added = observer.request(event)
            if added:
                own = [safe_header(name, value) for name, value in added.items()]
                names = {name.lower() for name, _ in own}
                kept = (pair for pair in request.headers if pair[0].lower() not in names)
                request = request.replaced(headers=(*kept, *own))
        self._start = time.monotonic()
        return request

    def _event(self, request: PreparedRequest, attempt: int) -> RequestEvent:
        return RequestEvent(
            operation=self._operation.id,
            template=self._operation.path,
            method=request.method,
            url=request.shown,
            attempt=attempt,
            headers=request.headers,
            notes=self._sent.notes if self._sent and self._sent.attempt == attempt else {},
        )

    def ended(self, outcome: RawResponse | BaseException) -> None:
        """Tell how the request ended, if one was sent."""
        event, self._sent = self._sent, None
        if event is None:
            return
        if isinstance(outcome, BaseException):
            for observer in self._observers:
                observer.failure(event, outcome)
            return
        elapsed = time.monotonic() - self._start
        told = ResponseEvent(request=event, status=outcome.status, headers=outcome.headers, elapsed=elapsed)
        for observer in self._observers:
            observer.response(told)

    def retried(self, outcome: RawResponse | Exception, attempt: int, pause: float) -> None:
        """Tell that another attempt is to be made."""
        event = RetryEvent(
            operation=self._operation.id,
            attempt=attempt,
            pause=pause,
            status=None if isinstance(outcome, Exception) else outcome.status,
            error=outcome if isinstance(outcome, Exception) else None,
        )
        for observer in self._observers:
            observer.retry(event)

    def failed(self, error: Exception, attempts: int) -> None:
        """Tell that the call raises."""
        event = ErrorEvent(operation=self._operation.id, attempts=attempts, error=error)
        for observer in self._observers:
            observer.error(event)
