"""Formatting: ruff over a whole tree of generated Python, once."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ruff import find_ruff_bin  # type: ignore[import-untyped]

from truespec.file_tree import FileTree

# Settings of our own: neither the user's nor this project's say how a generated package looks.
_COMMON: Final = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "120")
# An import that an `__init__` module offers to others is not unused.
_STEPS: Final = (
    (
        "check",
        "--fix-only",
        "--unsafe-fixes",
        "--select",
        "F401,I",
        "--per-file-ignores",
        "**/__init__.py:F401",
    ),
    ("format",),
)


def formatted(files: FileTree) -> FileTree:
    """Give the files with unused imports dropped, imports sorted and the code laid out.

    Raises subprocess.CalledProcessError when a file is not valid Python.
    """
    producers = {file.path: file.producer for file in files}
    with TemporaryDirectory() as scratch:
        files.write_to(Path(scratch))
        for step, *options in _STEPS:
            command = [find_ruff_bin(), step, *_COMMON, *options, "."]
            subprocess.run(command, cwd=scratch, check=True, capture_output=True)
        return FileTree.of(replace(file, producer=producers[file.path]) for file in FileTree.read(Path(scratch), ""))
