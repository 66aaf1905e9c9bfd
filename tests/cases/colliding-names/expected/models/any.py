"""Types of the API."""

from __future__ import annotations

from pydantic import Field

from colliding_names_case._runtime.model import Model

from .model import Model_


class Any_(Model):
    """Any_"""

    any: Model_ | None = Field(default=None, validation_alias="Any", serialization_alias="Any")
