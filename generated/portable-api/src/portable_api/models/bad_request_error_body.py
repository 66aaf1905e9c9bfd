"""Types of the API."""

from portable_api._runtime.model import Model


class BadRequestErrorBody(Model):
    """BadRequestErrorBody"""

    message: str | None = None
