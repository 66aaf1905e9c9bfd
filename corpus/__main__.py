"""`make corpus`: what truespec promises about ../shared/corpus and ../shared/pages, looked at file by file.

Exit status 1 when a promise is broken. `--ci` is the part that fits into .ci/run.
"""

from __future__ import annotations

import math
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import calls
import conformance
import goext
import hostile
import metaschemas
import real
import rest
import suite
import typed
from outcome import Outcome
from places import CORPUS, entries

# What --ci takes in all, but for the package that is then being checked; and what it leaves to the checkers at least.
CI_SECONDS, LEAST_SECONDS = 720, 60
PARTS = ("real", "mypy", "pyright", "calls", "rest", "goext", "conformance", "suite", "hostile", "metaschemas")
CI_PARTS = ("real", "mypy", "pyright")


def main() -> int:
    """Sweep what was asked for."""
    asked = _arguments()
    if not CORPUS.is_dir():
        print("corpus: ../shared is not here, so nothing was swept")
        return 0
    start = perf_counter()
    with TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        outcomes = _swept(asked, folder.resolve())
    print(f"\nin {perf_counter() - start:.0f} s")
    for outcome in outcomes:
        print(outcome)
    return int(any(outcome.faults for outcome in outcomes))


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="corpus", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to look at; else everything")
    parser.add_argument(
        "--ci", action="store_true", help=f"only {', '.join(CI_PARTS)}, and as many packages as fit its time"
    )
    parser.add_argument("--nightly", action="store_true", help="the five largest packages under pyright too")
    parser.add_argument("--only", metavar="TEXT", default="", help="descriptions whose name holds this")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="keep the packages here")
    parser.add_argument("--reuse", action="store_true", help="take the packages that --keep holds already")
    parser.add_argument("--all", action="store_true", help="print every fault")
    return parser.parse_args()


def _swept(asked: Namespace, folder: Path) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for outcome in _parts(asked, folder):
        print(f"\n{outcome}", flush=True)
        outcome.show(everything=asked.all)
        outcomes.append(outcome)
    return outcomes


def _parts(asked: Namespace, folder: Path) -> Iterator[Outcome]:
    start, parts = perf_counter(), asked.parts or (CI_PARTS if asked.ci else PARTS)
    if {"real", "mypy", "pyright", "calls"} & set(parts):
        listed = [entry for entry in entries("real") if asked.only in entry.name]
        outcome, packages = real.sweep(listed, folder, reuse=asked.reuse)
        yield outcome
        left = max(CI_SECONDS - (perf_counter() - start), LEAST_SECONDS) if asked.ci else math.inf
        # Each checker keeps one processor busy.
        with ThreadPoolExecutor() as pool:
            yield from pool.map(
                lambda checker: typed.sweep(checker, packages, folder, seconds=left, nightly=asked.nightly),
                [checker for checker in ("mypy", "pyright") if checker in parts],
            )
        if "calls" in parts:
            yield calls.sweep(packages)
    if "rest" in parts:
        yield rest.sweep(asked.only)
    if "goext" in parts:
        yield goext.sweep(asked.only, folder)
    if "conformance" in parts:
        yield conformance.sweep(asked.only)
    if "suite" in parts:
        yield suite.sweep(asked.only, folder)
    if "hostile" in parts:
        yield hostile.sweep(asked.only)
    if "metaschemas" in parts:
        yield metaschemas.sweep(asked.only)


if __name__ == "__main__":
    sys.exit(main())
