"""What the user sees: diagnostics with their source lines, stages with their times, the ledger."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple, TextIO

from truespec.diagnostic import Code, Diagnostic, Effect, Severity
from truespec.ledger import Count, Outcome
from truespec.source_lines import SourceLines

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
# A page may hold a whole description in one line.
LINE_WIDTH = 110
# Of how many diagnostics with one code the terminal shows the source.
SHOWN = 50
# How many places of one code the end of a run lists.
LISTED = 5
# See ECMA-48, 8.3.41 (EL): a thread that animates would be lost in a copy of this process.
CLEAR_LINE = "\r\x1b[2K"


class Span(NamedTuple):
    """A piece of a line and its style, in rich's words."""

    text: str
    style: str = ""


class Screen:
    """Writes lines to a stream: in colour on a terminal, plain elsewhere and when NO_COLOR is set."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, *spans: Span) -> None:
        """Write one line, nothing in which can control the terminal."""
        safe = [Span(printable(span.text), span.style) for span in spans]
        if self._console is None:
            self.stream.write("".join(span.text for span in safe) + "\n")
        else:
            self._console(safe)

    @cached_property
    def is_plain(self) -> bool:
        """Whether nothing but lines of text may be written."""
        return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not self.stream.isatty()

    @cached_property
    def _console(self) -> Callable[[list[Span]], None] | None:
        if self.is_plain:
            return None
        from rich.console import Console  # slow to import, and needed on terminals only
        from rich.text import Text  # as above

        console = Console(file=self.stream, highlight=False)

        def show(spans: list[Span]) -> None:
            console.print(Text.assemble(*spans), soft_wrap=True)

        return show


@contextmanager
def progress(screen: Screen) -> Generator[Callable[[str], None]]:
    """Give a function that shows the stage under way on a terminal, and take that away at the end."""

    def show(stage: str) -> None:
        if not screen.is_plain:
            screen.stream.write(CLEAR_LINE + (f"{stage} ..." if stage else ""))
            screen.stream.flush()

    try:
        yield show
    finally:
        show("")


def show_diagnostics(screen: Screen, diagnostics: Iterable[Diagnostic], lines: SourceLines) -> None:
    """Write each diagnostic, and the line that it is about with a caret under it; of many alike, only the first."""
    counts: Counter[Code] = Counter()
    for diagnostic in diagnostics:
        counts[diagnostic.code] += 1
        if counts[diagnostic.code] <= SHOWN:
            _show(screen, diagnostic, lines)
    for code, count in counts.items():
        if count > SHOWN:
            screen.write(Span(f"and {count - SHOWN} more {code.severity} {code.number} (--report FILE has them all)"))


def show_outcome(screen: Screen, outcome: Outcome) -> None:
    """Write what a run did: the files, the stages with their times, and the ledger."""
    changes = f"{len(outcome.written)} files written, {len(outcome.removed)} removed"
    screen.write(Span(outcome.output, "bold"), Span(": "), Span("nothing changed" if outcome.unchanged else changes))
    for stage, seconds in outcome.seconds:
        screen.write(Span(f"  {stage:<12}"), Span(f"{seconds:7.3f} s", "dim"))
    for kind, count in outcome.ledger.rows():
        screen.write(Span(f"  {kind:<12}"), _counted(count))


def show_effects(screen: Screen, diagnostics: Iterable[Diagnostic], lines: SourceLines) -> None:
    """Write what was lost, widened or repaired: each place, or where a code has many their number and the first."""
    by_code: dict[tuple[Effect, str], list[Diagnostic]] = {}
    for item in diagnostics:
        if item.code.effect is not Effect.NONE:
            by_code.setdefault((item.code.effect, item.code.number), []).append(item)
    for (effect, number), items in sorted(by_code.items()):
        is_long = len(items) > LISTED
        for item in items[:1] if is_long else items:
            more = f" (and {len(items) - 1} more; --report FILE has them all)" if is_long else ""
            place = f"{lines.path(item.place)}:{item.place.line}:{item.place.column}"
            screen.write(Span(f"  {effect:<12}"), Span(f"{number} {place}: {item.message}"), Span(more, "dim"))


def show_counts(screen: Screen, diagnostics: Iterable[Diagnostic]) -> None:
    """Write how many diagnostics of each severity there are."""
    counts = Counter(diagnostic.code.severity for diagnostic in diagnostics)
    found = [severity for severity in STYLES if counts[severity]]
    parts = [f"{counts[severity]} {_plural(severity, counts[severity])}" for severity in found]
    style = STYLES[found[0]] if found else "green"
    screen.write(Span(", ".join(parts) or "no diagnostics", style))


def printable(text: str) -> str:
    """Write control and format characters as escapes, because descriptions are not to be trusted."""
    return "".join(character if _is_harmless(character) else _escape(character) for character in text)


def _is_harmless(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _show(screen: Screen, diagnostic: Diagnostic, lines: SourceLines) -> None:
    place, severity = diagnostic.place, diagnostic.code.severity
    head = f"{lines.path(place)}:{place.line}:{place.column}: "
    kind = f"{severity} {diagnostic.code.number}"
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    message = f": {diagnostic.message}"
    screen.write(Span(head, "bold"), Span(kind, STYLES[severity]), Span(message), Span(hint, "dim"))
    text, caret = clipped(lines.line(place), place.column)
    if text.strip():
        number = f"{place.line:>5} | "
        screen.write(Span(number, "dim"), Span(text))
        screen.write(Span(" " * (len(number) - 2) + "| ", "dim"), Span(" " * caret + "^", STYLES[severity]))


def clipped(line: str, column: int) -> tuple[str, int]:
    """Give the part of a line around a column, and how wide the text before the column is on the terminal."""
    start = max(0, column - 1 - LINE_WIDTH // 2) if len(line) > LINE_WIDTH else 0
    part = line[start : start + LINE_WIDTH].replace("\t", " ")
    before = ("…" if start else "") + part[: column - 1 - start]
    after = part[column - 1 - start :] + ("…" if start + LINE_WIDTH < len(line) else "")
    return before + after, sum(map(_width, printable(before)))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _counted(count: Count) -> Span:
    return Span(f"{count.generated} of {count.described}", "green" if count.complete else "bold red")


def _plural(severity: Severity, count: int) -> str:
    return f"{severity}s" if count != 1 and severity is not Severity.INFO else str(severity)
