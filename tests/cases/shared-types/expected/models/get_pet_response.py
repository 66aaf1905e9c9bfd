"""Types of the API."""

from typing import ClassVar

from shared_types_case._runtime.loose import NotObject
from shared_types_case._runtime.model import FieldRules, Model

from .get_pet_response_kind import GetPetResponseKind
from .get_pet_response_owner import GetPetResponseOwner


class GetPetResponse(Model):
    """GetPetResponse"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"owner"}))

    kind: GetPetResponseKind | None = None
    owner: GetPetResponseOwner | NotObject | None = None
