"""Types of the API."""

from pydantic import Field

from keyword_names_case._runtime.loose import NotObject
from keyword_names_case._runtime.model import Model

from .thing_items_item import ThingItemsItem
from .thing_properties import ThingProperties
from .thing_type import ThingType


class Thing(Model):
    """Thing"""

    properties: ThingProperties
    type: ThingType | None = None
    required: bool
    ref: str | None = Field(default=None, validation_alias="$ref", serialization_alias="$ref")
    items: list[ThingItemsItem | NotObject] | None = None
    enum: list[str] | None = None
    example: str | None = None
    default: str = "no"
    all_of: str | None = Field(default=None, validation_alias="allOf", serialization_alias="allOf")
    x_order: int | None = Field(default=None, validation_alias="x-order", serialization_alias="x-order")
    class_: str | None = Field(default=None, validation_alias="class", serialization_alias="class")
    self: str | None = None
    list_: list[str] | None = Field(default=None, validation_alias="list", serialization_alias="list")
    model_config_: str | None = Field(default=None, validation_alias="model_config", serialization_alias="model_config")
    json_: str | None = Field(default=None, validation_alias="json", serialization_alias="json")
