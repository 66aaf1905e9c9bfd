"""Drift: a place where the server's answer and the description disagree."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any, Self

from .omit import Omit
from .record import Record, hidden

DRIFT_LIMIT = 100  # an answer that is wrong everywhere must not cost more than the answer itself
PLACES_REMEMBERED = 10_000
SHOWN_LENGTH = 40
STATUS = ":status"  # as HTTP/2 names it among the headers
_SECRET_WORDS = ("token", "secret", "password", "passwd", "key", "auth", "credential", "cookie", "session")


class SpecDriftWarning(UserWarning):
    """The server's answer disagrees with the description; the value was kept as it came."""


class Drift(Record):
    """One disagreement, at the outermost place that disagrees.

    `header` is the header that disagrees, `STATUS` for the status, "" where it is the body. `pointer` is an
    RFC 6901 pointer into it, `place` the same with `*` for list indexes and map keys, `spec` the place of the
    description ("create-source.md:110") or "". `got` is the JSON value as it came, `OMIT` if there was none;
    `str()` and `repr()` tell its type and show its text only where an enum, a format or a header is at fault
    and the field's name does not smell of a secret. `more` above 0 says that this stands for up to so many
    places that are not listed.
    """

    operation: str
    pointer: str
    spec: str = ""
    expected: str = ""
    got: Any = hidden(default=None)
    place: str = hidden(default="")
    shown: bool = hidden(default=False)
    more: int = hidden(default=0)
    header: str = ""

    @classmethod
    def of_header(cls, operation: str, header: str, *, expected: str, got: str) -> Self:
        """Give that of a header as a whole, or of the status."""
        place = f"/headers/{header}"
        return cls(operation=operation, pointer="", header=header, expected=expected, got=got, place=place, shown=True)

    def __str__(self) -> str:
        if self.more:
            return f"{self.operation}: and up to {self.more} more places that disagree with the description"
        spec = f" ({self.spec})" if self.spec else ""
        return f"{self.operation}: {self._place_text()}: expected {self.expected}, got {self._got_text()}{spec}"

    def _place_text(self) -> str:
        if not self.header:
            return self.pointer or "the whole body"
        name = "the status" if self.header == STATUS else f"the header {self.header}"
        return f"{name} at {self.pointer}" if self.pointer else name

    def _got_text(self) -> str:
        name = self.place.rpartition("/")[2].lower()
        secret = any(word in name for word in _SECRET_WORDS)
        return described(self.got, shown=self.shown and not secret)


DriftHandler = Callable[[Drift], None]


def described(value: Any, *, shown: bool = False) -> str:
    """Name a JSON value by its type and size; `shown` gives short text as it is, escaped."""
    match value:
        case Omit():
            return "nothing"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str() if shown and len(value) <= SHOWN_LENGTH:
            return ascii(value)
        case str():
            return f"a string of {len(value)} characters"
        case list():
            return "an array"
        case _:
            return "an object"


def warn(drift: Drift) -> None:
    """Warn of a drift with `SpecDriftWarning`, attributed to the first caller outside this package.

    As the `on_drift` of a client it warns once for each place (operation and pointer), ever.
    """
    warnings.warn(str(drift), SpecDriftWarning, stacklevel=_depth_of_caller())


def _depth_of_caller() -> int:
    package = __name__.rsplit(".", 2)[0]
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]  # only 3.12 has skip_file_prefixes
    depth = 1
    while frame.f_back is not None and _is_ours(frame.f_globals.get("__name__", ""), package):
        frame = frame.f_back
        depth += 1
    return depth


def _is_ours(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


class DriftReporter:
    """Hands drifts to a handler; remembers the places that `warn` has told already."""

    def __init__(self, handler: DriftHandler) -> None:
        self._handler = handler
        self._once = handler is warn
        self._told: set[tuple[str, str, int]] = set()

    def report(self, drifts: Sequence[Drift]) -> None:
        """Hand over each drift; whatever the handler raises goes to the caller."""
        for drift in drifts:
            if not self._once or self._is_new(drift):
                self._handler(drift)

    def _is_new(self, drift: Drift) -> bool:
        place = (drift.operation, drift.place, min(drift.more, 1))
        if place in self._told or len(self._told) >= PLACES_REMEMBERED:
            return False
        self._told.add(place)
        return True
