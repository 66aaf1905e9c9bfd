"""A request as it goes out, whatever client library sends it."""

from __future__ import annotations

from .files import Stream
from .record import Record, hidden
from .text import Pair


class PreparedRequest(Record):
    """A request as it goes out. Its URL and headers may hold secrets, so they are not in its repr.

    `shown` is the URL as it may be told to anybody: without credentials.
    """

    method: str
    url: str = hidden()
    headers: tuple[Pair, ...] = hidden()
    content: bytes | Stream | None = hidden(default=None)
    shown: str = ""
