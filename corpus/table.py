"""Rows laid out in columns."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay rows out: what is a number stands to the right."""
    texts = [[_text(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    right = [all(isinstance(cell, int | float) for cell in column) for column in zip(*rows, strict=True)]
    lines = (zip(row, widths, right or [False] * len(widths), strict=True) for row in texts)
    return "\n".join(
        "  ".join(cell.rjust(width) if is_right else cell.ljust(width) for cell, width, is_right in line).rstrip()
        for line in lines
    )


def _text(cell: object) -> str:
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)
