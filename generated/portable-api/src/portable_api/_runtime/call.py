"""The course of one call, for both clients. No input or output."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, Unpack

from .api_response import APIResponse
from .call_values import Arguments
from .core import Core
from .errors import APIConnectionError, APITimeoutError
from .events import Watch
from .files import Stream
from .idempotency import with_key
from .omit import OMIT
from .operation import Items, Operation
from .options import CallOptions, refuse_unknown
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .request import build_request
from .response import Reading, read_headers, read_items, read_response
from .retries import DEFAULT_RETRIES, IDEMPOTENT, Attempts, Failure
from .timing import Timing

T = TypeVar("T")

MOST_REDIRECTS = 10


def begin(
    core: Core,
    operation: Operation[T],
    *,
    parameters: Sequence[Any] = (),
    body: Any = OMIT,
    at: str = "",
    **options: Unpack[CallOptions],
) -> Call[T]:
    """Build the request of a call and start its clock; raises TypeError for an option that does not exist.

    `at` is the whole address, where a server has told it.
    """
    refuse_unknown(options, CallOptions.__optional_keys__)
    return Call(core, operation, Arguments.of(parameters, body, options, at), options)


class Call(Generic[T]):
    """One call from its arguments to its result: it is asked after each attempt whether there is to be another."""

    def __init__(self, core: Core, operation: Operation[T], arguments: Arguments, options: CallOptions) -> None:
        """Build the request, which stays the same for every attempt."""
        self._started = time.monotonic()
        self.timing = Timing.of(options, core.options)
        self._core = core
        self.operation = operation
        self.unread = False
        self._options = options
        header = core.options.get("idempotency_header")
        arguments, keyed = with_key(operation, arguments, header, options.get("idempotency_key"))
        chosen = core.credentials.choose(operation)
        self._authorisation = chosen.fixed
        self._redirects = 0
        self._has_left = False
        self._used: list[str] = []
        self._was_refused = False
        observers = (*core.observers, core.log) if core.log.is_read else core.observers
        self._watch = Watch(operation, observers) if observers else None
        self.request = build_request(
            core.api,
            operation,
            arguments,
            base_url=core.servers.url(operation),
            authorisation=chosen.fixed,
        )
        # A header of the caller's own stands in the place of what would be got.
        self.changing = chosen.changing
        if self.changing and any(name.lower() == "authorization" for name, _ in self.request.headers):
            self.changing = ()
        self._attempts = Attempts(
            retries=_first(options.get("max_retries"), core.options.get("max_retries", DEFAULT_RETRIES)),
            replayable=not isinstance(self.request.content, Stream) or self.request.content.replayable,
            repeatable=keyed or operation.method in IDEMPOTENT,
            timing=self.timing,
            delay=core.options.get("retry_delay"),
        )

    def attempt(self) -> PreparedRequest:
        """Begin the next attempt, and give the request without what changes."""
        self._attempts.made += 1
        return self.request

    def signed(self, values: Sequence[str]) -> PreparedRequest:
        """Add the header of each changing credential."""
        self._used = list(values)
        added = (("Authorization", value) for value in values if value)
        return self.request.replaced(headers=(*self.request.headers, *added))

    def sent(self, request: PreparedRequest) -> PreparedRequest:
        """Tell that a request is about to be sent, and give it with what is added for that.

        Raises APITimeoutError if it is too late to send it.
        """
        if not self.timing.left():
            raise self.late(unsent=True)
        told = self._watch.sent(request, self._attempts.made) if self._watch else request
        return request if self._has_left else told

    def late(self, *, unsent: bool = False) -> APITimeoutError:
        """Give the error of a call that took longer than it may."""
        id_, method = self.operation.id, self.operation.method
        error = APITimeoutError(f"{id_}: {method} took longer than its deadline allows", operation=id_)
        error.unsent = unsent
        return error

    def broken(self, error: BaseException) -> None:
        """Tell that a call ends in what is not an outcome: it was cancelled, no token could be had, a hook raised."""
        if self._watch:
            self._watch.ended(error)
            if isinstance(error, Exception):
                self._watch.failed(error, self._attempts.made)

    def pause(self, outcome: RawResponse | APIConnectionError) -> float | None:
        """Seconds to wait before the next attempt, None when the outcome stands."""
        if self._watch:
            self._watch.ended(outcome)
        pause = self._pause(outcome)
        if self._watch and pause is not None and _has_failed(outcome):
            self._watch.retried(outcome, self._attempts.made, pause)
        return pause

    def _pause(self, outcome: RawResponse | APIConnectionError) -> float | None:
        if isinstance(outcome, APIConnectionError):
            return self._attempts.pause(Failure(unsent=outcome.unsent))
        if outcome.status < 400:
            return self._followed(outcome) if outcome.status >= 300 else None
        if outcome.status == 401 and self._can_renew(outcome):
            return 0.0
        return self._attempts.pause(Failure(status=outcome.status, headers=outcome.headers))

    def _followed(self, answer: RawResponse) -> float | None:
        # Few answers lead elsewhere.
        from .redirects import redirected

        if self._redirects == MOST_REDIRECTS or not self._attempts.replayable:
            return None
        told = (self.operation, self.request, answer, self._authorisation)
        moved = redirected(*told, may_leave=self._core.may_leave, has_left=self._has_left)
        if moved is None:
            return None
        self.request, self._has_left = moved
        self.changing = () if self._has_left else self.changing
        self._redirects += 1
        self._attempts.retries += 1
        return 0.0

    def _can_renew(self, answer: RawResponse) -> bool:
        if self._was_refused or not self.changing:
            return False
        self._was_refused = True
        # Noted even when this call cannot be made again, or the next one would be refused too.
        answers = [one.refused(used, answer) for one, used in zip(self.changing, self._used, strict=True)]
        is_renewed = self._attempts.replayable and any(answers)
        self._attempts.retries += is_renewed
        return is_renewed

    def result(self, outcome: RawResponse | APIConnectionError) -> T:
        """Read the answer; raises the APIError that stands for any other outcome."""
        value: T = self._read(outcome, read_response)
        return value

    def _read(
        self,
        outcome: RawResponse | APIConnectionError,
        read: Callable[[Operation[Any], RawResponse, Reading], Any],
    ) -> Any:
        try:
            if isinstance(outcome, APIConnectionError):
                raise outcome
            return read(self.operation, outcome, self._reading())
        except Exception as error:
            if self._watch:
                self._watch.failed(error, self._attempts.made)
            raise

    def received(self, outcome: RawResponse | APIConnectionError) -> RawResponse:
        """Give an answer that succeeded; raises the APIError that stands for any other outcome."""
        if isinstance(outcome, APIConnectionError) or not 200 <= outcome.status <= 299:
            self.result(outcome)
        return answered(outcome)

    def items(self, outcome: RawResponse) -> Items:
        """Give what makes values of the bytes of an answer that is a stream."""
        return read_items(self.operation, outcome, self._reading())

    def _reading(self) -> Reading:
        return self._core.readings[_first(self._options.get("strict"), self._core.options.get("strict", False))]

    def response(self, outcome: RawResponse | APIConnectionError) -> APIResponse[T]:
        """Read the answer as `result` does, and give it with what came beside it."""
        value = self.result(outcome)
        if isinstance(outcome, APIConnectionError):
            raise outcome
        return APIResponse(
            data=value,
            status=outcome.status,
            headers=self._read(outcome, read_headers),
            attempts=self._attempts.made,
            elapsed=time.monotonic() - self._started,
            content=outcome.content,
            http_response=outcome.http,
        )


def answered(outcome: RawResponse | APIConnectionError) -> RawResponse:
    """Give the answer of a server of tokens; raises the error, after which nothing of the call itself was sent."""
    if isinstance(outcome, APIConnectionError):
        outcome.unsent = True
        raise outcome
    return outcome


def _has_failed(outcome: RawResponse | APIConnectionError) -> bool:
    # What leads elsewhere has not.
    return isinstance(outcome, APIConnectionError) or outcome.status >= 400


def _first(given: T | None, default: T) -> T:
    return default if given is None else given
