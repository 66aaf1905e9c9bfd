"""Types of the API."""

from __future__ import annotations

from typing import ClassVar

from all_of_case._runtime.loose import NotObject
from all_of_case._runtime.model import FieldRules, Model

from .name import Name
from .summary_inner import SummaryInner
from .summary_stage import SummaryStage


class Spec(Model):
    """Spec"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"alias", "inner"}))

    name: str
    alias: Name | NotObject | None = None
    """Another name"""
    stage: SummaryStage | None = None
    inner: SummaryInner | NotObject | None = None
    notes: str
    parts: list[Spec] | None = None


Spec.model_rebuild()
