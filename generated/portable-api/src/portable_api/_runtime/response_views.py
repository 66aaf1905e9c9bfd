"""How the methods of `with_response` are typed, for type checkers: each as its plain method, with another result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, ParamSpec, TypeVar

from .api_response import APIResponse
from .headers import Headers

P = ParamSpec("P")
T = TypeVar("T")
H = TypeVar("H", bound=Headers)


class Answering(Generic[H]):
    """The types of methods that give the whole response, whose headers are described."""

    def plain(self, method: Callable[P, T]) -> Callable[P, APIResponse[T, H]]:
        """The type of a method that gives the whole response."""
        raise NotImplementedError(method)

    def awaited(self, method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, APIResponse[T, H]]]:
        """The type of a method that gives the whole response when it is awaited."""
        raise NotImplementedError(method)


def answering(method: Callable[P, T]) -> Callable[P, APIResponse[T]]:
    """The type of a method that gives the whole response."""
    raise NotImplementedError(method)


def answering_awaited(method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, APIResponse[T]]]:
    """The type of a method that gives the whole response when it is awaited."""
    raise NotImplementedError(method)
