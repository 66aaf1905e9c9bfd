"""OAuth2: a token that the user has, or the grant that gets one from the token server."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias, cast
from urllib.parse import quote_plus, urlencode, urljoin, urlsplit

from pydantic_core import from_json

from .auth import Held, Scheme
from .bearer import bearer_held
from .errors import APIConnectionError, TokenError
from .grants import ClientCredentials, Grant, Password, RefreshToken, refreshed
from .parameters import safe_header
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .record import EMPTY
from .retries import TEMPORARY
from .schemes import basic_text
from .tokens import AsyncTokenProvider, Renewal, Token, TokenSource

Finding: TypeAlias = Generator[PreparedRequest, RawResponse, str]
"""The steps to the URL of a token server."""

_ERRORS = frozenset(
    (
        *("invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type"),
        *("invalid_scope", "access_denied", "server_error", "temporarily_unavailable"),
    )
)


class OAuth2(Scheme):
    """Tokens from the token server of a flow. See https://spec.openapis.org/oas/v3.1.2#oauth-flows-object."""

    token_urls: Mapping[str, str] = EMPTY

    def held(self, given: str | Grant | AsyncTokenProvider | None, base_url: str) -> Held | None:
        """Give the header of a fixed token, or the source of new ones."""
        grant = grant_of(self, given)
        if grant is None:
            return bearer_held(self, cast("str | AsyncTokenProvider | None", given))
        url = grant.token_url or self.token_urls.get(grant.flow)
        if not url:
            raise ValueError(f"{self.argument}: the description has no token server for this grant: give token_url=")
        return source(self, grant, partial(_stated, token_server(urljoin(f"{base_url}/", url), self.argument)))


def grant_of(scheme: Scheme, given: Any) -> Grant | None:
    """Give the grant that was given, or that two environment variables make when nothing was given."""
    if isinstance(given, ClientCredentials | Password | RefreshToken):
        return given
    prefix = scheme.variable.removesuffix("_TOKEN")
    client_id, secret = os.environ.get(f"{prefix}_CLIENT_ID"), os.environ.get(f"{prefix}_CLIENT_SECRET")
    if scheme.or_default(given) or not client_id or not secret:
        return None
    return ClientCredentials(client_id=client_id, client_secret=secret)


def token_server(url: str, argument: str) -> str:
    """Give the URL of a token server, which secrets are sent to; raises ValueError when it cannot be one."""
    parts = urlsplit(url)
    if not url.isprintable() or " " in url or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{argument}: the token server is not at an absolute http or https URL")
    return url


def source(scheme: Scheme, grant: Grant, find: partial[Finding]) -> TokenSource:
    """Give what gets tokens by a grant from the token server that the steps of `find` lead to."""
    return TokenSource(scheme.argument, partial(_renewed, scheme.argument, grant, find), grant.on_token)


def _stated(url: str) -> Finding:
    yield from ()
    return url


def _renewed(argument: str, grant: Grant, find: partial[Finding], last: Token | None) -> Renewal:
    url = yield from find()
    token = None
    if last is not None and last.refresh_token:
        answer = yield _request(argument, grant, url, refreshed(last.refresh_token))
        # A busy server is asked with the same again: a token that was replaced may end all that came of it.
        with suppress(TokenError):
            token = _token(argument, answer)
    if token is None:
        answer = yield _request(argument, grant, url, grant.asked())
        token = _token(argument, answer)
    if token.refresh_token is None and last is not None:
        token = Token(token.value, token.expires_in, last.refresh_token)
    return token


def _request(argument: str, grant: Grant, url: str, asked: Mapping[str, str]) -> PreparedRequest:
    fields = {**grant.parameters, **asked}
    if grant.scopes:
        fields["scope"] = " ".join(grant.scopes)
    headers = [("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded")]
    if grant.client_secret and grant.send_secret == "header":
        # https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1: encoded like a form before it is put together.
        text = basic_text((quote_plus(grant.client_id), quote_plus(grant.client_secret)))
        headers.append(safe_header("Authorization", f"Basic {text}"))
    else:
        own = {"client_id": grant.client_id, "client_secret": grant.client_secret}
        fields |= {name: value for name, value in own.items() if value}
    return PreparedRequest(method="POST", url=url, headers=tuple(headers), content=urlencode(fields).encode())


def _token(argument: str, answer: RawResponse) -> Token:
    body = object_of(argument, answer)
    error, value = body.get("error"), body.get("access_token")
    if answer.status != 200:
        # The rest of the answer may repeat what was sent.
        told = f": {error}" if isinstance(error, str) and error in _ERRORS else ""
        raise TokenError(f"{argument}: the token server answered {answer.status}{told}")
    if not isinstance(value, str) or not value or str(body.get("token_type", "bearer")).lower() != "bearer":
        raise TokenError(f"{argument}: the answer of the token server holds no bearer token")
    refresh = body.get("refresh_token")
    return Token(value, _seconds(body.get("expires_in")), refresh if isinstance(refresh, str) else None)


def object_of(argument: str, answer: RawResponse) -> Mapping[str, Any]:
    """Give the JSON object that a server of tokens answers, an empty one for anything else.

    Raises an APIConnectionError, after which the call may be tried again, when the server is busy.
    """
    if answer.status in TEMPORARY or answer.status >= 500:
        error = APIConnectionError(f"{argument}: the token server answered {answer.status}")
        error.unsent = True
        raise error
    try:
        body = from_json(answer.content)
    except ValueError:
        return {}
    return cast("Mapping[str, Any]", body) if isinstance(body, dict) else {}


def _seconds(given: Any) -> float | None:
    try:
        seconds = float(given)
    except (TypeError, ValueError):
        return None
    return seconds if seconds >= 0 else None
