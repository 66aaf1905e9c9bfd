"""An answer as it was received, before it is read."""

from __future__ import annotations

from typing import Any

from .headers import Headers
from .record import Record, hidden


class RawResponse(Record):
    """An answer as it was received, whole; `http` is what the HTTP library has of it."""

    status: int
    headers: Headers
    content: bytes = hidden()
    http: Any = hidden(default=None)

    @property
    def content_type(self) -> str:
        """The Content-Type as it was sent, "" if there was none."""
        return self.headers.get("content-type", "")
