"""Types of the API."""

from x_order_case._runtime.model import Model


class CreatePetRequest(Model):
    """CreatePetRequest"""

    first: str | None = None
    name: str
    tag: str | None = None
    unordered: str | None = None
