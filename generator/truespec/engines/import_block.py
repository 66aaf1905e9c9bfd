"""Imports as ruff lays them out, so that it has nothing to mend in thousands of small modules."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from truespec.layout import WIDTH

_FROM: Final = re.compile(r"from (\S+) import (\w+)( as \w+)?")
_NUMBER: Final = re.compile(r"(\d+)")
_RELATIVE: Final = 3


def import_block(lines: Iterable[str], package_name: str) -> str:
    """Give imports of one name each, joined by module and sorted: Python's, libraries', the package's, its models'."""
    sections: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in set(lines):
        if match := _FROM.fullmatch(line):
            module, name, renamed = match.groups()
            # A renamed import stays on a line of its own.
            sections[_section(module, package_name)][f"{module} {line}" if renamed else module].append(name)
    return "\n\n".join(_laid_out(sections[number]) for number in sorted(sections))


def _section(module: str, package_name: str) -> int:
    """Give the number of the section that a module's imports belong to."""
    root = module.partition(".")[0]
    if not root:
        return _RELATIVE
    return 0 if root in sys.stdlib_module_names else 2 if root == package_name else 1


def _laid_out(modules: dict[str, list[str]]) -> str:
    """Give the imports of one section."""
    return "\n".join(_statement(module, modules[module]) for module in sorted(modules, key=_natural))


def _statement(module: str, names: list[str]) -> str:
    """Give the import of some names from a module, on one line when it fits."""
    _, _, renamed = module.partition(" ")
    line = renamed or f"from {module} import {', '.join(sorted(names))}"
    if len(line) <= WIDTH:
        return line
    head, _, listed = line.partition(" import ")
    items = "".join(f"    {name},\n" for name in listed.split(", "))
    return f"{head} import (\n{items})"


def _natural(text: str) -> list[tuple[int, str]]:
    """Give a key that sorts numbers by their value."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _NUMBER.split(text)]
