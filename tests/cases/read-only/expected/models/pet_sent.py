"""Types of the API."""

from typing import ClassVar

from read_only_case._runtime.loose import NotObject
from read_only_case._runtime.model import FieldRules, Model

from .pet_owner_sent import PetOwnerSent


class PetSent(Model):
    """PetSent"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"owner"}))

    name: str
    secret: str | None = None
    owner: PetOwnerSent | NotObject
