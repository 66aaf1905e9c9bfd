"""Types of the API."""

from x_order_case._runtime.model import Model

from .word import Word


class Pet(Model):
    """Pet"""

    first: Word | None = None
    second: str | None = None
    third: str | None = None
    tie: str | None = None
    last: Word | None = None
    zebra: str | None = None
    ignored: str | None = None
