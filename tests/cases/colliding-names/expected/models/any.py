"""Types of the API."""

from typing import ClassVar

from pydantic import Field

from colliding_names_case._runtime.loose import NotObject
from colliding_names_case._runtime.model import FieldRules, Model

from .model import Model_


class Any_(Model):
    """Any_"""

    __wire__: ClassVar[FieldRules] = FieldRules(nullable=frozenset({"any"}))

    any: Model_ | NotObject | None = Field(default=None, validation_alias="Any", serialization_alias="Any")
