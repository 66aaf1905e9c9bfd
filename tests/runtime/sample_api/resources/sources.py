"""Operations of the tag Sources."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from runtime.async_client import AsyncClient
from runtime.bodies import json_body
from runtime.client import SyncClient
from runtime.omit import OMIT, Omit
from runtime.operation import Body, Operation, Parameter, Response
from runtime.options import CallOptions
from sample_api import models

_BEARER = (("bearerAuth",),)
_ERROR_400 = Response(status="400", media_type="application/json", type=lambda: models.ErrorBody)
_ERROR_401 = Response(status="401", media_type="application/json", type=lambda: models.ErrorBody)

_CREATE: Operation[models.CreateSourceResponse] = Operation(
    id="createSource",
    method="POST",
    path="/v2/sources",
    parameters=(),
    body=Body(
        write=json_body,
        media_type="application/json",
        required=True,
        zero=frozenset({"displayName"}),
        nullable=frozenset({"note"}),
    ),
    responses=(
        Response(status="201", media_type="application/json", type=lambda: models.CreateSourceResponse),
        _ERROR_400,
        _ERROR_401,
        Response(status="4XX", media_type="application/json", type=lambda: models.ErrorBody),
    ),
    security=_BEARER,
)
_LIST: Operation[models.SourceList] = Operation(
    id="listSources",
    method="GET",
    path="/v2/sources",
    parameters=(
        Parameter(name="limit", location="query", style="form", explode=True),
        Parameter(name="state", location="query", style="form", explode=True),
        Parameter(name="ids", location="query", style="form", explode=False),
        Parameter(name="since", location="query", style="form", explode=True),
        Parameter(name="X-Trace", location="header", style="simple", explode=False),
    ),
    responses=(Response(status="200", media_type="application/json", type=lambda: models.SourceList),),
    security=(("bearerAuth",), ()),
)
_RETRIEVE: Operation[models.Source] = Operation(
    id="getSource",
    method="GET",
    path="/v2/sources/{id}/details",
    parameters=(Parameter(name="id", location="path", style="simple", explode=False),),
    responses=(Response(status="2XX", media_type="application/json", type=lambda: models.Source),),
    security=_BEARER,
)
_DELETE: Operation[None] = Operation(
    id="deleteSource",
    method="DELETE",
    path="/v2/sources/{id}",
    parameters=(Parameter(name="id", location="path", style="simple", explode=False),),
    responses=(Response(status="204"),),
    security=_BEARER,
)
_STATUS: Operation[dict[str, int]] = Operation(
    id="getStatus",
    method="GET",
    path="/status",
    responses=(Response(status="default", media_type="application/json", type=lambda: dict[str, int]),),
)


class Sources:
    """Operations of the tag Sources."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str,
        properties: dict[str, Any] | Omit = OMIT,
        note: str | Omit | None = OMIT,
        **call_options: Unpack[CallOptions],
    ) -> models.CreateSourceResponse:
        """Create source."""
        return self._client.call(
            _CREATE,
            body={
                "displayName": display_name,
                "sourceSpec": source_spec,
                "properties": properties,
                "note": note,
            },
            **call_options,
        )

    def create_from(self, body: models.Source) -> models.CreateSourceResponse:
        """Create source from a model."""
        return self._client.call(_CREATE, body=body)

    def list(
        self,
        *,
        limit: int | Omit = OMIT,
        state: list[str] | Omit = OMIT,
        ids: list[int] | Omit = OMIT,
        since: datetime | Omit = OMIT,
        trace: str | Omit = OMIT,
        **call_options: Unpack[CallOptions],
    ) -> models.SourceList:
        """List sources."""
        return self._client.call(
            _LIST,
            parameters=(limit, state, ids, since, trace),
            **call_options,
        )

    def retrieve(self, id: str, *, timeout: float | None = None) -> models.Source:
        """Get one source."""
        return self._client.call(_RETRIEVE, parameters=(id,), timeout=timeout)

    def delete(self, id: str) -> None:
        """Delete one source."""
        return self._client.call(_DELETE, parameters=(id,))

    def status(self, **call_options: Unpack[CallOptions]) -> dict[str, int]:
        """Get the status."""
        return self._client.call(_STATUS, **call_options)


class AsyncSources:
    """Operations of the tag Sources, asynchronous."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str,
        properties: dict[str, Any] | Omit = OMIT,
        note: str | Omit | None = OMIT,
        **call_options: Unpack[CallOptions],
    ) -> models.CreateSourceResponse:
        """Create source."""
        return await self._client.call(
            _CREATE,
            body={
                "displayName": display_name,
                "sourceSpec": source_spec,
                "properties": properties,
                "note": note,
            },
            **call_options,
        )

    async def create_from(self, body: models.Source) -> models.CreateSourceResponse:
        """Create source from a model."""
        return await self._client.call(_CREATE, body=body)

    async def list(
        self,
        *,
        limit: int | Omit = OMIT,
        state: list[str] | Omit = OMIT,
        ids: list[int] | Omit = OMIT,
        since: datetime | Omit = OMIT,
        trace: str | Omit = OMIT,
        **call_options: Unpack[CallOptions],
    ) -> models.SourceList:
        """List sources."""
        return await self._client.call(
            _LIST,
            parameters=(limit, state, ids, since, trace),
            **call_options,
        )

    async def retrieve(self, id: str, *, timeout: float | None = None) -> models.Source:
        """Get one source."""
        return await self._client.call(_RETRIEVE, parameters=(id,), timeout=timeout)

    async def delete(self, id: str) -> None:
        """Delete one source."""
        return await self._client.call(_DELETE, parameters=(id,))

    async def status(self, **call_options: Unpack[CallOptions]) -> dict[str, int]:
        """Get the status."""
        return await self._client.call(_STATUS, **call_options)
