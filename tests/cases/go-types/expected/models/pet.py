"""Types of the API."""

from typing import Any, ClassVar

from go_types_case._runtime.formats import Byte, DateTime
from go_types_case._runtime.loose import NotObject
from go_types_case._runtime.model import FieldRules, Model

from .definition import Definition


class Pet(Model):
    """Pet"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"anything"}))

    anything: Any = None
    blob: Byte | None = None
    seen: DateTime | None = None
    matrix: list[list[float]] | None = None
    labels: dict[str, Any] | None = None
    counts: dict[str, int | None] | None = None
    definitions: list[Definition | NotObject] | None = None
    unreadable: int | None = None
