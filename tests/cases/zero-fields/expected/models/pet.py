"""Types of the API."""

from typing import Any, ClassVar

from pydantic import Field

from zero_fields_case._runtime.formats import DateTime, Uri
from zero_fields_case._runtime.model import FieldRules, Model

from .owner import Owner
from .pet_kind import PetKind


class Pet(Model):
    """Pet"""

    __wire__: ClassVar[FieldRules] = FieldRules(
        zero=frozenset({"flag", "kind", "list_", "map", "maybe", "number", "owner", "text", "when", "where", "whole"})
    )

    id: int
    text: str = ""
    whole: int = 0
    number: float = 0.0
    flag: bool = False
    list_: list[str] = Field(default=[], validation_alias="list", serialization_alias="list")
    map: dict[str, Any] = {}
    when: DateTime | None = None
    where: Uri | None = None
    kind: PetKind | None = None
    owner: Owner | None = None
    maybe: str = ""
    pointer: str | None = None
