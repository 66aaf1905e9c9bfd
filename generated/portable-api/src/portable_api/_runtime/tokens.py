"""Access tokens that run out: kept until shortly before, and renewed by one thread or task at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractAsyncContextManager
from copy import copy
from functools import cached_property
from inspect import isawaitable, iscoroutinefunction
from math import inf
from typing import Any, TypeAlias

from .auth import AsyncSend, Send
from .errors import APIError, TokenError
from .event_loop import in_thread, new_turn
from .parameters import safe_header
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .record import Record, hidden

# A token is renewed this many seconds before it runs out, a short-lived one in the last quarter of its life.
EARLY = 30.0


class Token(Record, kw_only=False):
    """An access token, how many seconds it lasts if that is known, and what renews it if something does."""

    value: str = hidden()
    expires_in: float | None = None
    refresh_token: str | None = hidden(default=None)


TokenProvider: TypeAlias = Callable[[], str | Token]
AsyncTokenProvider: TypeAlias = Callable[[], str | Token | Awaitable[str | Token]]

Renewal: TypeAlias = Generator["PreparedRequest | AsyncTokenProvider", Any, Token]
"""The steps to a new token: it yields requests, whose answers it is sent, or functions, whose results it is sent."""


class _Kept(Record, kw_only=False):
    header: str = hidden()
    token: Token
    until: float


class TokenSource:
    """Gives the header of a token that is valid, and gets a new one when there is none; shared by threads or tasks."""

    def __init__(self, argument: str, renew: Callable[[Token | None], Renewal]) -> None:
        """Take what makes a new token from the last one; `argument` is what errors call it."""
        self._argument = argument
        self._renew = renew
        self._kept: _Kept | None = None
        self._last: Token | None = None
        self._failures: list[APIError] = []
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"TokenSource({self._argument})"

    @cached_property
    def _turn(self) -> AbstractAsyncContextManager[None]:
        """What only tasks wait for."""
        return new_turn()

    def authorization(self, request: PreparedRequest, send: Send) -> str:
        """Give the header; all but one thread wait for the one that renews."""
        header, failures = self._valid(), self._failures
        if header:
            return header
        with self._lock:
            return self._valid(failures) or self._renewed(_driven(self._renew(self._last), send))

    async def authorization_async(self, request: PreparedRequest, send: AsyncSend) -> str:
        """Give the header; all but one task wait for the one that renews."""
        header, failures = self._valid(), self._failures
        if header:
            return header
        async with self._turn:
            return self._valid(failures) or self._renewed(await _driven_async(self._renew(self._last), send))

    def refused(self, used: str, answer: RawResponse) -> bool:
        """Forget the token that was refused, unless another one has taken its place already."""
        kept = self._kept
        if kept is not None and kept.header == used:
            self._kept = None
        return True

    def _valid(self, failures: list[APIError] | None = None) -> str:
        kept = self._kept
        if kept is not None and kept.until > time.monotonic():
            return kept.header
        # Whoever waited for a renewal that failed does not ask again at once.
        if failures is not None and failures is not self._failures:
            raise copy(self._failures[0])
        return ""

    def _renewed(self, outcome: Token | APIError) -> str:
        if isinstance(outcome, APIError):
            self._failures = [copy(outcome)]
            raise outcome
        header = self._header(outcome.value)
        lasts = inf if outcome.expires_in is None else outcome.expires_in
        early = min(EARLY, lasts / 4)
        self._last = outcome
        self._kept = _Kept(header, outcome, time.monotonic() + lasts - early if lasts < inf else inf)
        return header

    def _header(self, token: str) -> str:
        try:
            return safe_header("Authorization", f"Bearer {token}")[1]
        except ValueError:
            raise TokenError(f"{self._argument}: the access token holds a control character") from None


def provided(provider: AsyncTokenProvider) -> Callable[[Token | None], Renewal]:
    """Let a function of the user's make the tokens; a plain text is kept until the server refuses it."""

    def renew(last: Token | None) -> Renewal:
        given = yield provider
        token = Token(given) if isinstance(given, str) else given
        if not isinstance(token, Token) or not token.value:
            raise TypeError(f"a token provider gives a text or a Token, not a {type(given).__name__}")
        return token

    return renew


def _driven(steps: Renewal, send: Send) -> Token | APIError:
    try:
        step = next(steps)
        while True:
            step = steps.send(send(step) if isinstance(step, PreparedRequest) else _called(step))
    except StopIteration as done:
        token: Token = done.value
        return token
    except APIError as error:
        return error


def _called(provider: AsyncTokenProvider) -> str | Token:
    if not iscoroutinefunction(provider):
        given = provider()
        if not isawaitable(given):
            return given
    raise TypeError("an asynchronous token provider needs the asynchronous client")


async def _driven_async(steps: Renewal, send: AsyncSend) -> Token | APIError:
    try:
        step = next(steps)
        while True:
            step = steps.send(await (send(step) if isinstance(step, PreparedRequest) else _awaited(step)))
    except StopIteration as done:
        token: Token = done.value
        return token
    except APIError as error:
        return error


async def _awaited(provider: AsyncTokenProvider) -> str | Token:
    # A function that is not a coroutine may wait for a network of its own.
    given = provider() if iscoroutinefunction(provider) else await in_thread(provider)
    return await given if isawaitable(given) else given
