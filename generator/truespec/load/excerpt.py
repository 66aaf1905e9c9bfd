"""A part of a source that is read on its own, and the way back from its positions to those of the file."""

from __future__ import annotations

from dataclasses import dataclass

from truespec.document import Mark, Place, Source


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A whole file or one fence of a page: its text, its first line, and what was cut off left of each."""

    source: Source
    text: str
    first_line: int = 1
    shifts: tuple[int, ...] = ()

    def mark(self, line: int, column: int) -> Mark:
        """Give the mark in the file of a line and column of the text, both counted from 0."""
        shift = self.shifts[line] if line < len(self.shifts) else 0
        return Mark(self.first_line + line, column + shift + 1)

    def place(self, line: int, column: int) -> Place:
        """Give the place in the file of a line and column of the text, both counted from 0."""
        return self.mark(line, column).place(self.source.name)
