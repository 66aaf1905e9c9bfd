"""Types of the API."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field
from typing_extensions import TypeAliasType

from recursive_case._runtime.loose import NotObject
from recursive_case._runtime.model import FieldRules, Model

from .json import Json


class Node(Model):
    """Node"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"next"}))

    next: Node | NotObject | None = None
    tree: Tree | None = None
    json_: Json | None = Field(default=None, validation_alias="json", serialization_alias="json")


Tree = TypeAliasType("Tree", list[Node | NotObject])
"""Tree"""


Node.model_rebuild()
