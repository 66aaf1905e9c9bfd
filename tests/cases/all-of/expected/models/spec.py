"""Types of the API."""

from __future__ import annotations

from all_of_case._runtime.model import Model

from .name import Name
from .summary_inner import SummaryInner
from .summary_stage import SummaryStage


class Spec(Model):
    """Spec"""

    name: str
    alias: Name | None = None
    """Another name"""
    stage: SummaryStage | None = None
    inner: SummaryInner | None = None
    notes: str
    parts: list[Spec] | None = None


Spec.model_rebuild()
