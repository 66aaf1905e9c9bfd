"""The report of a run for machines: as JSON, or as SARIF for code scanning."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from truespec.diagnostic import Diagnostic
from truespec.ledger import Count, Ledger
from truespec.sarif import sarif
from truespec.source_lines import SourceLines


def write_report(path: Path, ledger: Ledger | None, diagnostics: Iterable[dict[str, Any]]) -> None:
    """Write the counts, which are null when the run failed before it could count, and the diagnostics.

    A file whose name ends in `.sarif` becomes SARIF.
    """
    counts = dict(ledger.rows()) if ledger else {}
    told = {kind: _count(counts.get(kind)) for kind in Ledger.__struct_fields__}
    is_sarif = path.suffix.lower() == ".sarif"
    content = sarif(told, diagnostics) if is_sarif else {**told, "diagnostics": list(diagnostics)}
    text = json.dumps(content, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def is_foreign(path: Path) -> bool:
    """Say whether a file is there that holds something else than such a report; raises OSError."""
    text = path.read_bytes().strip() if path.is_file() else b""
    try:
        content: Any = json.loads(text) if text else None
    except (RecursionError, ValueError):
        return True
    match content:
        case {"diagnostics": list(), "operations": _} | {"runs": [{"tool": {"driver": {"name": "truespec"}}}]}:
            return False
        case _:
            return bool(text)


def entry(diagnostic: Diagnostic, lines: SourceLines) -> dict[str, Any]:
    """Give a diagnostic as JSON has it."""
    place = diagnostic.place
    return {
        "code": diagnostic.code.number,
        "severity": str(diagnostic.code.severity),
        "effect": str(diagnostic.code.effect),
        "file": lines.path(place),
        "line": place.line,
        "column": place.column,
        "pointer": str(place.pointer),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def _count(count: Count | None) -> dict[str, int] | None:
    return {"described": count.described, "generated": count.generated} if count else None
