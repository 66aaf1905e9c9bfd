"""Formatting: ruff over a whole tree of generated Python, once."""

from __future__ import annotations

import subprocess
from typing import Final

from msgspec.structs import replace
from ruff import find_ruff_bin  # type: ignore[import-untyped]

from truespec.file_tree import FileTree
from truespec.scratch import scratch_folder

# The examples of the manual too.
_HOLD_CODE: Final = (".py", ".md")
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
    """Give the files with unused imports dropped, imports sorted and the code laid out, where that is not done yet.

    Raises subprocess.CalledProcessError when a file is not valid Python.
    """
    holding_code = FileTree(tuple(file for file in files if file.path.endswith(_HOLD_CODE) and not file.laid_out))
    with scratch_folder() as folder:
        holding_code.write_to(folder)
        for step, *options in _STEPS:
            command = [find_ruff_bin(), step, *_COMMON, *options, "."]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        laid_out = {file.path: replace(file, content=(folder / file.path).read_bytes()) for file in holding_code}
    return FileTree(tuple(laid_out.get(file.path, file) for file in files))
