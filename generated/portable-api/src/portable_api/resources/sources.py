"""Operations of Sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

from .. import models
from .._runtime.arguments import one_body
from .._runtime.client import AsyncClient, SyncClient
from .._runtime.omit import OMIT, Omit
from .._runtime.operation import Body, Operation, Response

_CREATE: Operation[models.CreateSourceResponse] = Operation(
    id="createSource",
    method="POST",
    path="/v2/sources",
    parameters=(),
    body=Body(media_type="application/json", required=True),
    responses=(
        Response(status="201", media_type="application/json", type=lambda: models.CreateSourceResponse),
        Response(status="400", media_type="application/json", type=lambda: models.BadRequestErrorBody),
        Response(status="401", media_type="application/json", type=lambda: models.UnauthorizedErrorBody),
        Response(status="403", media_type="application/json", type=lambda: models.ForbiddenErrorBody),
    ),
    security=(("bearerAuth",),),
)


class Sources:
    """Operations of Sources."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @overload
    def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str,
        properties: models.PropertyInput | Omit = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.CreateSourceResponse: ...

    @overload
    def create(
        self,
        *,
        body: models.CreateSourceRequest,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.CreateSourceResponse: ...

    def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str | Omit = OMIT,
        properties: models.PropertyInput | Omit = OMIT,
        body: models.CreateSourceRequest | Omit = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.CreateSourceResponse:
        """Create source

        Create a new source

        Args:
            display_name: A human-readable name for the source
            source_spec: The name of the source spec to create a source for

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return self._client.call(
            _CREATE,
            parameters=(),
            body=one_body(
                {
                    "displayName": display_name,
                    "sourceSpec": source_spec,
                    "properties": properties,
                },
                body,
                required={"source_spec": "sourceSpec"},
            ),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )


class AsyncSources:
    """Operations of Sources."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @overload
    async def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str,
        properties: models.PropertyInput | Omit = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.CreateSourceResponse: ...

    @overload
    async def create(
        self,
        *,
        body: models.CreateSourceRequest,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.CreateSourceResponse: ...

    async def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str | Omit = OMIT,
        properties: models.PropertyInput | Omit = OMIT,
        body: models.CreateSourceRequest | Omit = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.CreateSourceResponse:
        """Create source

        Create a new source

        Args:
            display_name: A human-readable name for the source
            source_spec: The name of the source spec to create a source for

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return await self._client.call(
            _CREATE,
            parameters=(),
            body=one_body(
                {
                    "displayName": display_name,
                    "sourceSpec": source_spec,
                    "properties": properties,
                },
                body,
                required={"source_spec": "sourceSpec"},
            ),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )
