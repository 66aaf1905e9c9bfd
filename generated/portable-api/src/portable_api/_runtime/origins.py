"""Which addresses are of the same origin, so that one may get what belongs to another.

See https://www.rfc-editor.org/rfc/rfc6454#section-4
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_PORTS = {"http": 80, "https": 443}


def origin_of(parts: SplitResult) -> tuple[str, str | None, int | None, str | None]:
    """The scheme, host and port of an address, and a user where it has one; raises ValueError for no valid port."""
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme), parts.username


def is_home(here: str, there: str) -> bool:
    """Whether an address is at the origin of another one, or is what it is with TLS; ValueError if it is none."""
    ours, theirs = origin_of(urlsplit(here)), origin_of(urlsplit(there))
    secured = ("https", ours[1], _PORTS["https"], ours[3])
    return theirs == ours or (ours[0] == "http" and ours[2] == _PORTS["http"] and theirs == secured)
