"""Types of the API."""

from typing import ClassVar

from read_only_case._runtime.loose import NotObject
from read_only_case._runtime.model import FieldRules, Model

from .pet_owner import PetOwner


class Pet(Model):
    """Pet"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"owner"}))

    id: int
    name: str
    owner: PetOwner | NotObject
