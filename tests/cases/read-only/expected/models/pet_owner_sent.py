"""Types of the API."""

from __future__ import annotations

from read_only_case._runtime.model import Model


class PetOwnerSent(Model):
    """PetOwnerSent"""

    who: str | None = None
