"""Types of the API."""

from pydantic import Field

from colliding_names_case._runtime.model import Model


class Address(Model):
    """Address"""

    sort_direction: str | None = None
    sort_dot_direction: str | None = Field(
        default=None, validation_alias="sort.direction", serialization_alias="sort.direction"
    )
    x: str | None = Field(default=None, validation_alias="X", serialization_alias="X")
    x_open_close: str | None = Field(default=None, validation_alias="X[]", serialization_alias="X[]")
    plus_1: int | None = Field(default=None, validation_alias="+1", serialization_alias="+1")
    minus_1: int | None = Field(default=None, validation_alias="-1", serialization_alias="-1")
    名前: str | None = None
    n_e3b0c4: str | None = Field(default=None, validation_alias="", serialization_alias="")
    n2fa: str | None = Field(default=None, validation_alias="2fa", serialization_alias="2fa")
