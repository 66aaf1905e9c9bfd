"""Types of the API."""

from all_of_case._runtime.model import Model


class SummaryInner(Model):
    """SummaryInner"""

    text: str | None = None
    more: int | None = None
