"""How the methods of `with_response` are typed, for type checkers: each as its plain method, with another result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from .api_response import APIResponse

P = ParamSpec("P")
T = TypeVar("T")


def answering(method: Callable[P, T]) -> Callable[P, APIResponse[T]]:
    """The type of a method that gives the whole response."""
    raise NotImplementedError(method)


def answering_awaited(method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, APIResponse[T]]]:
    """The type of a method that gives the whole response when it is awaited."""
    raise NotImplementedError(method)
