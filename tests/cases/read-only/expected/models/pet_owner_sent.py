"""Types of the API."""

from read_only_case._runtime.model import Model


class PetOwnerSent(Model):
    """PetOwnerSent"""

    who: str | None = None
