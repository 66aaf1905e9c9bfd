"""Types of the API."""

from __future__ import annotations

from pydantic import Field
from typing_extensions import TypeAliasType

from recursive_case._runtime.model import Model

from .json import Json


class Node(Model):
    """Node"""

    next: Node | None = None
    tree: Tree | None = None
    json_: Json | None = Field(default=None, validation_alias="json", serialization_alias="json")


Tree = TypeAliasType("Tree", list[Node])
"""Tree"""


Node.model_rebuild()
