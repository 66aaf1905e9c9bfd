"""The body of errors."""

from __future__ import annotations

from runtime.model import Model


class ErrorBody(Model):
    """What went wrong."""

    message: str | None = None
    code: int | None = None
