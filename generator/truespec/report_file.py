"""The report of a run as JSON, for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from truespec.diagnostic import Diagnostic
from truespec.ledger import Count, Ledger
from truespec.source_lines import SourceLines

KINDS = ("operations", "schemas", "examples")


def write_report(path: Path, ledger: Ledger | None, diagnostics: Iterable[dict[str, object]]) -> None:
    """Write the counts, which are null when the run failed before it could count, and the diagnostics."""
    counts = dict(ledger.rows()) if ledger else {}
    content = {kind: _count(counts.get(kind)) for kind in KINDS}
    text = json.dumps({**content, "diagnostics": list(diagnostics)}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def entry(diagnostic: Diagnostic, lines: SourceLines) -> dict[str, object]:
    """Give a diagnostic as JSON has it."""
    place = diagnostic.place
    return {
        "code": diagnostic.code.number,
        "severity": str(diagnostic.code.severity),
        "file": lines.path(place),
        "line": place.line,
        "column": place.column,
        "pointer": str(place.pointer),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def _count(count: Count | None) -> dict[str, int] | None:
    return {"described": count.described, "generated": count.generated} if count else None
