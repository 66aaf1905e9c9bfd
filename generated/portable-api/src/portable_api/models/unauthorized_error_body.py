"""Types of the API."""

from portable_api._runtime.model import Model


class UnauthorizedErrorBody(Model):
    """UnauthorizedErrorBody"""

    message: str | None = None
