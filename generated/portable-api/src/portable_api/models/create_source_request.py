"""Types of the API."""

from pydantic import Field

from portable_api._runtime.model import Model

from .property_input import PropertyInput


class CreateSourceRequest(Model):
    """CreateSourceRequest"""

    display_name: str | None = Field(default=None, validation_alias="displayName", serialization_alias="displayName")
    """A human-readable name for the source"""
    source_spec: str = Field(validation_alias="sourceSpec", serialization_alias="sourceSpec")
    """The name of the source spec to create a source for"""
    properties: PropertyInput | None = None
