"""A part of a source that is read on its own, and the way back from its positions to those of the file."""

from __future__ import annotations

import re
from itertools import chain, count, repeat

from msgspec import Struct

from truespec.document import LINE_BREAK, Mark, Place, Source


class Excerpt(Struct, frozen=True):
    """A whole file or one fence of a page: its text, its first line, and what was cut off left of each."""

    source: Source
    text: str
    first_line: int = 1
    shifts: tuple[int, ...] = ()

    def mark(self, line: int, column: int) -> Mark:
        """Give the mark in the file of a line and column of the text, both counted from 0."""
        shift = self.shifts[line] if line < len(self.shifts) else 0
        return Mark(self.first_line + line, column + shift + 1)

    def lines(self) -> tuple[list[int], list[int]]:
        """Give where each line of the text and the end begins, and what makes a mark of a position in each line."""
        breaks = LINE_BREAK.finditer(self.text) if "\r" in self.text else re.finditer("\n", self.text)
        starts = [0, *(found.end() for found in breaks)]
        firsts = count(Mark(self.first_line, 1), Mark(1, 0))
        shifts = chain(self.shifts, repeat(0))
        bases = [first + shift - start for first, shift, start in zip(firsts, shifts, starts, strict=False)]
        return [*starts, len(self.text) + 1], bases

    def place(self, line: int, column: int) -> Place:
        """Give the place in the file of a line and column of the text, both counted from 0."""
        return self.mark(line, column).place(self.source.name)
