"""Access tokens that run out: kept until shortly before, and renewed by one thread or task at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from inspect import isawaitable, iscoroutinefunction
from math import inf
from typing import Any, TypeAlias

from .auth import AsyncSend, Send
from .errors import APITimeoutError, TokenError
from .event_loop import begun, in_thread, outliving
from .parameters import safe_header
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .record import Record, hidden
from .timing import Timing

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


class _Renewing:
    """A renewal in one thread, which others wait for."""

    def __init__(self) -> None:
        self.is_over = threading.Event()
        self.header = ""
        self.error: Exception | None = None


class TokenSource:
    """Gives the header of a token that is valid, and gets a new one when there is none; shared by threads or tasks."""

    def __init__(
        self,
        argument: str,
        renew: Callable[[Token | None], Renewal],
        on_token: Callable[[Token], object] | None = None,
    ) -> None:
        """Take what makes a new token from the last one, and who is told each; `argument` is what errors call it."""
        self._argument = argument
        self._renew = renew
        self._on_token = on_token
        self._kept: _Kept | None = None
        self._last: Token | None = None
        self._lock = threading.Lock()
        self._renewing: _Renewing | None = None
        self._renewing_task: Awaitable[str] | None = None

    def __repr__(self) -> str:
        return f"TokenSource({self._argument})"

    def authorization(self, request: PreparedRequest, send: Send, timing: Timing) -> str:
        """Give the header; all but one thread wait for the one that renews, and share what becomes of it."""
        with self._lock:
            if header := self._valid():
                return header
            waited, own = self._renewing, _Renewing()
            self._renewing = waited or own
        if waited:
            return self._awaited(waited, timing)
        try:
            own.header = self._renewed(_driven(self._renew(self._last), send))
        except Exception as error:
            own.error = error
            raise
        finally:
            self._renewing = None
            own.is_over.set()
        return own.header

    async def authorization_async(self, request: PreparedRequest, send: AsyncSend) -> str:
        """Give the header; all tasks wait for one that renews, which goes on when those that wait are cancelled.

        The server may have replaced the refresh token by then, so that its answer must not be lost.
        """
        if header := self._valid():
            return header
        if self._renewing_task is None:
            self._renewing_task = begun(partial(self._renewed_async, send), self._finished)
        return await outliving(self._renewing_task)

    def refused(self, used: str, answer: RawResponse) -> bool:
        """Forget the token that was refused, unless another one has taken its place already."""
        kept = self._kept
        if kept is not None and kept.header == used:
            self._kept = None
        return True

    def _valid(self) -> str:
        kept = self._kept
        return kept.header if kept is not None and kept.until > time.monotonic() else ""

    def _awaited(self, renewing: _Renewing, timing: Timing) -> str:
        renewing.is_over.wait(None if timing.deadline == inf else timing.left())
        if renewing.error:
            raise renewing.error
        if renewing.header:
            return renewing.header
        error = APITimeoutError(f"{self._argument}: no new token came in time")
        error.unsent = True
        raise error

    async def _renewed_async(self, send: AsyncSend) -> str:
        return self._renewed(await _driven_async(self._renew(self._last), send))

    def _finished(self) -> None:
        self._renewing_task = None

    def _renewed(self, token: Token) -> str:
        header = self._header(token.value)
        lasts = inf if token.expires_in is None else token.expires_in
        early = min(EARLY, lasts / 4)
        self._last = token
        self._kept = _Kept(header, token, time.monotonic() + lasts - early if lasts < inf else inf)
        if self._on_token:
            self._on_token(token)
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


def _driven(steps: Renewal, send: Send) -> Token:
    try:
        step = next(steps)
        while True:
            step = steps.send(send(step) if isinstance(step, PreparedRequest) else _called(step))
    except StopIteration as done:
        token: Token = done.value
        return token


def _called(provider: AsyncTokenProvider) -> str | Token:
    if not iscoroutinefunction(provider):
        given = provider()
        if not isawaitable(given):
            return given
    raise TypeError("an asynchronous token provider needs the asynchronous client")


async def _driven_async(steps: Renewal, send: AsyncSend) -> Token:
    try:
        step = next(steps)
        while True:
            step = steps.send(await (send(step) if isinstance(step, PreparedRequest) else _awaited(step)))
    except StopIteration as done:
        token: Token = done.value
        return token


async def _awaited(provider: AsyncTokenProvider) -> str | Token:
    # A function that is not a coroutine may wait for a network of its own.
    given = provider() if iscoroutinefunction(provider) else await in_thread(provider)
    return await given if isawaitable(given) else given
