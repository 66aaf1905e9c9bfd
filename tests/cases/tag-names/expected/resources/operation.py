"""Operations of Operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.operation import Operation, Response

_MODELS: Operation[None] = Operation(
    id="models",
    method="GET",
    path="/d",
    parameters=(),
    body=None,
    responses=(Response(status="204"),),
    security=(),
)
_STR: Operation[None] = Operation(
    id="str",
    method="PUT",
    path="/d",
    parameters=(),
    body=None,
    responses=(Response(status="204"),),
    security=(),
)


class OperationResource:
    """Operations of Operation."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def models_(
        self,
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> None:
        """GET /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return self._client.call(
            _MODELS,
            parameters=(),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )

    def str_(
        self,
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> None:
        """PUT /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return self._client.call(
            _STR,
            parameters=(),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )


class AsyncOperationResource:
    """Operations of Operation."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def models_(
        self,
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> None:
        """GET /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return await self._client.call(
            _MODELS,
            parameters=(),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )

    async def str_(
        self,
        *,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> None:
        """PUT /d

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return await self._client.call(
            _STR,
            parameters=(),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )
