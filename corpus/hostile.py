"""Hostile input: each ends in a package or in a diagnostic with a place, in bounds of time and memory."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hostile_inputs import Input, inputs
from outcome import Outcome
from running import Ran, run
from table import table

HEAD = ("input", "MB", "command", "s", "MiB", "ended in")
SECONDS, MEBIBYTES = 120, 3000
PLACE = re.compile(r"[^ ]*:[0-9]+:[0-9]+: error (TS[0-9]+)")


def sweep(only: str) -> Outcome:
    """Try every input and print what it took."""
    rows: list[tuple[object, ...]] = []
    faults: list[str] = []
    for given in inputs():
        if only in given.name:
            ran, size = _tried(given)
            fault = _fault(given, ran)
            faults += [f"{given.name}: {fault}"] if fault else []
            rows.append((given.name, size / 1e6, given.command, ran.seconds, ran.peak, fault[:60] or _ending(ran)))
    print(table(HEAD, rows), flush=True)
    return Outcome(what="hostile", done=f"{len(rows) - len(faults)} of {len(rows)} are survived", faults=faults)


def _tried(given: Input) -> tuple[Ran, int]:
    """Run the command on one input, and give the size of that too."""
    with TemporaryDirectory() as scratch:
        folder, text = Path(scratch), given.text()
        content = text if isinstance(text, bytes) else text.encode()
        (folder / given.name).write_bytes(content)
        command = [sys.executable, "-m", "truespec", given.command, given.name]
        command += ["--output", "out"] if given.command == "generate" else []
        return run([*command], seconds=SECONDS, mebibytes=MEBIBYTES, folder=folder), len(content)


def _fault(given: Input, ran: Ran) -> str:
    """Say what is not as it should be, nothing when all is."""
    if ran.timed_out or "Traceback" in ran.text or "fault of truespec" in ran.text or ran.status not in (0, 1):
        return ran.fault or "a traceback"
    found = PLACE.search(ran.text)
    if given.refused and not found:
        return "no error with a place"
    return "" if given.refused or not found else f"refused: {found[0]}"


def _ending(ran: Ran) -> str:
    found = PLACE.search(ran.text)
    return found[1] if found else "no error"
