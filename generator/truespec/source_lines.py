"""The files that diagnostics are about: their paths as the user gave them, and their lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from truespec.document import LINE_BREAK, Place


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Finds paths and lines by the base names that places hold."""

    paths: tuple[Path, ...]

    def path(self, place: Place) -> str:
        """Give the path of a place's file as the user gave it, or its name when there is no such file."""
        path = self._find(place)
        return str(path) if path else place.file

    def line(self, place: Place) -> str:
        """Give the line of a place, an empty text when there is none."""
        path = self._find(place)
        lines = lines_of(path) if path else ()
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def _find(self, place: Place) -> Path | None:
        """Find the file of a place: one that the user gave, or one that it refers to, relative to the first."""
        beside = [path.parent / place.file for path in self.paths[:1]]
        named = [path for path in self.paths if path.name == place.file]
        return next((path for path in (*named, *beside) if path.is_file()), None)


@cache
def lines_of(path: Path) -> tuple[str, ...]:
    """Read the lines of a file; one that cannot be read has none."""
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return ()
    return tuple(LINE_BREAK.split(text))
