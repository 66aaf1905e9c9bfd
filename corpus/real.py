"""The real descriptions: each generates, every operation of it, and every module of the package imports."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from outcome import Outcome
from packages import Package, generate
from places import HERE, Entry
from running import Ran, run
from table import table

HEAD = ("description", "version", "described", "generated", "schemas", "s", "peak MiB", "imports", "codes")
WORKERS = 2
SECONDS = 900
# The runtime is a copy.
STYLE = ("--isolated", "--no-cache", "--target-version", "py311", "--line-length", "120", "--exclude", "_runtime")
LAYOUT = (("check", "--select", "F401,I", "--per-file-ignores", "**/__init__.py:F401"), ("format", "--check"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One description with its package and what is wrong with it."""

    package: Package
    version: str
    operations: int
    schemas: int
    faults: list[str] = field(default_factory=list[str])

    def row(self) -> tuple[object, ...]:
        """Give the row of the table."""
        ran, package = self.package.ran, self.package
        imports = "-" if not package.name else "no" if self.faults else "yes"
        seconds, peak = (ran.seconds, ran.peak) if ran else (0.0, 0)
        schemas = f"{package.generated('schemas')}/{self.schemas}"
        counts = (self.operations, package.generated("operations"), schemas)
        return (package.entry.name, self.version, *counts, seconds, peak, imports, package.codes())


def sweep(listed: list[Entry], folder: Path, *, reuse: bool) -> tuple[Outcome, list[Package]]:
    """Generate and import all, the longest first, and print the table."""
    ordered = sorted(listed, key=lambda entry: -entry.source.stat().st_size)
    with ThreadPoolExecutor(WORKERS) as pool:
        checked = list(pool.map(lambda entry: check(entry, folder, reuse=reuse), ordered))
    checked.sort(key=lambda one: one.package.entry.name)
    print(table(HEAD, [one.row() for one in checked]), flush=True)
    described = sum(one.operations for one in checked)
    generated = sum(one.package.generated("operations") for one in checked)
    whole = sum(1 for one in checked if not one.faults)
    outcome = Outcome(
        what="real",
        done=f"{whole} of {len(checked)} descriptions, {generated} of {described} operations",
        faults=[f"{one.package.entry.name}: {fault}" for one in checked for fault in one.faults],
    )
    return outcome, [one.package for one in checked]


def check(entry: Entry, folder: Path, *, reuse: bool) -> Checked:
    """Generate one description and look at what came of it, each in a process of its own."""
    package = generate(entry, folder, reuse=reuse)
    counted = _told("counting", run([sys.executable, HERE / "counting.py", entry.source], seconds=SECONDS))
    faults = [fault for fault in (package.fault, counted.get("fault")) if fault]
    described: list[list[str]] = counted.get("operations", [])
    if package.name and not package.fault:
        command = [sys.executable, HERE / "importing.py", package.folder, package.name]
        imported = _told("importing", run(command, seconds=SECONDS))
        faults += [imported["fault"]] if "fault" in imported else imported["faults"]
        faults += _missing(described, imported.get("operations", []))
        faults += _not_laid_out(package.folder)
    return Checked(
        package=package,
        version=counted.get("version", "?"),
        operations=len(described),
        schemas=counted.get("schemas", 0),
        faults=faults,
    )


def _not_laid_out(folder: Path) -> Iterator[str]:
    """Say what ruff would change; truespec does not show it the modules that it takes to be laid out."""
    for step in LAYOUT:
        ran = run([sys.executable, "-m", "ruff", *step, *STYLE, "."], seconds=SECONDS, folder=folder)
        if ran.status:
            yield f"ruff {step[0]}: {ran.fault}"


def _told(what: str, ran: Ran) -> dict[str, Any]:
    """Give what a script printed, or why it printed nothing."""
    if ran.status:
        return {"fault": f"{what}: {ran.fault}"}
    told: dict[str, Any] = json.loads(ran.text.splitlines()[-1])
    return told


def _missing(described: list[list[str]], operations: list[list[str]]) -> Iterator[str]:
    """Say which operations the package does not have, or has more often than they are described."""
    had = [(method.upper(), path) for method, path in operations]
    for method, path in described:
        if (method.upper(), path) not in had:
            yield f"no operation {method.upper()} {path}"
    if len(had) > len(described):
        yield f"{len(had)} operations in the package, {len(described)} described"
