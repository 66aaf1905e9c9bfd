"""Operations of Operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._runtime.api_response import WithResponse
from .._runtime.async_client import AsyncClient
from .._runtime.client import SyncClient
from .._runtime.operation import Operation, Response
from .._runtime.options import CallOptions
from .._runtime.response_views import answering, answering_awaited

_ANSWER_204 = Response(status="204")
_MODELS: Operation[None] = Operation(
    id="models",
    method="GET",
    path="/d",
    parameters=(),
    body=None,
    responses=(_ANSWER_204,),
    security=(),
)
_STR: Operation[None] = Operation(
    id="str",
    method="PUT",
    path="/d",
    parameters=(),
    body=None,
    responses=(_ANSWER_204,),
    security=(),
)


class OperationResource:
    """Operations of Operation."""

    with_response = WithResponse["OperationResourceWithResponse"]()

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def models_(
        self,
        **call_options: Unpack[CallOptions],
    ) -> None:
        """GET /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return self._client.call(
            _MODELS,
            parameters=(),
            **call_options,
        )

    def str_(
        self,
        **call_options: Unpack[CallOptions],
    ) -> None:
        """PUT /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return self._client.call(
            _STR,
            parameters=(),
            **call_options,
        )


class AsyncOperationResource:
    """Operations of Operation."""

    with_response = WithResponse["AsyncOperationResourceWithResponse"]()

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def models_(
        self,
        **call_options: Unpack[CallOptions],
    ) -> None:
        """GET /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return await self._client.call(
            _MODELS,
            parameters=(),
            **call_options,
        )

    async def str_(
        self,
        **call_options: Unpack[CallOptions],
    ) -> None:
        """PUT /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return await self._client.call(
            _STR,
            parameters=(),
            **call_options,
        )


if TYPE_CHECKING:

    class OperationResourceWithResponse:
        """The methods of OperationResource, each of which gives an APIResponse."""

        def __init__(self, methods: OperationResource) -> None:
            self.models_ = answering(methods.models_)
            self.str_ = answering(methods.str_)

    class AsyncOperationResourceWithResponse:
        """The methods of AsyncOperationResource, each of which gives an APIResponse."""

        def __init__(self, methods: AsyncOperationResource) -> None:
            self.models_ = answering_awaited(methods.models_)
            self.str_ = answering_awaited(methods.str_)
