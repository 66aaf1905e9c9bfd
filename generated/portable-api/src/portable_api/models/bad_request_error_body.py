"""Types of the API."""

from __future__ import annotations

from portable_api._runtime.model import Model


class BadRequestErrorBody(Model):
    """BadRequestErrorBody"""

    message: str | None = None
