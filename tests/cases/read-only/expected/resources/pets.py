"""Operations of pets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

from .. import models
from .._runtime.arguments import one_body
from .._runtime.client import AsyncClient, SyncClient
from .._runtime.omit import OMIT, Omit
from .._runtime.operation import Body, Operation, Response

_CREATE: Operation[models.Pet] = Operation(
    id="createPet",
    method="POST",
    path="/pets",
    parameters=(),
    body=Body(media_type="application/json", required=True),
    responses=(Response(status="201", media_type="application/json", type=lambda: models.Pet),),
    security=(),
)


class Pets:
    """Operations of pets."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @overload
    def create(
        self,
        *,
        name: str,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.Pet: ...

    @overload
    def create(
        self,
        *,
        body: models.PetSent,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.Pet: ...

    def create(
        self,
        *,
        name: str | Omit = OMIT,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent | Omit = OMIT,
        body: models.PetSent | Omit = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.Pet:
        """POST /pets

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return self._client.call(
            _CREATE,
            parameters=(),
            body=one_body(
                {
                    "name": name,
                    "secret": secret,
                    "owner": owner,
                },
                body,
                required={"name": "name", "owner": "owner"},
            ),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )


class AsyncPets:
    """Operations of pets."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @overload
    async def create(
        self,
        *,
        name: str,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.Pet: ...

    @overload
    async def create(
        self,
        *,
        body: models.PetSent,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.Pet: ...

    async def create(
        self,
        *,
        name: str | Omit = OMIT,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent | Omit = OMIT,
        body: models.PetSent | Omit = OMIT,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        strict: bool | None = None,
    ) -> models.Pet:
        """POST /pets

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return await self._client.call(
            _CREATE,
            parameters=(),
            body=one_body(
                {
                    "name": name,
                    "secret": secret,
                    "owner": owner,
                },
                body,
                required={"name": "name", "owner": "owner"},
            ),
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            strict=strict,
        )
