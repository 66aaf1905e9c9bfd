"""The methods of a resource whose answers can be read while they come."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from .byte_stream import open_bytes, open_bytes_async
from .operation import Operation
from .stream import open_stream, open_stream_async

View = TypeVar("View")


class StreamingClient:
    """Stands in for a client: its calls give streams."""

    gives_streams = True

    def __init__(self, client: Any) -> None:
        self._client = client

    def call(self, operation: Operation[Any], **given: Any) -> Any:
        """Call an operation and leave its answer to be read by the caller."""
        opened = open_stream if is_sequence(operation) else open_bytes
        return opened(self._client, operation, **given)


class AsyncStreamingClient:
    """Stands in for an asynchronous client: its calls give streams."""

    gives_streams = True

    def __init__(self, client: Any) -> None:
        self._client = client

    async def call(self, operation: Operation[Any], **given: Any) -> Any:
        """Call an operation and leave its answer to be read by the caller."""
        opened = open_stream_async if is_sequence(operation) else open_bytes_async
        return await opened(self._client, operation, **given)


def is_sequence(operation: Operation[Any]) -> bool:
    """Whether an operation can answer with a sequence of values."""
    return any(row.items for row in operation.responses)


class Streaming(Generic[View]):
    """The methods of a resource once more: each gives a `Stream` of values or a `ByteStream` of its answer."""

    def __get__(self, methods: Any, owner: type) -> View:
        view: View = owner(StreamingClient(methods._client))
        return view


class AsyncStreaming(Generic[View]):
    """The methods of a resource once more: each gives an `AsyncStream` or an `AsyncByteStream` when it is awaited."""

    def __get__(self, methods: Any, owner: type) -> View:
        view: View = owner(AsyncStreamingClient(methods._client))
        return view
