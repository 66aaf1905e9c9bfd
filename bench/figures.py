"""A figure: ours against a yardstick of the same run, with the most that the ratio may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row: what was measured, the seconds of each run of ours and of the yardstick, and the bound."""

    what: str
    ours: list[float]
    yardstick: list[float]
    at_most: float

    @property
    def ratio(self) -> float:
        """Our median in units of the yardstick's."""
        return median(self.ours) / median(self.yardstick)

    def cells(self) -> tuple[str, ...]:
        """Give the row as text."""
        holds = "yes" if self.ratio <= self.at_most else "NO"
        times = (readable(median(self.ours)), readable(median(self.yardstick)))
        return (self.what, *times, f"{self.ratio:.2f}", f"{self.at_most:.2f}", holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One row: what was measured, and the most that it may be."""

    what: str
    ours: float
    at_most: float

    def cells(self) -> tuple[str, ...]:
        """Give the row as text."""
        holds = "yes" if self.ours <= self.at_most else "NO"
        return (self.what, f"{self.ours:.0f}", "", "", f"{self.at_most:.0f}", holds)


Row: TypeAlias = Figure | Amount


def readable(seconds: float) -> str:
    """Give a time in the unit that suits it."""
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.2f} {unit}"
    return f"{seconds * 1e6:.0f} us"


def table(figures: Iterable[Row]) -> str:
    """Lay the figures out in columns."""
    head = ("what", "ours", "yardstick", "ratio", "at most", "holds")
    rows = [head, *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    )
