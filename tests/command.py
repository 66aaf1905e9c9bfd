"""Runs the command in a process of its own, as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from source_tree import GENERATOR

Command = Callable[..., subprocess.CompletedProcess[str]]
# What would change the colour or width of the output, or hide our own code from the command.
LEFT_OUT = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TRUESPEC_TRACEBACK", "TRUESPEC_UPDATE"}


def run_truespec(
    *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `truespec` with these arguments in a folder."""
    return run_python("-m", "truespec", *arguments, cwd=cwd, env=env, path=GENERATOR)


def run_python(
    *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments in a folder; `path` is a source root that it can import from."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    roots = os.pathsep.join(filter(None, [str(path or ""), os.environ.get("PYTHONPATH", "")]))
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**kept, "PYTHONPATH": roots, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )
