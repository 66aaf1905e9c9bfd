"""Runs programs of this environment in bounds of time and memory, and says what they took."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from time import perf_counter

MIB = 1024 * 1024
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What became of a program; `peak` is the memory of its largest process, in MiB."""

    status: int
    text: str
    seconds: float
    peak: int
    timed_out: bool

    @property
    def fault(self) -> str:
        """Say in one line why it failed, nothing when it did not."""
        if self.timed_out:
            return f"stopped after {self.seconds:.0f} s"
        lines = [line for line in self.text.strip().splitlines() if line.strip()]
        return "" if self.status == 0 else (lines[-1][:300] if lines else f"ended with status {self.status}")


def run(command: list[str | Path], *, seconds: float, mebibytes: int = 0, folder: Path | None = None) -> Ran:
    """Run a program with its output in one text; over its bounds it is stopped."""
    start = perf_counter()
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "400"}
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        if mebibytes and hasattr(resource, "prlimit"):
            resource.prlimit(process.pid, resource.RLIMIT_AS, (mebibytes * MIB, mebibytes * MIB))
        late: list[bool] = []
        timer = Timer(seconds, lambda: (late.append(True), os.killpg(process.pid, 9)))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    return Ran(
        status=process.returncode,
        text=text,
        seconds=perf_counter() - start,
        peak=usage.ru_maxrss // 1024,
        timed_out=bool(late),
    )
