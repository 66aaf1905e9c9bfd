"""The ledger and the diagnostics of a run as a file of the generated project, to be told again when nothing changed."""

from __future__ import annotations

import json
from typing import Any, Final

from truespec.codes import CODES
from truespec.diagnostic import Report
from truespec.document import Place
from truespec.ledger import Count, Ledger
from truespec.pointer import Pointer

PATH: Final = "REPORT.json"


def report_json(ledger: Ledger, report: Report, others: tuple[str, ...]) -> bytes:
    """Give the text of the file; `others` are the files that references led to, relative to the entry document."""
    content = {
        "sources": others,
        "ledger": {kind: [count.described, count.generated] for kind, count in ledger.rows()},
        "diagnostics": [
            {
                "code": diagnostic.code.number,
                "file": diagnostic.place.file,
                "line": diagnostic.place.line,
                "column": diagnostic.place.column,
                "pointer": str(diagnostic.place.pointer),
                "message": diagnostic.message,
                "hint": diagnostic.hint,
            }
            for diagnostic in report
        ],
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode(errors="backslashreplace")


def other_sources(content: bytes) -> tuple[str, ...]:
    """Give the other files that an earlier run has read; raises ValueError or KeyError."""
    return tuple(str(name) for name in json.loads(content)["sources"])


def restore_report(content: bytes, report: Report) -> Ledger:
    """Put the diagnostics of an earlier run into `report` and give its ledger; raises ValueError or KeyError."""
    data = json.loads(content)
    codes = {code.number: code for code in CODES}
    for row in data["diagnostics"]:
        report.add(codes[row["code"]], at=_place(row), message=row["message"], hint=row["hint"])
    return Ledger(**{kind: Count(described=pair[0], generated=pair[1]) for kind, pair in data["ledger"].items()})


def _place(row: dict[str, Any]) -> Place:
    """Give the place of a diagnostic."""
    return Place(row["file"], row["line"], row["column"], Pointer.parse(row["pointer"]))
