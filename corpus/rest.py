"""The small descriptions and the pages: no traceback, and each ends in a package or in located diagnostics."""

from __future__ import annotations

from time import perf_counter

from outcome import Outcome
from places import entries, pages
from table import table
from trial import Trial, trials

HEAD = ("folder", "descriptions", "packages", "refused", "faults", "s")


def sweep(only: str) -> Outcome:
    """Try them all, print how many of each folder came out how, and why those without a package have none."""
    rows: list[tuple[object, ...]] = []
    found: list[Trial] = []
    for kind, listed in (("fixtures", entries("fixtures")), ("pages", pages())):
        start = perf_counter()
        tried = list(trials([entry for entry in listed if only in entry.name]))
        packages, broken = sum(one.package for one in tried), sum(1 for one in tried if one.broken)
        refused = sum(1 for one in tried if not one.package and not one.broken)
        rows.append((kind, len(tried), packages, refused, broken, perf_counter() - start))
        found += tried
    print(table(HEAD, rows), flush=True)
    _show_refused(found)
    whole = sum(1 for one in found if not one.broken)
    return Outcome(
        what="rest",
        done=f"{whole} of {len(found)} end in a package or in located diagnostics",
        faults=[f"{one.name}: {one.broken}" for one in found if one.broken],
    )


def _show_refused(found: list[Trial]) -> None:
    """Print each refusal in one line: whether it is deserved is for people to judge."""
    for one in found:
        if not one.package and not one.broken:
            print(f"  refused {one.name}: {one.errors[0][:200]}")
