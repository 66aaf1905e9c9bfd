"""The files that diagnostics are about: their paths as the user gave them, and their lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from truespec.document import LINE_BREAK, Place
from truespec.settings import Settings
from truespec.sources import home_of, name_of, overlay_names, paths_of, real


class SourceLines(Struct, frozen=True):
    """Finds paths and lines by the names that places hold; `texts` are those of sources that are no files."""

    paths: Mapping[str, Path]
    home: Path | None = None
    texts: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, settings: Settings, texts: Mapping[str, str]) -> SourceLines:
        """Give the lines of what the settings name."""
        home = home_of(settings.sources)
        overlays = {name: path for path, name in overlay_names(settings.sources, settings.overlays).items()}
        given = {name_of(path, home): path for path in paths_of(settings.sources)}
        return cls({**overlays, **given}, home, texts)

    def path(self, place: Place) -> str:
        """Give the path of a place's file as the user gave it, or its name when there is no such file."""
        path = self._find(place)
        return str(path) if path else place.file

    def line(self, place: Place) -> str:
        """Give the line of a place, an empty text when there is none."""
        path, text = self._find(place), self.texts.get(place.file)
        lines = lines_of(path) if path else _parted(text) if text else ()
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def _find(self, place: Place) -> Path | None:
        """Find the file of a place: one that the user gave, or one beside those."""
        if place.file in self.texts:
            return None
        beside = [_as_given(self.home / place.file)] if self.home else []
        named = [self.paths[place.file]] if place.file in self.paths else []
        return next((path for path in (*named, *beside) if path.is_file()), None)


def _as_given(path: Path) -> Path:
    """Give a path from the working folder when it is below it."""
    try:
        return real(path).relative_to(Path.cwd())
    except ValueError:
        return path


@cache
def lines_of(path: Path) -> tuple[str, ...]:
    """Read the lines of a file; one that cannot be read has none."""
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return ()
    return _parted(text)


def _parted(text: str) -> tuple[str, ...]:
    """Give the lines of a text, which may be that of a large file."""
    return tuple(LINE_BREAK.split(text) if "\r" in text else text.split("\n"))
