"""Types of the API."""

from __future__ import annotations

from typing import ClassVar

from nullable_case._runtime.model import FieldRules, Model


class Maybe(Model):
    """Maybe"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"next"}))

    next: Maybe | None = None


Maybe.model_rebuild()
