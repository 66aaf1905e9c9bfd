"""What a client was told: by its arguments, or by those of the copy that was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from .auth import Given
from .options import ClientOptions
from .record import Record, hidden


class Settings(Record, kw_only=False):
    """The arguments of a client; credentials stand beside their schemes, and None is one that was not given."""

    credentials: Given = hidden()
    server: int | str | None
    server_variables: Mapping[str, object] | None
    options: ClientOptions = hidden()

    def changed(self, by: Settings) -> Settings:
        """Give these with what was given `by` others in their place; another place of the API replaces all of it."""
        moved = by.server is not None or by.server_variables is not None
        based = by.options.get("base_url") is not None
        options = {name: value for name, value in self.options.items() if not (moved and name == "base_url")}
        given = {name: value for name, value in by.options.items() if based or name != "base_url"}
        pairs = zip(self.credentials, by.credentials, strict=True)
        return Settings(
            credentials=tuple((scheme, old if new is None else new) for (scheme, old), (_, new) in pairs),
            server=None if based else self.server if by.server is None else by.server,
            server_variables=None
            if based
            else {**(self.server_variables or {}), **(by.server_variables or {})} or None,
            options=cast("ClientOptions", {**options, **given}),
        )
