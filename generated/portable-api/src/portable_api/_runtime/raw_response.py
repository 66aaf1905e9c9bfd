"""An answer as it was received, before it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .headers import Headers


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResponse:
    """An answer as it was received, whole; `http` is what the HTTP library has of it."""

    status: int
    headers: Headers
    content: bytes = field(repr=False)
    http: Any = field(repr=False, default=None)

    @property
    def content_type(self) -> str:
        """The Content-Type as it was sent, "" if there was none."""
        return self.headers.get("content-type", "")
