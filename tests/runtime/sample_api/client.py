"""The clients of the sample API."""

from __future__ import annotations

from functools import cached_property
from typing import Unpack

import httpx2

from runtime.async_client import AsyncClient
from runtime.bearer import Bearer
from runtime.client import SyncClient
from runtime.operation import Api, Server
from runtime.options import ClientOptions
from sample_api.resources.sources import AsyncSources, Sources

API = Api(
    package="sample_api",
    title="The Sample API",
    version="0.0.1",
    servers=(Server(url="https://api.sample.invalid"),),
    base_url_variable="SAMPLE_API_BASE_URL",
)
BEARER = Bearer(name="bearerAuth", argument="token", variable="SAMPLE_API_TOKEN")


class Sample(SyncClient):
    """The Sample API."""

    def __init__(
        self,
        *,
        token: str | None = None,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(API, ((BEARER, token),), http_client=http_client, **options)

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
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(API, ((BEARER, token),), http_client=http_client, **options)

    @cached_property
    def sources(self) -> AsyncSources:
        """Sources."""
        return AsyncSources(self)
