"""Operations of pets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack, overload

from .. import models
from .._runtime import loose
from .._runtime.api_response import WithResponse
from .._runtime.arguments import one_body
from .._runtime.async_client import AsyncClient
from .._runtime.bodies import json_body
from .._runtime.client import SyncClient
from .._runtime.omit import OMIT, Omit
from .._runtime.operation import Body, Operation, Response
from .._runtime.options import CallOptions
from .._runtime.response_views import answering, answering_awaited

_CREATE: Operation[models.Pet] = Operation(
    id="createPet",
    method="POST",
    path="/pets",
    parameters=(),
    body=Body(media_type="application/json", required=True, write=json_body, nullable=frozenset({"owner"})),
    responses=(Response(status="201", media_type="application/json", type=lambda: models.Pet | loose.NotObject),),
    security=(),
)


class Pets:
    """Operations of pets."""

    with_response = WithResponse["PetsWithResponse"]()

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @overload
    def create(
        self,
        *,
        name: str,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent,
        **call_options: Unpack[CallOptions],
    ) -> models.Pet: ...

    @overload
    def create(
        self,
        *,
        body: models.PetSent,
        **call_options: Unpack[CallOptions],
    ) -> models.Pet: ...

    def create(
        self,
        *,
        name: str | Omit = OMIT,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent | Omit = OMIT,
        body: models.PetSent | Omit = OMIT,
        **call_options: Unpack[CallOptions],
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
            **call_options,
        )


class AsyncPets:
    """Operations of pets."""

    with_response = WithResponse["AsyncPetsWithResponse"]()

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @overload
    async def create(
        self,
        *,
        name: str,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent,
        **call_options: Unpack[CallOptions],
    ) -> models.Pet: ...

    @overload
    async def create(
        self,
        *,
        body: models.PetSent,
        **call_options: Unpack[CallOptions],
    ) -> models.Pet: ...

    async def create(
        self,
        *,
        name: str | Omit = OMIT,
        secret: str | Omit = OMIT,
        owner: models.PetOwnerSent | Omit = OMIT,
        body: models.PetSent | Omit = OMIT,
        **call_options: Unpack[CallOptions],
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
            **call_options,
        )


if TYPE_CHECKING:

    class PetsWithResponse:
        """The methods of Pets, each of which gives an APIResponse."""

        def __init__(self, methods: Pets) -> None:
            self.create = answering(methods.create)

    class AsyncPetsWithResponse:
        """The methods of AsyncPets, each of which gives an APIResponse."""

        def __init__(self, methods: AsyncPets) -> None:
            self.create = answering_awaited(methods.create)
