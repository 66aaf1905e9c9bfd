"""Types of the API."""

from portable_api._runtime.open_enum import OpenEnum


class SourceSpecSummaryAuthenticationStrategy(OpenEnum):
    """SourceSpecSummaryAuthenticationStrategy"""

    NONE = "NONE"
    BASIC = "BASIC"
    TOKEN = "TOKEN"
    AUTH_CODE = "AUTH_CODE"
    CLIENT_CREDENTIALS = "CLIENT_CREDENTIALS"
    FETCH_CREDENTIALS = "FETCH_CREDENTIALS"
    OIDC = "OIDC"
