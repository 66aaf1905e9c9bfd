"""Types of the API."""

from __future__ import annotations

from read_only_case._runtime.model import Model

from .pet_owner import PetOwner


class Pet(Model):
    """Pet"""

    id: int
    name: str
    owner: PetOwner
