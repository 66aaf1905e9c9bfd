"""One description through the pipeline, in a worker process: a package, located diagnostics, or a fault of truespec."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Literal

from places import Entry

Action = Literal["generate", "lint"]
WORKERS = 2
SECONDS = 120
# Engines keep what they once saw, so that a worker that lived for ever would grow for ever.
FILES_A_POOL = 150
# An engine complains or loses something, the package does not import or is not complete.
OUR_FAULTS = ("TS401", "TS402", "TS502", "TS503")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of one description: `errors` are the error diagnostics as text, `located` those with a line."""

    name: str
    package: bool
    errors: tuple[str, ...] = ()
    located: int = 0
    fault: str = ""

    @property
    def broken(self) -> str:
        """Say which promise was broken: no traceback, and each ends in a package or in located diagnostics."""
        if self.fault or self.package:
            return self.fault
        if self.located == len(self.errors):
            return "" if self.errors else "neither a package nor a diagnostic"
        return next(error for error in self.errors if _line(error) == 0) + " (without a line)"


def trials(entries: list[Entry], action: Action = "generate") -> Iterator[Trial]:
    """Try each description; a process that dies is its description's fault."""
    for start in range(0, len(entries), FILES_A_POOL):
        yield from _tried(entries[start : start + FILES_A_POOL], action)


def _tried(entries: list[Entry], action: Action) -> Iterator[Trial]:
    waiting = entries
    while waiting:
        with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
            futures = [(entry, pool.submit(attempt, entry, action)) for entry in waiting]
            waiting, died = [], False
            for entry, future in futures:
                try:
                    yield future.result()
                except BrokenProcessPool:
                    # The others of a broken pool are tried again; the first one is taken for the one that broke it.
                    waiting += [entry] if died else []
                    if not died:
                        yield Trial(name=entry.name, package=False, fault="the process died")
                    died = True


def attempt(entry: Entry, action: Action = "generate", kept: Path | None = None) -> Trial:
    """Generate from one description into a folder that goes away, or is `kept`, or lint it.

    `package` says that it was accepted.
    """
    # Importing the engines takes long, and only the workers need them.
    from truespec import pipeline
    from truespec.diagnostic import Report, Severity, Stopped
    from truespec.settings import Settings

    report, package, fault = Report(), False, ""
    with TemporaryDirectory() as scratch, _alarm():
        output, name = kept or Path(scratch) / "package", entry.name if kept else None
        settings = Settings(sources=(str(entry.source),), output=output, root=entry.root, package_name=name)
        try:
            getattr(pipeline, action)(settings, report, lambda _: None)
            package = not any(item.code.severity is Severity.ERROR for item in report)
        except Stopped:
            pass
        except TimeoutError:
            fault = f"stopped after {SECONDS} s"
        except BaseException as error:
            fault = _told(error)
    errors = [item for item in report if item.code.severity is Severity.ERROR]
    internal = [str(item) for item in errors if item.code.number in OUR_FAULTS]
    return Trial(
        name=entry.name,
        package=package,
        errors=tuple(str(item) for item in errors),
        located=sum(1 for item in errors if item.place.line > 0),
        fault=fault or (internal[0][:400] if internal else ""),
    )


@contextmanager
def _alarm() -> Iterator[None]:
    """Raise TimeoutError when a description takes too long."""
    signal.signal(signal.SIGALRM, _ring)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def _ring(_: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _told(error: BaseException) -> str:
    """Name an exception and the last place of ours that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "truespec" in frame.filename] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    text = str(error).splitlines()[0][:160] if str(error) else ""
    return f"{type(error).__name__} at {place}: {text}"


def _line(error: str) -> int:
    parts = error.split(":")
    return next((int(part) for part in parts[1:3] if part.isdecimal()), 0)


if __name__ == "__main__":
    print(attempt(Entry(name=sys.argv[1], source=Path(sys.argv[1]), root=Path(sys.argv[1]).parent)))
