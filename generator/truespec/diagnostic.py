"""A complaint is a value: code, place, sentence, hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from truespec.document import Document, Place
from truespec.pointer import Pointer
from truespec.whereabouts import pointers

# A name in a message may be as long as the description.
LONGEST = 2000


class Severity(StrEnum):
    """How bad it is: an error fails the run, a warning is a fault that the result survives, info is a remark."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Effect(StrEnum):
    """What became of the thing that a complaint is about."""

    NONE = ""
    REPAIRED = "repaired"
    WIDENED = "widened"
    LOST = "lost"


class Code(Struct, frozen=True):
    """A kind of complaint: its number, how bad it is, one sentence that explains it, and what became of the thing.

    An error that is `survived` breaks a rule of the specification, and the package copes: a run goes on with a warning.
    """

    number: str
    severity: Severity
    sentence: str
    effect: Effect = Effect.NONE
    survived: bool = False

    @property
    def allowable(self) -> bool:
        """Whether a user may allow it: after any other error there is no result to speak of."""
        return self.severity is not Severity.ERROR or self.effect is not Effect.NONE or self.survived


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One complaint about one place."""

    code: Code
    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.code.severity} {self.code.number}: {self.message}{hint}"


class Report(Struct):
    """What the stages found, in the order they found it, each complaint about a place once.

    `severities` are those that this run gives to codes instead of their own, by number; `texts` are those of sources
    that are no files, by their names, so that a line of them can be shown; `read` are the files that references led to.
    """

    diagnostics: dict[Diagnostic, None] = field(default_factory=dict[Diagnostic, None])
    severities: dict[str, Severity] = field(default_factory=dict[str, Severity])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    read: set[str] = field(default_factory=set[str])

    def add(self, code: Code, *, at: Place, message: str, hint: str = "") -> None:
        """Add a complaint, unless the very same one is there already."""
        message = message if len(message) <= LONGEST else message[:LONGEST] + "…"
        severity = Severity.WARNING if code.survived else code.severity
        code = replace(code, severity=self.severities.get(code.number, severity))
        self.diagnostics[Diagnostic(code=code, place=at, message=message, hint=hint)] = None

    def allow(self, numbers: Iterable[str]) -> None:
        """Take complaints with these codes for remarks from now on."""
        self.severities.update(dict.fromkeys(numbers, Severity.INFO))

    def judge(self) -> None:
        """Take what breaks a rule of the specification for an error, unless it is allowed."""
        judged = (replace(item, code=replace(item.code, severity=Severity.ERROR)) for item in self)
        self.diagnostics = {
            strict if item.code.survived and item.code.number not in self.severities else item: None
            for item, strict in zip(self, judged, strict=True)
        }

    def extend(self, other: Report) -> None:
        """Add what another report holds."""
        for item in other:
            self.add(item.code, at=item.place, message=item.message, hint=item.hint)

    def settle(self, document: Document) -> None:
        """Sort by place, and give each place in `document` its pointer; passes keep lines and columns only."""
        known = pointers(document, {item.place for item in self if not item.place.pointer.tokens})
        placed = (replace(item, place=_pointed(item.place, known)) for item in self)
        self.diagnostics = dict.fromkeys(sorted(placed, key=_sort_key))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether an error is among them."""
        return any(diagnostic.code.severity is Severity.ERROR for diagnostic in self.diagnostics)


def _pointed(place: Place, known: dict[Place, Pointer]) -> Place:
    """Give a place with the pointer of what stands there, if it has none and something does."""
    return place if place.pointer.tokens else replace(place, pointer=known.get(place, place.pointer))


def _sort_key(item: Diagnostic) -> tuple[str, int, int, str, str]:
    return item.place.file, item.place.line, item.place.column, item.code.number, item.message


class Stopped(Exception):
    """A stage found an error and nothing can follow it; the report says what."""
