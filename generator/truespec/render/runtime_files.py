"""The modules of the runtime that a package uses: those that its own modules import, and what these import in turn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from truespec.file_tree import File, FileTree

PRODUCER: Final = "truespec"
# Beginning with a text that is looked for fast; prose in a docstring may read like an import too.
_OF_PACKAGE: Final = re.compile(rb"_runtime\.(\w+) import ")
# Copied modules are laid out, so an import is a line that starts with it.
_OF_RUNTIME: Final = re.compile(rb"^ *from \.(?:(\w+) import| import (\w+(?:, \w+)*)$)", re.MULTILINE)
_MARKER: Final = "__init__"


def runtime_files(folder: Path, target: str, generated: FileTree) -> FileTree:
    """Give the modules of the runtime in `folder` that the `generated` ones need, below `target`, as they are."""
    modules = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.py"))}
    found = {name.decode() for file in generated for name in _OF_PACKAGE.findall(file.content)}
    found &= modules.keys()
    return FileTree.of(
        File(path=f"{target}/{name}.py", content=modules[name], producer=PRODUCER)
        for name in (*_reached(found, modules), _MARKER)
    )


def imported(content: bytes) -> frozenset[str]:
    """Give the modules of the runtime that one of them imports, at its head or on first use."""
    pairs = _OF_RUNTIME.findall(content)
    return frozenset(name.decode() for one, several in pairs for name in (one or several).split(b", "))


def _reached(found: set[str], modules: Mapping[str, bytes]) -> set[str]:
    """Give these modules and all that they import."""
    reached: set[str] = set()
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += imported(modules[name])
    return reached
