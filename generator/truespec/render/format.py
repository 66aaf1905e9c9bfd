"""Formatting: ruff over a whole tree of generated Python and the examples of its manual, once."""

from __future__ import annotations

import subprocess
from typing import Final

from msgspec.structs import replace
from ruff import find_ruff_bin  # type: ignore[import-untyped]

from truespec.file_tree import FileTree
from truespec.layout import WIDTH
from truespec.scratch import scratch_folder

_HOLD_CODE: Final = (".py", ".md")
# Settings of our own: neither the user's nor this project's say how a generated package looks.
_COMMON: Final = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", str(WIDTH))
_FORMAT: Final = ("format",)
# An import that an `__init__` module offers to others is not unused.
_SORT: Final = (
    *("check", "--fix-only", "--unsafe-fixes", "--select", "F401,I"),
    *("--per-file-ignores", "**/__init__.py:F401"),
)


def formatted(files: FileTree) -> FileTree:
    """Give the files with unused imports dropped, imports sorted and the code laid out, where that is not done yet.

    Raises subprocess.CalledProcessError when a file is not valid Python.
    """
    holding_code = [file for file in files if file.path.endswith(_HOLD_CODE) and not file.is_laid_out]
    unsorted = FileTree(tuple(file for file in holding_code if not file.is_sorted))
    others = FileTree(tuple(file for file in holding_code if file.is_sorted))
    with scratch_folder() as folder:
        for step, added in ((_SORT, unsorted), (_FORMAT, others)):
            added.write_to(folder)
            command = [find_ruff_bin(), *step, *_COMMON, "."]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        laid_out = {file.path: replace(file, content=(folder / file.path).read_bytes()) for file in holding_code}
    return FileTree(tuple(laid_out.get(file.path, file) for file in files))
