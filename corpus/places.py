"""Where things are: the corpus beside the checkout, and the descriptions that its manifest lists."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
CORPUS = SHARED / "corpus"
PAGES = SHARED / "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One description: its name, its entry document, and the folder that its references may lead to."""

    name: str
    source: Path
    root: Path
    operations: int = 0


def entries(kind: str) -> list[Entry]:
    """Give the descriptions of one folder of the corpus (real, fixtures, goext), by name."""
    with (CORPUS / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    prefix = "dev/" if kind == "real" else f"{kind}/dev/"
    found = [_entry(kind, row, row["path"].removeprefix(prefix)) for row in rows if row["path"].startswith(prefix)]
    return sorted(found, key=lambda entry: entry.name)


def _entry(kind: str, row: dict[str, str], path: str) -> Entry:
    source = CORPUS / kind / path
    top = CORPUS / kind / Path(path).parts[0]
    return Entry(
        name=Path(path).parts[0],
        source=source,
        root=top if top.is_dir() else source.parent,
        operations=int(row["#operations"] or 0),
    )


def pages() -> list[Entry]:
    """Give the documentation pages."""
    return [Entry(name=page.name, source=page, root=page.parent) for page in sorted(PAGES.glob("*.md"))]


def shown(path: Path) -> str:
    """Give a path as it is told: from the checkout on, whatever machine this is."""
    return f"../shared/{path.relative_to(SHARED)}" if path.is_relative_to(SHARED) else path.name


def exceptions() -> dict[str, str]:
    """Give what need not hold, with the reason: a path of the corpus, or `real/NAME METHOD PATH`."""
    with (HERE / "exceptions.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["reason"] for row in csv.DictReader(file)}
