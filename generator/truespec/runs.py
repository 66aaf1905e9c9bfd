"""What the command does to each API, and how it tells what became of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from truespec.codes import UNWRITABLE
from truespec.diagnostic import Report, Severity, Stopped
from truespec.document import Place
from truespec.ledger import Outcome, total
from truespec.manifest import NAME, Manifest
from truespec.report_file import entry, is_foreign, write_report
from truespec.settings import Settings
from truespec.source_lines import SourceLines
from truespec.sources import home_of, real
from truespec.terminal import Screen, progress, show_counts, show_diagnostics, show_effects, show_outcome

Action = Callable[[Settings, Report, Callable[[str], None]], object]


class Run(Struct, frozen=True, kw_only=True):
    """What became of one API: its diagnostics, and its outcome when there is one.

    `read` are the files that references led to, and `output` is where its package is, or would be.
    """

    report: Report
    lines: SourceLines
    stopped: bool = False
    outcome: Outcome | None = None
    read: frozenset[Path] = frozenset()
    output: Path | None = None


def run(settings: Settings, action: Action) -> Run:
    """Do something to one API."""
    report, outcome, stopped = Report(), None, False
    try:
        with progress(Screen(sys.stderr)) as watch:
            outcome = action(settings, report, watch)
    except Stopped:
        stopped = True
    done = outcome if isinstance(outcome, Outcome) else None
    home = home_of(settings.sources)
    return Run(
        report=report,
        lines=SourceLines.of(settings, report.texts),
        stopped=stopped,
        outcome=done,
        read=frozenset(real(home / name) for name in report.read),
        output=Path(done.output) if done else settings.output,
    )


def succeeded(runs: list[Run], report_file: Path | None, *, failing: tuple[Severity, ...]) -> bool:
    """Tell what became of each API, and say whether nothing is at fault."""
    errors, summary = Screen(sys.stderr), Screen(sys.stdout)
    for one in runs:
        show_diagnostics(errors, one.report, one.lines)
        if one.outcome:
            show_outcome(summary, one.outcome)
            show_effects(summary, one.report, one.lines)
    found = [diagnostic for one in runs for diagnostic in one.report]
    show_counts(summary, found)
    if report_file and not _is_written(report_file, runs, errors):
        return False
    return not any(one.stopped for one in runs) and all(item.code.severity not in failing for item in found)


def _is_written(path: Path, runs: Iterable[Run], errors: Screen) -> bool:
    ledgers = [one.outcome.ledger for one in runs if one.outcome]
    entries = [entry(diagnostic, one.lines) for one in runs for diagnostic in one.report]
    try:
        reason = _taken(real(path), runs)
        if not reason:
            write_report(path, total(ledgers) if ledgers else None, entries)
    except OSError as error:
        reason = error.strerror or str(error)
    if reason:
        complaint = Report()
        complaint.add(UNWRITABLE, at=Place(str(path)), message=f"the report cannot be written: {reason}")
        show_diagnostics(errors, complaint, SourceLines({}))
    return not reason


def _taken(path: Path, runs: Iterable[Run]) -> str:
    """Say why a report may not take the place of a file, an empty text when it may."""
    for one in runs:
        if path in one.read:
            return "the description refers to this file"
        if one.output and Manifest.read(one.output / NAME).owns(path, real(one.output)):
            return "this file is one of those that are generated"
    # A run that stops early does not know yet what the description refers to.
    return "this file is there already, and no report of truespec" if is_foreign(path) else ""
