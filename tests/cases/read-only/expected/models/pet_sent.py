"""Types of the API."""

from __future__ import annotations

from read_only_case._runtime.model import Model

from .pet_owner_sent import PetOwnerSent


class PetSent(Model):
    """PetSent"""

    name: str
    secret: str | None = None
    owner: PetOwnerSent
