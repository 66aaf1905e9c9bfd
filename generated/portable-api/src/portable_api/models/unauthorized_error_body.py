"""Types of the API."""

from __future__ import annotations

from portable_api._runtime.model import Model


class UnauthorizedErrorBody(Model):
    """UnauthorizedErrorBody"""

    message: str | None = None
