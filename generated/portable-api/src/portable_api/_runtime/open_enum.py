"""Enums that a server may extend: a value that is not described becomes an unregistered member."""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from typing import Any, Self


class OpenEnum(StrEnum):
    """A string enum; `str()` gives the wire value."""

    @classmethod
    def unknown(cls, value: str) -> Self:
        """Make a member for a value that the description does not list; a listed one gives its member."""
        known = cls._value2member_map_.get(value)
        return known if isinstance(known, cls) else _unregistered(cls, str.__new__(cls, value), value)

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return (type(self).unknown, (self.value,))


class OpenIntEnum(IntEnum):
    """An integer enum; `str()` gives the wire value."""

    @classmethod
    def unknown(cls, value: int) -> Self:
        """Make a member for a value that the description does not list; a listed one gives its member."""
        known = cls._value2member_map_.get(value)
        return known if isinstance(known, cls) else _unregistered(cls, int.__new__(cls, value), value)

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return (type(self).unknown, (self.value,))


def _unregistered(cls: type[Enum], member: Any, value: str | int) -> Any:
    member._name_ = f"unknown {value}" if isinstance(value, int) else "unknown"
    member._value_ = value
    return member
