"""The value of an argument that was not given, which is different from None (null on the wire)."""

from __future__ import annotations

from typing import Final


class Omit:
    """Marks what is left out of a request; `OMIT` is the only instance and is falsy."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "OMIT"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "OMIT"


OMIT: Final = Omit()
