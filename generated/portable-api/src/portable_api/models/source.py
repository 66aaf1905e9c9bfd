"""Types of the API."""

from typing import ClassVar

from pydantic import Field

from portable_api._runtime.formats import DateTime
from portable_api._runtime.model import FieldRules, Model

from .property_input import PropertyInput
from .source_spec import SourceSpec


class Source(Model):
    """Source"""

    __wire__: ClassVar[FieldRules] = FieldRules(zero=frozenset({"created_at", "display_name", "updated_at"}))

    id: int
    display_name: str = Field(default="", validation_alias="displayName", serialization_alias="displayName")
    """A human-readable name for the source"""
    source_spec: SourceSpec = Field(validation_alias="sourceSpec", serialization_alias="sourceSpec")
    properties: PropertyInput | None = None
    """The properties of the source. This is a map of property names to their values. The names are defined in the `propertyDefinitions` field of the source spec."""
    created_at: DateTime | None = Field(default=None, validation_alias="createdAt", serialization_alias="createdAt")
    """The timestamp marking when the source was created"""
    updated_at: DateTime | None = Field(default=None, validation_alias="updatedAt", serialization_alias="updatedAt")
    """The timestamp marking when the source was last updated"""
