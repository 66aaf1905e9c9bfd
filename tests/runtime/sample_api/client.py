"""The clients of the sample API."""

from __future__ import annotations

from functools import cached_property

import httpx2

from runtime.client import DEFAULT_TIMEOUT, AsyncClient, SyncClient
from runtime.drift import DriftHandler, warn
from runtime.operation import Api, SecurityScheme
from sample_api.resources.sources import AsyncSources, Sources

API = Api(
    package="sample_api",
    title="The Sample API",
    version="0.0.1",
    servers=("https://api.sample.invalid",),
    base_url_variable="SAMPLE_API_BASE_URL",
    schemes=(SecurityScheme(name="bearerAuth", kind="bearer", variable="SAMPLE_API_TOKEN"),),
)


class Sample(SyncClient):
    """The Sample API."""

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
        super().__init__(
            API,
            credentials={"bearerAuth": token},
            base_url=base_url,
            timeout=timeout,
            strict=strict,
            on_drift=on_drift,
            http_client=http_client,
        )

    @cached_property
    def sources(self) -> Sources:
        """Sources."""
        return Sources(self)


class AsyncSample(AsyncClient):
    """The Sample API, asynchronous."""

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
        super().__init__(
            API,
            credentials={"bearerAuth": token},
            base_url=base_url,
            timeout=timeout,
            strict=strict,
            on_drift=on_drift,
            http_client=http_client,
        )

    @cached_property
    def sources(self) -> AsyncSources:
        """Sources."""
        return AsyncSources(self)
