"""Types of the API."""

from typing import ClassVar

from pydantic import Field

from portable_api._runtime.model import FieldRules, Model

from .property_definition_type import PropertyDefinitionType


class PropertyDefinition(Model):
    """PropertyDefinition"""

    __wire__: ClassVar[FieldRules] = FieldRules(zero=frozenset({"description", "display_name"}))

    name: str
    """A machine-readable name for the property"""
    display_name: str = Field(default="", validation_alias="displayName", serialization_alias="displayName")
    """A human-readable name for the property"""
    type: PropertyDefinitionType
    """The type of the property"""
    required: bool
    """Whether the property's value is required"""
    description: str = ""
    """A human-readable description of the property"""
