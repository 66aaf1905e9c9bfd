"""OpenID Connect: the token server is found where the description says that its configuration is.

See https://openid.net/specs/openid-connect-discovery-1_0.html
"""

from __future__ import annotations

from functools import partial
from typing import cast
from urllib.parse import urljoin

from .auth import Held, Scheme
from .bearer import bearer_held
from .errors import TokenError
from .grants import Grant
from .oauth import Finding, grant_of, object_of, source, token_server
from .prepared import PreparedRequest
from .tokens import AsyncTokenProvider


class OpenIdConnect(Scheme):
    """Tokens from the token server that the configuration names."""

    configuration_url: str

    def held(self, given: str | Grant | AsyncTokenProvider | None, base_url: str) -> Held | None:
        """Give the header of a fixed token, or the source of new ones."""
        grant = grant_of(self, given)
        if grant is None:
            return bearer_held(self, cast("str | AsyncTokenProvider | None", given))
        url = token_server(urljoin(f"{base_url}/", self.configuration_url), self.argument)
        return source(self, grant, partial(_found, self.argument, grant, url, []))


def _found(argument: str, grant: Grant, url: str, known: list[str]) -> Finding:
    """Read the configuration once."""
    if grant.token_url:
        return grant.token_url
    if not known:
        answer = yield PreparedRequest(method="GET", url=url, headers=(("Accept", "application/json"),), shown=url)
        endpoint = object_of(argument, answer).get("token_endpoint")
        if answer.status != 200 or not isinstance(endpoint, str):
            raise TokenError(f"{argument}: the OpenID configuration names no token endpoint")
        known.append(token_server(endpoint, argument))
    return known[0]
