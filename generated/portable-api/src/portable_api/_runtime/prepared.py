"""A request as it goes out, whatever client library sends it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .files import Stream
from .text import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRequest:
    """A request as it goes out. Its URL and headers may hold secrets, so they are not in its repr.

    `shown` is the URL as it may be told to anybody: without credentials.
    """

    method: str
    url: str = field(repr=False)
    headers: tuple[Pair, ...] = field(repr=False)
    content: bytes | Stream | None = field(default=None, repr=False)
    shown: str = ""
