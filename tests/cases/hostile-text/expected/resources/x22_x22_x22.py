"""Operations of \"\"\"."""

from __future__ import annotations

from typing import Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.operation import Operation, Parameter, Response
from .._runtime.options import CallOptions

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
