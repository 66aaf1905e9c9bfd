"""How the methods of `streaming` are typed, for type checkers: each as its plain method, with another result."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Generic, ParamSpec, TypeVar

from .byte_stream import AsyncByteStream, ByteStream
from .stream import AsyncStream, Stream

P = ParamSpec("P")
T = TypeVar("T")


class Streamed(Generic[T]):
    """The types of methods whose values come one by one."""

    def plain(self, method: Callable[P, object]) -> Callable[P, Stream[T]]:
        """The type of a method that gives a stream."""
        raise NotImplementedError(method)

    def awaited(self, method: Callable[P, object]) -> Callable[P, Coroutine[Any, Any, AsyncStream[T]]]:
        """The type of a method that gives a stream when it is awaited."""
        raise NotImplementedError(method)


class StreamedBytes:
    """The types of methods whose content comes piece by piece."""

    def plain(self, method: Callable[P, object]) -> Callable[P, ByteStream]:
        """The type of a method that gives the content as it comes."""
        raise NotImplementedError(method)

    def awaited(self, method: Callable[P, object]) -> Callable[P, Coroutine[Any, Any, AsyncByteStream]]:
        """The type of a method that gives the content as it comes, when it is awaited."""
        raise NotImplementedError(method)
