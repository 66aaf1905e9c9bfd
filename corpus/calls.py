"""Every operation of every package called once, and what arrives held against the original description."""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from outcome import Outcome, grouped
from packages import Package
from places import HERE, exceptions
from running import run
from table import table

HEAD = ("description", "operations", "arrived as described", "s")
WORKERS, SECONDS = 2, 900
CAUSE = re.compile(r": (run|method|argument|type|call|path|query|header|cookie|security|body|answer|description): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One package: how many of its operations arrived as described, what did not, and what schemas contradict."""

    package: Package
    operations: int
    right: int
    seconds: float
    faults: list[str]
    contradictions: list[str] = field(default_factory=list[str])


def sweep(packages: list[Package]) -> Outcome:
    """Call all packages, print how many operations of each arrived as described, and the causes of the others."""
    there = [package for package in packages if package.name and not package.fault]
    with ThreadPoolExecutor(WORKERS) as pool:
        called = list(pool.map(_called, there))
    rows = [(one.package.entry.name, one.operations, one.right, one.seconds) for one in called]
    print(table(HEAD, rows), flush=True)
    contradictions = [told for one in called for told in one.contradictions]
    print(f"{len(contradictions)} contradict themselves; the nearest value was sent and has to arrive unchanged:")
    print("\n".join(f"  {told}" for told in contradictions))
    excepted = exceptions()
    faults = [fault for one in called for fault in one.faults if _operation(fault) not in excepted]
    used = {_operation(fault) for one in called for fault in one.faults} & excepted.keys()
    faults += _needless(called, excepted.keys() - used)
    print(grouped(faults, _cause))
    right, tried = sum(one.right for one in called), sum(one.operations for one in called)
    absent = [package.entry for package in packages if package not in there]
    described = tried + sum(entry.operations for entry in absent)
    done = f"{right} of {described} operations arrived as described ({tried} could be called, {len(used)} excepted)"
    missing = [f"{entry.name}: there is no package" for entry in absent]
    return Outcome(what="calls", done=done, faults=[*missing, *faults])


def _needless(called: list[Called], unused: set[str]) -> list[str]:
    """Complain of each exception of a package that was called, and needed none."""
    names = {one.package.entry.name for one in called}
    stale = sorted(row for row in unused if row.startswith("real/") and row[5:].split(" ")[0] in names)
    return [f"{row}: is as described now; take it out of exceptions.csv" for row in stale]


def _called(package: Package) -> Called:
    """Call one package in a process of its own."""
    name, operations = package.entry.name, package.entry.operations
    ran = run(
        [sys.executable, HERE / "calling.py", package.entry.source, package.folder, package.name], seconds=SECONDS
    )
    if ran.status:
        faults = [f"{name}: run: {ran.fault}"]
        return Called(package=package, operations=operations, right=0, seconds=ran.seconds, faults=faults)
    told = json.loads(ran.text.splitlines()[-1])
    return Called(
        package=package,
        operations=told["operations"],
        right=told["operations"] - len(told["faults"]),
        seconds=ran.seconds,
        faults=[f"{name}: {operation}: {fault}" for operation, fault in told["faults"].items()],
        contradictions=[f"{name}: {operation}: {said}" for operation, said in told["contradictions"].items()],
    )


def _operation(fault: str) -> str:
    """Name the operation of a fault as exceptions.csv does."""
    name, operation, *_ = fault.split(": ")
    return f"real/{name} {operation}"


def _cause(fault: str) -> str:
    """Give the kind of a fault, without what is particular to one operation."""
    found = CAUSE.search(fault)
    return found[1] if found else "other"
