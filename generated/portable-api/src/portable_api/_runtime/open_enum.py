"""Enums that a server may extend: a value that is not described becomes an unregistered member."""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from typing import Any, Self

from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs


class OpenEnum(StrEnum):
    """A string enum; `str()` gives the wire value."""

    @classmethod
    def unknown(cls, value: str) -> Self:
        """Make a member for a value that the description does not list; a listed one gives its member."""
        known = cls._value2member_map_.get(value)
        return known if isinstance(known, cls) else _unregistered(cls, str.__new__(cls, value), value)

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return (type(self).unknown, (self.value,))


class CaselessEnum(OpenEnum):
    """A string enum whose values are known in any case: one that is written otherwise is equal and keeps its text."""

    @classmethod
    def unknown(cls, value: str) -> Self:
        """Make a member for a value that the description does not list in any case."""
        return cls._missing_(value) or super().unknown(value)

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        folded = value.casefold() if isinstance(value, str) else None
        known = next((member for member in cls if member.value.casefold() == folded), None)
        if known is None or not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = known.name, value
        return member

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self.value.casefold() == other.casefold()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.value.casefold())


class OpenIntEnum(IntEnum):
    """An integer enum; `str()` gives the wire value."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        member = handler(source)
        # Pydantic would take true for 1.
        return cs.json_or_python_schema(cs.chain_schema([cs.int_schema(strict=True), member]), member)

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
