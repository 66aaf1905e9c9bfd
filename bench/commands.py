"""Runs a command and says what it took."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

SCRIPTS: Final = Path(sys.executable).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Processor time in seconds and the peak of memory in MiB, of a command and what it ran; and what it told."""

    seconds: float
    peak: float
    status: int
    told: str


def spent(program: str, *arguments: str | Path, **environment: str) -> Spent:
    """Run a program of this environment; what else the machine does hardly counts."""
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    with TemporaryFile() as told:
        process = subprocess.Popen(
            [SCRIPTS / program, *arguments],
            env={**os.environ, "PATH": path, **environment},
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        text = told.read().decode("utf-8", "replace")
    seconds = usage.ru_utime + usage.ru_stime
    # Kibibytes on Linux, bytes on macOS.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Spent(seconds=seconds, peak=usage.ru_maxrss / unit, status=process.returncode, told=text)
