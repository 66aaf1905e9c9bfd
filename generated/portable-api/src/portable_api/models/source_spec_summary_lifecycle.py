"""Types of the API."""

from portable_api._runtime.open_enum import OpenEnum


class SourceSpecSummaryLifecycle(OpenEnum):
    """SourceSpecSummaryLifecycle"""

    ALPHA = "ALPHA"
    BETA = "BETA"
    STABLE = "STABLE"
    DEPRECATED = "DEPRECATED"
