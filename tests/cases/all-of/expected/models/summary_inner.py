"""Types of the API."""

from __future__ import annotations

from all_of_case._runtime.model import Model


class SummaryInner(Model):
    """SummaryInner"""

    text: str | None = None
    more: int | None = None
