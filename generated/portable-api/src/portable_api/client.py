"""The clients of the API: one for plain and one for asynchronous code."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime.client import DEFAULT_TIMEOUT, AsyncClient, SyncClient
from ._runtime.drift import DriftHandler, warn
from ._runtime.operation import Api, SecurityScheme

if TYPE_CHECKING:
    import httpx2

    from .resources.sources import AsyncSources, Sources

_API = Api(
    package="portable_api",
    title="The Portable API",
    version="0.0.1",
    servers=("https://api.portable.io",),
    base_url_variable="PORTABLE_API_BASE_URL",
    schemes=(SecurityScheme(name="bearerAuth", kind="bearer", variable="PORTABLE_API_TOKEN", argument="token"),),
)


class Portable(SyncClient):
    """The Portable API.

    This API allows you to interact with the Portable platform.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        base_url: str | None = None,
        timeout: float | None = DEFAULT_TIMEOUT,
        strict: bool = False,
        on_drift: DriftHandler = warn,
        http_client: httpx2.Client | None = None,
    ) -> None:
        """Make a client.

        Args:
            token: The credential; by default the environment variable PORTABLE_API_TOKEN.
            base_url: Where the API is; by default PORTABLE_API_BASE_URL, else its first server.
            timeout: Seconds to wait for an answer; None waits for ever.
            strict: Raise errors.DecodeError where an answer contradicts the description, instead of reporting drift.
            on_drift: Called with each contradiction; by default it warns once for each place.
            http_client: A client of your own to send with; it is not closed with this one.

        Raises:
            ValueError: No server is known, or the base URL is not an http or https one.
        """
        super().__init__(
            _API,
            credentials={
                "bearerAuth": token,
            },
            base_url=base_url,
            timeout=timeout,
            strict=strict,
            on_drift=on_drift,
            http_client=http_client,
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
        token: str | None = None,
        base_url: str | None = None,
        timeout: float | None = DEFAULT_TIMEOUT,
        strict: bool = False,
        on_drift: DriftHandler = warn,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        """Make a client.

        Args:
            token: The credential; by default the environment variable PORTABLE_API_TOKEN.
            base_url: Where the API is; by default PORTABLE_API_BASE_URL, else its first server.
            timeout: Seconds to wait for an answer; None waits for ever.
            strict: Raise errors.DecodeError where an answer contradicts the description, instead of reporting drift.
            on_drift: Called with each contradiction; by default it warns once for each place.
            http_client: A client of your own to send with; it is not closed with this one.

        Raises:
            ValueError: No server is known, or the base URL is not an http or https one.
        """
        super().__init__(
            _API,
            credentials={
                "bearerAuth": token,
            },
            base_url=base_url,
            timeout=timeout,
            strict=strict,
            on_drift=on_drift,
            http_client=http_client,
        )

    @cached_property
    def sources(self) -> AsyncSources:
        """Operations of Sources."""
        from .resources.sources import AsyncSources

        return AsyncSources(self)
