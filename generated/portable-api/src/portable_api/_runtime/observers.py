"""Who is told what happens: the user's hooks, and the log under the name of the package."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping

from .events import ErrorEvent, Observer, RequestEvent, ResponseEvent, RetryEvent
from .options import ClientOptions
from .record import Record
from .tracing import tracing

# Headers of these names, and any that is one's own for a secret.
_SECRET = re.compile(r"auth|cookie|token|secret|key|password|signature|session|credential", re.IGNORECASE)
_QUERY = re.compile(r"\?[^\s<>\";,]+")


def observers_of(options: ClientOptions, package: str) -> tuple[Observer, ...]:
    """Give those that the options ask for; raises ImportError when tracing is asked for and not installed."""
    asked: list[Observer] = []
    # First, so that no span is left open by a hook that raises.
    if options.get("tracing"):
        asked.append(tracing(package))
    if any(options.get(name) for name in ("on_request", "on_response", "on_retry", "on_error")):
        asked.append(Hooks(options))
    return tuple(asked)


class Hooks(Record, kw_only=False):
    """Calls the functions that the user gave."""

    options: ClientOptions

    def request(self, event: RequestEvent) -> Mapping[str, str] | None:
        """Call on_request."""
        hook = self.options.get("on_request")
        return hook(event) if hook else None

    def response(self, event: ResponseEvent) -> None:
        """Call on_response."""
        hook = self.options.get("on_response")
        if hook:
            hook(event)

    def failure(self, request: RequestEvent, error: BaseException) -> None:
        """Leave it to on_retry and on_error."""

    def retry(self, event: RetryEvent) -> None:
        """Call on_retry."""
        hook = self.options.get("on_retry")
        if hook:
            hook(event)

    def error(self, event: ErrorEvent) -> None:
        """Call on_error."""
        hook = self.options.get("on_error")
        if hook:
            hook(event)


class Log:
    """Writes lines without the query, which may tell of people, and without what may be secret in headers."""

    def __init__(self, package: str) -> None:
        self._logger = logging.getLogger(package)

    @property
    def is_read(self) -> bool:
        """Whether anybody reads what is written here."""
        return self._logger.isEnabledFor(logging.INFO)

    def request(self, event: RequestEvent) -> None:
        """Write the request."""
        place = event.url.partition("?")[0]
        self._logger.debug("%s: %s %s %s", event.operation, event.method, place, unsecret(event.headers))

    def response(self, event: ResponseEvent) -> None:
        """Write the answer."""
        headers = unsecret(event.headers.items())
        self._logger.debug("%s: %s in %.3f s %s", event.request.operation, event.status, event.elapsed, headers)

    def failure(self, request: RequestEvent, error: BaseException) -> None:
        """Write that there was no answer."""
        self._logger.debug("%s: no answer (%s)", request.operation, type(error).__name__)

    def retry(self, event: RetryEvent) -> None:
        """Write that and why it is tried again."""
        why = type(event.error).__name__ if event.error else event.status
        self._logger.info(
            "%s: again in %.3f s, after %s (attempt %s)", event.operation, event.pause, why, event.attempt
        )

    def error(self, event: ErrorEvent) -> None:
        """Write that it failed."""
        kind = type(event.error).__name__
        self._logger.info("%s: failed after %s attempts (%s)", event.operation, event.attempts, kind)


def unsecret(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give headers with `***` for each value that may be secret, and for the query of an address."""
    return {name: "***" if _SECRET.search(name) else _QUERY.sub("?***", value) for name, value in headers}
