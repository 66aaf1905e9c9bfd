"""The two calls through the client of each other generator, as its own README writes them.

Everything is imported where it is used: it was generated a moment ago.
"""

from __future__ import annotations

from typing import Any


class OpenapiPythonClient:
    """Its functions take the client, its models are made of attrs."""

    def __init__(self, base_url: str) -> None:
        from the_portable_api_client import AuthenticatedClient
        from the_portable_api_client.api.sources import create_source, list_sources
        from the_portable_api_client.models import CreateSourceBody, PropertyInput

        self.client = AuthenticatedClient(base_url=base_url, token="secret")
        self._create, self._list = create_source, list_sources
        self._body, self._properties = CreateSourceBody, PropertyInput

    def body(self, properties: dict[str, Any], **fields: Any) -> Any:
        """Make the body of a create call."""
        return self._body(properties=self._properties.from_dict(properties), **fields)

    def create(self, **fields: Any) -> Any:
        """Create a source."""
        return self._create.sync(client=self.client, body=self.body(**fields))

    def list(self, *, limit: int) -> Any:
        """List sources."""
        return self._list.sync(client=self.client, limit=limit)


class AsyncOpenapiPythonClient(OpenapiPythonClient):
    """The same with await."""

    async def create(self, **fields: Any) -> Any:
        """Create a source."""
        return await self._create.asyncio(client=self.client, body=self.body(**fields))

    async def list(self, *, limit: int) -> Any:
        """List sources."""
        return await self._list.asyncio(client=self.client, limit=limit)


class DatamodelCodeGenerator:
    """Its client over httpx2, its models are pydantic's."""

    def __init__(self, base_url: str) -> None:
        from dcg_client import Client

        self.sources = Client(base_url=base_url, bearer_auth="secret").sources

    def create(self, **fields: Any) -> Any:
        """Create a source."""
        return self.sources.create_source(body=posted(fields))

    def list(self, *, limit: int) -> Any:
        """List sources."""
        return self.sources.list_sources(limit=limit)


class AsyncDatamodelCodeGenerator:
    """The same with await."""

    def __init__(self, base_url: str) -> None:
        from dcg_client import AsyncClient

        self.sources = AsyncClient(base_url=base_url, bearer_auth="secret").sources

    async def create(self, **fields: Any) -> Any:
        """Create a source."""
        return await self.sources.create_source(body=posted(fields))

    async def list(self, *, limit: int) -> Any:
        """List sources."""
        return await self.sources.list_sources(limit=limit)


def posted(fields: dict[str, Any]) -> Any:
    """Make the body of a create call for datamodel-code-generator's client."""
    from dcg_models import V2SourcesPostRequest

    return V2SourcesPostRequest(**on_the_wire(fields))


class OpenapiGenerator:
    """Its client over urllib3, its models are pydantic's; it has none to await."""

    def __init__(self, base_url: str) -> None:
        from oag_client import ApiClient, Configuration, SourcesApi
        from oag_client.models.create_source_request import CreateSourceRequest

        self.sources = SourcesApi(ApiClient(Configuration(host=base_url, access_token="secret")))
        self._body = CreateSourceRequest

    def create(self, **fields: Any) -> Any:
        """Create a source."""
        return self.sources.create_source(self._body(**on_the_wire(fields)))

    def list(self, *, limit: int) -> Any:
        """List sources."""
        return self.sources.list_sources(limit=limit)


def on_the_wire(fields: dict[str, Any]) -> dict[str, Any]:
    """Name the fields as both pydantic peers want them."""
    names = {"display_name": "displayName", "source_spec": "sourceSpec"}
    return {names.get(name, name): value for name, value in fields.items()}
