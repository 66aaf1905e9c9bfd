"""The conformance cases: a pass generates, lint gives a fail a located error; exceptions.csv names the others."""

from __future__ import annotations

import csv
from itertools import chain
from pathlib import Path

from outcome import Outcome
from places import CORPUS, Entry, exceptions
from table import table
from trial import Trial, trials

HEAD = ("folder", "expected", "cases", "as expected", "excepted", "broken")
ACCEPTED = ("pass", "example")


def sweep(only: str) -> Outcome:
    """Try every case of NOTES.csv and print the counts by folder."""
    with (CORPUS / "conformance" / "NOTES.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["path"]: row["expect"] for row in csv.DictReader(file) if only in row["path"]}
    excepted = exceptions()
    sources = {path: CORPUS / path for path in expected}
    listed = [Entry(name=path, source=source, root=source.parent) for path, source in sources.items()]
    good = [entry for entry in listed if expected[entry.name] in ACCEPTED]
    bad = [entry for entry in listed if expected[entry.name] not in ACCEPTED]
    counts: dict[tuple[str, str], list[int]] = {}
    faults: list[str] = []
    used = 0
    for trial in chain(trials(good), trials(bad, "lint")):
        wanted = "pass" if expected[trial.name] in ACCEPTED else "fail"
        said = _unexpected(trial, wanted)
        kind = 0 if not said else 1 if trial.name in excepted and not trial.fault else 2
        used += kind == 1
        counts.setdefault((_folder(trial.name), wanted), [0, 0, 0])[kind] += 1
        if kind == 2:
            faults.append(f"{trial.name}: {said}")
        if not said and trial.name in excepted:
            faults.append(f"{trial.name}: is as expected now; take it out of exceptions.csv")
    print(table(HEAD, [(*key, sum(counted), *counted) for key, counted in sorted(counts.items())]), flush=True)
    right = sum(counted[0] for counted in counts.values())
    return Outcome(what="conformance", done=f"{right} of {len(listed)} as expected, {used} excepted", faults=faults)


def _unexpected(trial: Trial, wanted: str) -> str:
    """Say what is not as expected, nothing when all is."""
    if trial.fault:
        return trial.fault
    if wanted == "pass":
        return "" if trial.package else f"refused: {(trial.errors or ('without a word',))[0][:220]}"
    if trial.package or not trial.errors:
        return "accepted"
    return "" if trial.located else f"refused without a line: {trial.errors[0][:220]}"


def _folder(name: str) -> str:
    parts = Path(name).parts[1:-1]
    return "/".join(parts[:2] if parts[0] == "generator-errors" else parts[:1])
