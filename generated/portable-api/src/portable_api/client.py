"""The clients of the API: one for plain and one for asynchronous code."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self, Unpack

from ._runtime.async_client import AsyncClient
from ._runtime.bearer import Bearer
from ._runtime.client import SyncClient
from ._runtime.operation import Api as _Api
from ._runtime.operation import Server
from ._runtime.options import ClientOptions

if TYPE_CHECKING:
    import httpx2

    from ._runtime.tokens import AsyncTokenProvider, TokenProvider
    from .resources.sources import AsyncSources, Sources

_API = _Api(
    package="portable_api",
    title="The Portable API",
    version="0.0.1",
    servers=(Server(url="https://api.portable.io"),),
    base_url_variable="PORTABLE_API_BASE_URL",
)


class Portable(SyncClient):
    """The Portable API.

    This API allows you to interact with the Portable platform.
    """

    def __init__(
        self,
        *,
        token: str | TokenProvider | None = None,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Make a client.

        Args:
            token: The token, or a function that gives one; by default the environment variable PORTABLE_API_TOKEN.
            http_client: A client of your own to send with; it is not closed with this one.
            **options: What ClientOptions lists. The default of base_url is PORTABLE_API_BASE_URL, else the
                first server of the description.

        Raises:
            ValueError: The base URL is not an http or https one.
        """
        super().__init__(
            _API,
            ((Bearer(name="bearerAuth", argument="token", variable="PORTABLE_API_TOKEN"), token),),
            http_client=http_client,
            **options,
        )

    def copy(
        self,
        *,
        token: str | TokenProvider | None = None,
        **options: Unpack[ClientOptions],
    ) -> Self:
        """Make a client that differs in what is given, and shares the connections; closing it leaves them open."""
        return self._copied(
            ((Bearer(name="bearerAuth", argument="token", variable="PORTABLE_API_TOKEN"), token),),
            **options,
        )

    @cached_property
    def sources(self) -> Sources:
        """Operations of Sources."""
        from .resources.sources import Sources

        return Sources(self)


class AsyncPortable(AsyncClient):
    """The Portable API.

    This API allows you to interact with the Portable platform.
    """

    def __init__(
        self,
        *,
        token: str | AsyncTokenProvider | None = None,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Make a client.

        Args:
            token: The token, or a function that gives one; by default the environment variable PORTABLE_API_TOKEN.
            http_client: A client of your own to send with; it is not closed with this one.
            **options: What ClientOptions lists. The default of base_url is PORTABLE_API_BASE_URL, else the
                first server of the description.

        Raises:
            ValueError: The base URL is not an http or https one.
        """
        super().__init__(
            _API,
            ((Bearer(name="bearerAuth", argument="token", variable="PORTABLE_API_TOKEN"), token),),
            http_client=http_client,
            **options,
        )

    def copy(
        self,
        *,
        token: str | AsyncTokenProvider | None = None,
        **options: Unpack[ClientOptions],
    ) -> Self:
        """Make a client that differs in what is given, and shares the connections; closing it leaves them open."""
        return self._copied(
            ((Bearer(name="bearerAuth", argument="token", variable="PORTABLE_API_TOKEN"), token),),
            **options,
        )

    @cached_property
    def sources(self) -> AsyncSources:
        """Operations of Sources."""
        from .resources.sources import AsyncSources

        return AsyncSources(self)
