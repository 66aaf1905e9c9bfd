"""The clients of the API: one for plain and one for asynchronous code."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self, TypedDict, Unpack

from ._runtime.async_client import AsyncClient
from ._runtime.bearer import Bearer
from ._runtime.client import SyncClient
from ._runtime.digest import Digest
from ._runtime.mutual_tls import MutualTls
from ._runtime.oauth import OAuth2
from ._runtime.openid import OpenIdConnect
from ._runtime.operation import Api as _Api
from ._runtime.operation import Server, ServerVariable
from ._runtime.options import ClientOptions
from ._runtime.schemes import ApiKey

if TYPE_CHECKING:
    import httpx2

    from ._runtime.auth import ClientCertificate
    from ._runtime.grants import Grant
    from ._runtime.tokens import AsyncTokenProvider, TokenProvider
    from .resources.default import AsyncDefault, Default

_API = _Api(
    package="clients_case",
    title="Clients",
    version="1.0.0",
    servers=(
        Server(
            url="https://{region}.clients.example/{base}",
            name="Live",
            variables=(
                ServerVariable(name="base", default="v1"),
                ServerVariable(name="region", default="eu", choices=("eu", "us")),
            ),
        ),
        Server(url="https://test.clients.example"),
    ),
    base_url_variable="CLIENTS_CASE_BASE_URL",
    server_variables=frozenset({"base", "region"}),
)

ServerVariables = TypedDict(
    "ServerVariables",
    {
        "base": str,
        "region": str,
    },
    total=False,
)
"""The variables in the addresses of servers; each has a default."""


class ClientsCase(SyncClient):
    """Clients."""

    def __init__(
        self,
        *,
        client_certificate: ClientCertificate | None = None,
        api_key: str | None = None,
        digest_auth: tuple[str, str] | None = None,
        oauth: str | Grant | TokenProvider | None = None,
        openid: str | Grant | TokenProvider | None = None,
        token: str | TokenProvider | None = None,
        server: Literal[0, 1, "Live"] | None = None,
        server_variables: ServerVariables | None = None,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Make a client.

        Args:
            client_certificate: The certificate to show when connecting; by default the environment variable CLIENTS_CASE_CLIENT_CERTIFICATE, the path of a PEM file.
            api_key: The key; by default the environment variable CLIENTS_CASE_API_KEY.
            digest_auth: The user and the password; by default the environment variable CLIENTS_CASE_DIGEST_AUTH, as user:password.
            oauth: The token, a grant that gets one, or a function that gives one; by default the environment variable CLIENTS_CASE_OAUTH, or CLIENTS_CASE_OAUTH_CLIENT_ID and CLIENTS_CASE_OAUTH_CLIENT_SECRET.
            openid: The token, a grant that gets one, or a function that gives one; by default the environment variable CLIENTS_CASE_OPENID, or CLIENTS_CASE_OPENID_CLIENT_ID and CLIENTS_CASE_OPENID_CLIENT_SECRET.
            token: The token, or a function that gives one; by default the environment variable CLIENTS_CASE_TOKEN.
            server: One of the servers of the description, by its index or name; the first by default.
            server_variables: What stands in the address of the server, where it is not the default.
            http_client: A client of your own to send with; it is not closed with this one.
            **options: What ClientOptions lists. The default of base_url is CLIENTS_CASE_BASE_URL, else the
                first server of the description.

        Raises:
            ValueError: The base URL is not an http or https one.
        """
        super().__init__(
            _API,
            (
                (
                    MutualTls(
                        name="certificate", argument="client_certificate", variable="CLIENTS_CASE_CLIENT_CERTIFICATE"
                    ),
                    client_certificate,
                ),
                (
                    ApiKey(
                        name="key",
                        argument="api_key",
                        variable="CLIENTS_CASE_API_KEY",
                        location="header",
                        parameter="X-Key",
                    ),
                    api_key,
                ),
                (Digest(name="login", argument="digest_auth", variable="CLIENTS_CASE_DIGEST_AUTH"), digest_auth),
                (
                    OAuth2(
                        name="oauth",
                        argument="oauth",
                        variable="CLIENTS_CASE_OAUTH",
                        token_urls={"authorizationCode": "/token", "clientCredentials": "/token", "refresh": "/renew"},
                    ),
                    oauth,
                ),
                (
                    OpenIdConnect(
                        name="openid",
                        argument="openid",
                        variable="CLIENTS_CASE_OPENID",
                        configuration_url="https://id.example/.well-known/openid-configuration",
                    ),
                    openid,
                ),
                (Bearer(name="token", argument="token", variable="CLIENTS_CASE_TOKEN"), token),
            ),
            server=server,
            server_variables=server_variables,
            http_client=http_client,
            **options,
        )

    def copy(
        self,
        *,
        client_certificate: ClientCertificate | None = None,
        api_key: str | None = None,
        digest_auth: tuple[str, str] | None = None,
        oauth: str | Grant | TokenProvider | None = None,
        openid: str | Grant | TokenProvider | None = None,
        token: str | TokenProvider | None = None,
        server: Literal[0, 1, "Live"] | None = None,
        server_variables: ServerVariables | None = None,
        **options: Unpack[ClientOptions],
    ) -> Self:
        """Make a client that differs in what is given, and shares the connections; closing it leaves them open."""
        return self._copied(
            (
                (
                    MutualTls(
                        name="certificate", argument="client_certificate", variable="CLIENTS_CASE_CLIENT_CERTIFICATE"
                    ),
                    client_certificate,
                ),
                (
                    ApiKey(
                        name="key",
                        argument="api_key",
                        variable="CLIENTS_CASE_API_KEY",
                        location="header",
                        parameter="X-Key",
                    ),
                    api_key,
                ),
                (Digest(name="login", argument="digest_auth", variable="CLIENTS_CASE_DIGEST_AUTH"), digest_auth),
                (
                    OAuth2(
                        name="oauth",
                        argument="oauth",
                        variable="CLIENTS_CASE_OAUTH",
                        token_urls={"authorizationCode": "/token", "clientCredentials": "/token", "refresh": "/renew"},
                    ),
                    oauth,
                ),
                (
                    OpenIdConnect(
                        name="openid",
                        argument="openid",
                        variable="CLIENTS_CASE_OPENID",
                        configuration_url="https://id.example/.well-known/openid-configuration",
                    ),
                    openid,
                ),
                (Bearer(name="token", argument="token", variable="CLIENTS_CASE_TOKEN"), token),
            ),
            server=server,
            server_variables=server_variables,
            **options,
        )

    @cached_property
    def default(self) -> Default:
        """Operations of default."""
        from .resources.default import Default

        return Default(self)


