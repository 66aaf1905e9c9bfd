"""Subclasses of datetime, time, UUID and addresses that remember the text they came from."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from ipaddress import IPv4Address, IPv6Address
from typing import Any, TypeAlias
from uuid import UUID

ZERO_DATE_TIME = "0001-01-01T00:00:00Z"
ZERO_DATE = "0001-01-01"

_TIME = r"(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})"
_DATE_TIME = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}})[Tt ]{_TIME}", re.ASCII)
_FULL_TIME = re.compile(_TIME, re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


# The types whose values are texts on the wire.
TEXTS = (date, time, UUID, IPv4Address, IPv6Address)
Text: TypeAlias = date | time | UUID | IPv4Address | IPv6Address


class WireDateTime(datetime):
    """A datetime whose text on the wire is not the one that Python would write."""

    wire: str | None = None

    def __reduce_ex__(self, protocol: Any) -> Any:
        return super().__reduce_ex__(protocol) if self.wire is None else (date_time, (self.wire,))


class WireTime(time):
    """A time whose text on the wire is not the one that Python would write."""

    wire: str | None = None

    def __reduce_ex__(self, protocol: Any) -> Any:
        return super().__reduce_ex__(protocol) if self.wire is None else (full_time, (self.wire,))


class WireUuid(UUID):
    """A UUID that was not written in lower case."""

    __slots__ = ("wire",)
    wire: str

    def __reduce__(self) -> Any:
        return (uuid, (self.wire,))


class WireIPv6(IPv6Address):
    """An IPv6 address that was not written in its shortest form."""

    __slots__ = ("wire",)
    wire: str

    def __reduce__(self) -> Any:
        return (ipv6, (self.wire,))


def date_time(text: str) -> datetime:
    """Read RFC 3339 date-time text; ValueError if it is not, or has no offset."""
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise ValueError("not an RFC 3339 date-time")
    year, month, day, *clock = match.groups()
    value = WireDateTime(int(year), int(month), int(day), *_clock(clock[:-1]), tzinfo=_zone(clock[-1]))
    value.wire = text
    return value


def full_time(text: str) -> time:
    """Read RFC 3339 full-time text; ValueError if it is not, or has no offset."""
    match = _FULL_TIME.fullmatch(text)
    if match is None:
        raise ValueError("not an RFC 3339 full-time")
    *clock, offset = match.groups()
    value = WireTime(*_clock(clock), tzinfo=_zone(offset))
    value.wire = text
    return value


def full_date(text: str) -> date:
    """Read RFC 3339 full-date text; ValueError if it is not."""
    if _DATE.fullmatch(text) is None:
        raise ValueError("not an RFC 3339 full-date")
    return date.fromisoformat(text)


def uuid(text: str) -> UUID:
    """Read hyphenated UUID text in any case; ValueError if it is not."""
    if _UUID.fullmatch(text) is None:
        raise ValueError("not a UUID")
    value = WireUuid(text)
    object.__setattr__(value, "wire", text)  # UUID forbids plain assignment
    return value


def ipv6(text: str) -> IPv6Address:
    """Read the text of an IPv6 address; ValueError if it is not."""
    value = IPv6Address(text)
    if str(value) == text:
        return value
    remembering = WireIPv6(text)
    remembering.wire = text
    return remembering


def _clock(parts: list[str]) -> tuple[int, int, int, int]:
    hour, minute, second, fraction = parts
    seconds = 59 if second == "60" else int(second)  # datetime has no leap second; `wire` keeps it
    return int(hour), int(minute), seconds, int(((fraction or "") + "000000")[:6])


def _zone(offset: str) -> timezone:
    if offset in "Zz" or offset == "+00:00":
        return UTC
    if int(offset[4:]) > 59:
        raise ValueError("not an RFC 3339 offset")
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:]))
    return timezone(-size if offset[0] == "-" else size)


def wire_text(value: Text) -> str:
    """The text of a value on the wire: as it came, else RFC 3339; ValueError without a time zone."""
    remembered: str | None = getattr(value, "wire", None)
    if remembered is not None:
        return remembered
    if isinstance(value, (datetime, time)):
        return _rfc_3339(value)
    return str(value)


def _rfc_3339(value: datetime | time) -> str:
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(f"a {type(value).__name__} without a time zone cannot be sent: give it a tzinfo")
    if offset % timedelta(minutes=1) and isinstance(value, datetime):
        value, offset = value.astimezone(UTC), timedelta(0)
    digits = "milliseconds" if value.microsecond % 1000 == 0 else "microseconds"
    text = value.replace(tzinfo=None).isoformat(timespec=digits if value.microsecond else "seconds")
    return text + _offset_text(offset)


def _offset_text(offset: timedelta) -> str:
    if not offset:
        return "Z"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"{'-' if offset < timedelta(0) else '+'}{hours:02}:{minutes:02}"
