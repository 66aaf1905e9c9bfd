"""How an application asks for an OAuth2 access token.

See https://www.rfc-editor.org/rfc/rfc6749
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Literal, TypeAlias

from .record import EMPTY, Record, hidden
from .tokens import Token


class _Grant(Record):
    client_id: str = ""
    client_secret: str = hidden(default="")
    scopes: Sequence[str] = ()
    token_url: str | None = None
    send_secret: Literal["header", "body"] = "header"
    parameters: Mapping[str, str] = hidden(default=EMPTY)
    on_token: Callable[[Token], object] | None = None

    flow: ClassVar[str] = ""


class ClientCredentials(_Grant):
    """The application asks in its own name.

    `token_url` stands in the place of the description's, `parameters` are sent beside what the standard asks for
    (an audience, say), `on_token` is told each new token. The secret is sent as a header, or in the body.
    """

    flow: ClassVar[str] = "clientCredentials"

    def asked(self) -> dict[str, str]:
        """Give what is particular to this grant."""
        return {"grant_type": "client_credentials"}


class Password(_Grant):
    """The application asks with the password of a user; the rest is as in `ClientCredentials`."""

    username: str
    password: str = hidden()

    flow: ClassVar[str] = "password"

    def asked(self) -> dict[str, str]:
        """Give what is particular to this grant."""
        return {"grant_type": "password", "username": self.username, "password": self.password}


class RefreshToken(_Grant):
    """The application renews what a user has granted before; the rest is as in `ClientCredentials`.

    A server may replace the refresh token, and refuse the old one: `on_token` is where to keep the new one.
    """

    refresh_token: str = hidden()

    flow: ClassVar[str] = "refresh"

    def asked(self) -> dict[str, str]:
        """Give what is particular to this grant."""
        return refreshed(self.refresh_token)


Grant: TypeAlias = ClientCredentials | Password | RefreshToken


def refreshed(refresh_token: str) -> dict[str, str]:
    """Give what asks for a token in exchange for a refresh token."""
    return {"grant_type": "refresh_token", "refresh_token": refresh_token}
