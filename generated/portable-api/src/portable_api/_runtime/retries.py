"""Whether a failed attempt may be made again, and after how long: no input or output.

A write is sent again only if the server cannot have acted on it, or knows it by an idempotency key.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite

from .record import EMPTY, Record
from .timing import Timing

DEFAULT_RETRIES = 2
FIRST_DELAY = 0.5
LONGEST_DELAY = 8.0
# A server that asks for more is not waited for: the caller decides.
LONGEST_ASKED = 60.0

# https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2, and QUERY, which is safe too.
IDEMPOTENT = frozenset(("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"))
TEMPORARY = frozenset((408, 429, 502, 503, 504))
# The server says that it did nothing.
REFUSED = frozenset((429,))


class Failure(Record):
    """How an attempt failed: the status of its answer, or None and whether the request was never sent."""

    status: int | None = None
    unsent: bool = False
    headers: Mapping[str, str] = EMPTY


class Attempts:
    """The attempts of one call.

    `repeatable` says that doing it twice is doing it once: an idempotent method, or an idempotency key.
    `replayable` says that the body can be sent again. `delay` is how long the first pause may be, in
    seconds, `FIRST_DELAY` if it is None.
    """

    def __init__(
        self,
        *,
        retries: int,
        repeatable: bool,
        replayable: bool = True,
        timing: Timing | None = None,
        delay: float | None = None,
    ) -> None:
        self.retries = retries
        self.repeatable = repeatable
        self.replayable = replayable
        self.timing = timing or Timing()
        self.delay = delay
        self.made = 0

    def pause(self, failure: Failure) -> float | None:
        """Seconds to wait before the next attempt, or None if there is to be none."""
        if self.made > self.retries or not self.replayable or not self._may_repeat(failure):
            return None
        asked = seconds_asked(failure.headers)
        seconds = jitter(self.made, self.delay) if asked is None else asked
        return seconds if seconds <= LONGEST_ASKED and seconds < self.timing.left() else None

    def _may_repeat(self, failure: Failure) -> bool:
        if failure.status is None:
            return failure.unsent or self.repeatable
        return failure.status in REFUSED or (failure.status in TEMPORARY and self.repeatable)


def jitter(made: int, delay: float | None = None) -> float:
    """Full jitter: anything up to a delay that doubles with each attempt made, and is capped."""
    first = FIRST_DELAY if delay is None else delay
    return random.uniform(0.0, min(LONGEST_DELAY, first * 2 ** (made - 1)))


def seconds_asked(headers: Mapping[str, str]) -> float | None:
    """The wait that a server asks for in `retry-after-ms` or `Retry-After`, None if it asks for none.

    See https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _number(text)
    return _until(text) if seconds is None else seconds


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if isfinite(number) and number >= 0 else None


def _until(text: str | None) -> float | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
