"""The packages that truespec makes of the real descriptions, each generated once in a run."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from places import Entry
from running import Ran, run

# Against hanging: on a machine that does something else too, the largest takes many minutes.
SECONDS, MEBIBYTES = 1200, 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A generated package, or why there is none."""

    entry: Entry
    folder: Path
    ran: Ran | None
    report: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def name(self) -> str:
        """The name that Python imports it by."""
        found = [path.parent.name for path in (self.folder / "src").glob("*/__init__.py")]
        return found[0] if found else ""

    @property
    def fault(self) -> str:
        """Say why it was not generated, nothing when it was."""
        errors = [item for item in self.report.get("diagnostics", ()) if item["severity"] == "error"]
        if errors:
            first = errors[0]
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            place = f"{Path(first['file']).name}:{first['line']}"
            return f"{first['code']} {place}: {first['message'][:160]}{more}"
        return self.ran.fault if self.ran else ""

    def codes(self) -> str:
        """Count the diagnostics by code."""
        found = [item["code"] for item in self.report.get("diagnostics", ())]
        return " ".join(f"{code}x{found.count(code)}" for code in sorted(set(found)))

    def generated(self, kind: str) -> int:
        """Give a count of the ledger."""
        count = self.report.get(kind)
        return count["generated"] if count else 0


def generate(entry: Entry, folder: Path, *, reuse: bool = False) -> Package:
    """Generate a package as a user does, in a process with bounds; `reuse` takes one that is there already."""
    output, report = folder / entry.name, folder / f"{entry.name}.json"
    if reuse and (output / "pyproject.toml").exists() and report.exists():
        return Package(entry=entry, folder=output, ran=None, report=json.loads(report.read_text("utf-8")))
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "truespec", "generate", entry.source, "--output", output]
    ran = run([*command, "--root", entry.root, "--report", report], seconds=SECONDS, mebibytes=MEBIBYTES)
    told = json.loads(report.read_text("utf-8")) if report.exists() else {}
    return Package(entry=entry, folder=output, ran=ran, report=told)
