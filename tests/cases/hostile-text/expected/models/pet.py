"""Types of the API."""

from pydantic import Field

from hostile_text_case._runtime.model import Model

from .pet_it_s import PetItS


class Pet(Model):
    """\"\"\"
        import os
    \"\"\" '''\\
    """

    x22_x22_x22: str | None = Field(default=None, validation_alias='"""', serialization_alias='"""')
    """a backslash\\"""
    it_s: PetItS | None = Field(default=None, validation_alias="it's\n", serialization_alias="it's\n")
