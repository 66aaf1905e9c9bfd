"""Operations of \"\"\"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._runtime.api_response import WithResponse
from .._runtime.async_client import AsyncClient
from .._runtime.client import SyncClient
from .._runtime.operation import Operation, Parameter, Response
from .._runtime.options import CallOptions
from .._runtime.response_views import answering, answering_awaited

_GET_IMPORT_OS: Operation[None] = Operation(
    id='get"""; import os',
    method="GET",
    path="/pets/{it's}",
    parameters=(Parameter(name="it's", location="path", style="simple", explode=False),),
    body=None,
    responses=(Response(status="204"),),
    security=(),
)


class X22X22X22:
    """Operations of \"\"\"."""

    with_response = WithResponse["X22X22X22WithResponse"]()

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get_import_os(
        self,
        *,
        it_s: str,
        **call_options: Unpack[CallOptions],
    ) -> None:
        """ends with a quote"

        {% raw %} \"\"\" \\N{BULLET} \x00 \u2028 \u202e <script> \\

        Args:
            it_s: \"\"\"

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return self._client.call(
            _GET_IMPORT_OS,
            parameters=(it_s,),
            **call_options,
        )


class AsyncX22X22X22:
    """Operations of \"\"\"."""

    with_response = WithResponse["AsyncX22X22X22WithResponse"]()

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def get_import_os(
        self,
        *,
        it_s: str,
        **call_options: Unpack[CallOptions],
    ) -> None:
        """ends with a quote"

        {% raw %} \"\"\" \\N{BULLET} \x00 \u2028 \u202e <script> \\

        Args:
            it_s: \"\"\"

        Raises:
            errors.APIError: The call failed; errors.APIStatusError when the server refused it.
        """
        return await self._client.call(
            _GET_IMPORT_OS,
            parameters=(it_s,),
            **call_options,
        )


if TYPE_CHECKING:

    class X22X22X22WithResponse:
        """The methods of X22X22X22, each of which gives an APIResponse."""

        def __init__(self, methods: X22X22X22) -> None:
            self.get_import_os = answering(methods.get_import_os)

    class AsyncX22X22X22WithResponse:
        """The methods of AsyncX22X22X22, each of which gives an APIResponse."""

        def __init__(self, methods: AsyncX22X22X22) -> None:
            self.get_import_os = answering_awaited(methods.get_import_os)
