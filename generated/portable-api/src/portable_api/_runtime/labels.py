"""Labels of union choices, taken out of error locations again; no JSON key in use looks like them."""

from __future__ import annotations

KEEP = "\0keep"
DROP = "\0drop"


def is_label(part: str | int) -> bool:
    """Whether a part of an error's location is the label of a choice and no key."""
    return isinstance(part, str) and part.startswith(KEEP)