class AsyncClientsCase(AsyncClient):
    """Clients."""

    def __init__(
        self,
        *,
        client_certificate: ClientCertificate | None = None,
        api_key: str | None = None,
        digest_auth: tuple[str, str] | None = None,
        oauth: str | Grant | AsyncTokenProvider | None = None,
        openid: str | Grant | AsyncTokenProvider | None = None,
        token: str | AsyncTokenProvider | None = None,
        server: Literal[0, 1, "Live"] | None = None,
        server_variables: ServerVariables | None = None,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Make a client.

        Args:
            client_certificate: The certificate to show when connecting; by default the environment variable CLIENTS_CASE_CLIENT_CERTIFICATE, the path of a PEM file.
            api_key: The key; by default the environment variable CLIENTS_CASE_API_KEY.
            digest_auth: The user and the password; by default the environment variable CLIENTS_CASE_DIGEST_AUTH, as user:password.
            oauth: The token, a grant that gets one, or a function that gives one; by default the environment variable CLIENTS_CASE_OAUTH, or CLIENTS_CASE_OAUTH_CLIENT_ID and CLIENTS_CASE_OAUTH_CLIENT_SECRET.
            openid: The token, a grant that gets one, or a function that gives one; by default the environment variable CLIENTS_CASE_OPENID, or CLIENTS_CASE_OPENID_CLIENT_ID and CLIENTS_CASE_OPENID_CLIENT_SECRET.
            token: The token, or a function that gives one; by default the environment variable CLIENTS_CASE_TOKEN.
            server: One of the servers of the description, by its index or name; the first by default.
            server_variables: What stands in the address of the server, where it is not the default.
            http_client: A client of your own to send with; it is not closed with this one.
            **options: What ClientOptions lists. The default of base_url is CLIENTS_CASE_BASE_URL, else the
                first server of the description.

        Raises:
            ValueError: The base URL is not an http or https one.
        """
        super().__init__(
            _API,
            (
                (
                    MutualTls(
                        name="certificate", argument="client_certificate", variable="CLIENTS_CASE_CLIENT_CERTIFICATE"
                    ),
                    client_certificate,
                ),
                (
                    ApiKey(
                        name="key",
                        argument="api_key",
                        variable="CLIENTS_CASE_API_KEY",
                        location="header",
                        parameter="X-Key",
                    ),
                    api_key,
                ),
                (Digest(name="login", argument="digest_auth", variable="CLIENTS_CASE_DIGEST_AUTH"), digest_auth),
                (
                    OAuth2(
                        name="oauth",
                        argument="oauth",
                        variable="CLIENTS_CASE_OAUTH",
                        token_urls={"authorizationCode": "/token", "clientCredentials": "/token", "refresh": "/renew"},
                    ),
                    oauth,
                ),
                (
                    OpenIdConnect(
                        name="openid",
                        argument="openid",
                        variable="CLIENTS_CASE_OPENID",
                        configuration_url="https://id.example/.well-known/openid-configuration",
                    ),
                    openid,
                ),
                (Bearer(name="token", argument="token", variable="CLIENTS_CASE_TOKEN"), token),
            ),
            server=server,
            server_variables=server_variables,
            http_client=http_client,
            **options,
        )

    def copy(
        self,
        *,
        client_certificate: ClientCertificate | None = None,
        api_key: str | None = None,
        digest_auth: tuple[str, str] | None = None,
        oauth: str | Grant | AsyncTokenProvider | None = None,
        openid: str | Grant | AsyncTokenProvider | None = None,
        token: str | AsyncTokenProvider | None = None,
        server: Literal[0, 1, "Live"] | None = None,
        server_variables: ServerVariables | None = None,
        **options: Unpack[ClientOptions],
    ) -> Self:
        """Make a client that differs in what is given, and shares the connections; closing it leaves them open."""
        return self._copied(
            (
                (
                    MutualTls(
                        name="certificate", argument="client_certificate", variable="CLIENTS_CASE_CLIENT_CERTIFICATE"
                    ),
                    client_certificate,
                ),
                (
                    ApiKey(
                        name="key",
                        argument="api_key",
                        variable="CLIENTS_CASE_API_KEY",
                        location="header",
                        parameter="X-Key",
                    ),
                    api_key,
                ),
                (Digest(name="login", argument="digest_auth", variable="CLIENTS_CASE_DIGEST_AUTH"), digest_auth),
                (
                    OAuth2(
                        name="oauth",
                        argument="oauth",
                        variable="CLIENTS_CASE_OAUTH",
                        token_urls={"authorizationCode": "/token", "clientCredentials": "/token", "refresh": "/renew"},
                    ),
                    oauth,
                ),
                (
                    OpenIdConnect(
                        name="openid",
                        argument="openid",
                        variable="CLIENTS_CASE_OPENID",
                        configuration_url="https://id.example/.well-known/openid-configuration",
                    ),
                    openid,
                ),
                (Bearer(name="token", argument="token", variable="CLIENTS_CASE_TOKEN"), token),
            ),
            server=server,
            server_variables=server_variables,
            **options,
        )

    @cached_property
    def default(self) -> AsyncDefault:
        """Operations of default."""
        from .resources.default import AsyncDefault

        return AsyncDefault(self)
