"""Operations of Sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack, overload

from .. import models
from .._runtime.api_response import WithResponse
from .._runtime.arguments import one_body
from .._runtime.async_client import AsyncClient
from .._runtime.bodies import json_body
from .._runtime.client import SyncClient
from .._runtime.omit import OMIT, Omit
from .._runtime.operation import Body, Operation, Response
from .._runtime.options import CallOptions
from .._runtime.response_views import answering, answering_awaited

_CREATE: Operation[models.CreateSourceResponse] = Operation(
    id="createSource",
    method="POST",
    path="/v2/sources",
    parameters=(),
    body=Body(media_type="application/json", required=True, write=json_body),
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

    with_response = WithResponse["SourcesWithResponse"]()

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @overload
    def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str,
        properties: models.PropertyInput | Omit = OMIT,
        **call_options: Unpack[CallOptions],
    ) -> models.CreateSourceResponse: ...

    @overload
    def create(
        self,
        *,
        body: models.CreateSourceRequest,
        **call_options: Unpack[CallOptions],
    ) -> models.CreateSourceResponse: ...

    def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str | Omit = OMIT,
        properties: models.PropertyInput | Omit = OMIT,
        body: models.CreateSourceRequest | Omit = OMIT,
        **call_options: Unpack[CallOptions],
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
            **call_options,
        )


class AsyncSources:
    """Operations of Sources."""

    with_response = WithResponse["AsyncSourcesWithResponse"]()

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @overload
    async def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str,
        properties: models.PropertyInput | Omit = OMIT,
        **call_options: Unpack[CallOptions],
    ) -> models.CreateSourceResponse: ...

    @overload
    async def create(
        self,
        *,
        body: models.CreateSourceRequest,
        **call_options: Unpack[CallOptions],
    ) -> models.CreateSourceResponse: ...

    async def create(
        self,
        *,
        display_name: str | Omit = OMIT,
        source_spec: str | Omit = OMIT,
        properties: models.PropertyInput | Omit = OMIT,
        body: models.CreateSourceRequest | Omit = OMIT,
        **call_options: Unpack[CallOptions],
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
            **call_options,
        )


if TYPE_CHECKING:

    class SourcesWithResponse:
        """The methods of Sources, each of which gives an APIResponse."""

        def __init__(self, methods: Sources) -> None:
            self.create = answering(methods.create)

    class AsyncSourcesWithResponse:
        """The methods of AsyncSources, each of which gives an APIResponse."""

        def __init__(self, methods: AsyncSources) -> None:
            self.create = answering_awaited(methods.create)
