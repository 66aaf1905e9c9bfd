"""The generated packages under the type checkers: mypy --strict and pyright strict, each without an error."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from outcome import Outcome
from packages import Package
from places import HERE
from running import BIN, run
from table import table

HEAD = ("description", "operations", "errors", "s", "peak MiB")
SECONDS = 1800
# Pyright needs more memory and time on these than a check of everything has; `--nightly` takes them too.
LARGEST = 5


def sweep(checker: str, packages: list[Package], folder: Path, *, seconds: float, nightly: bool) -> Outcome:
    """Check each package by itself, small ones first, and print how many errors it has.

    After so many seconds no further one is begun.
    """
    there = [package for package in packages if package.name and not package.fault]
    ordered = sorted(there, key=lambda package: _size(package.folder))
    listed = ordered if nightly or checker == "mypy" else ordered[: max(len(ordered) - LARGEST, 1)]
    start, rows, faults = perf_counter(), [], [f"{one.entry.name}: no package" for one in packages if one not in there]
    for package in listed:
        if rows and perf_counter() - start > seconds:
            break
        errors, took, peak = _mypy(package, folder) if checker == "mypy" else _pyright(package, folder)
        rows.append((package.entry.name, package.entry.operations, len(errors), took, peak))
        faults += [f"{package.entry.name}: {error}" for error in errors]
    print(table(HEAD, rows), flush=True)
    whole = sum(1 for row in rows if row[2] == 0)
    done = f"{whole} of {len(rows)} packages without an error ({len(packages) - len(rows)} not checked)"
    return Outcome(what=checker, done=done, faults=faults)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.py"))


def _mypy(package: Package, folder: Path) -> tuple[list[str], float, int]:
    cache = folder / "mypy"
    # The configuration of this project is not that of the package's user.
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", "--no-error-summary"]
    command += ["--python-version", f"{sys.version_info.major}.{sys.version_info.minor}"]
    ran = run([*command, package.folder / "src" / package.name], seconds=SECONDS, folder=package.folder)
    errors = [line for line in ran.text.splitlines() if ": error:" in line]
    return errors or ([f"mypy: {ran.fault}"] if ran.status else []), ran.seconds, ran.peak


def _pyright(package: Package, folder: Path) -> tuple[list[str], float, int]:
    settings = folder / f"{package.entry.name}.pyright.json"
    # Pyright passes over an absolute path without a word, and takes the whole folder instead.
    wanted = {"include": [f"{package.folder.name}/src"], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    settings.write_text(json.dumps(wanted), "utf-8")
    command = [BIN / "pyright", "--outputjson", "--project", settings, "--pythonpath", sys.executable]
    ran = run(command, seconds=SECONDS, folder=HERE)
    try:
        told = json.loads(ran.text[ran.text.index("{") :])
    except ValueError:
        return [f"pyright: {ran.fault}"], ran.seconds, ran.peak
    if not told["summary"]["filesAnalyzed"]:
        return ["pyright: no file was looked at"], ran.seconds, ran.peak
    errors = [
        f"{Path(item['file']).name}:{item['range']['start']['line'] + 1}: {item['message'].splitlines()[0][:200]}"
        for item in told["generalDiagnostics"]
        if item["severity"] == "error"
    ]
    return errors, ran.seconds, ran.peak
