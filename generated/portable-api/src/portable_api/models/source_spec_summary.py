"""Types of the API."""

from typing import ClassVar

from pydantic import Field

from portable_api._runtime.formats import Uri
from portable_api._runtime.model import FieldRules, Model

from .source_spec_summary_authentication_strategy import SourceSpecSummaryAuthenticationStrategy
from .source_spec_summary_lifecycle import SourceSpecSummaryLifecycle


class SourceSpecSummary(Model):
    """SourceSpecSummary"""

    __wire__: ClassVar[FieldRules] = FieldRules(
        zero=frozenset({"authentication_strategy", "display_name", "lifecycle", "name", "tag_line", "website"})
    )

    name: str = ""
    display_name: str = Field(default="", validation_alias="displayName", serialization_alias="displayName")
    website: Uri | None = None
    tag_line: str = Field(default="", validation_alias="tagLine", serialization_alias="tagLine")
    lifecycle: SourceSpecSummaryLifecycle | None = None
    authentication_strategy: SourceSpecSummaryAuthenticationStrategy | None = Field(
        default=None, validation_alias="authenticationStrategy", serialization_alias="authenticationStrategy"
    )
