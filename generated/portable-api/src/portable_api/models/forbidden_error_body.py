"""Types of the API."""

from portable_api._runtime.model import Model


class ForbiddenErrorBody(Model):
    """ForbiddenErrorBody"""

    message: str | None = None
