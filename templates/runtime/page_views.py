"""How the methods of `with_response` are typed whose answers come in pages, for type checkers."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from .api_response import APIResponse
from .pages import AsyncPages, Pages

P = ParamSpec("P")
R = TypeVar("R")


def answering_page(method: Callable[P, Pages[object, R]]) -> Callable[P, APIResponse[R]]:
    """The type of a method that gives the whole response of the first page."""
    raise NotImplementedError(method)


def answering_page_awaited(
    method: Callable[P, AsyncPages[object, R]],
) -> Callable[P, Coroutine[Any, Any, APIResponse[R]]]:
    """The type of a method that gives the whole response of the first page when it is awaited."""
    raise NotImplementedError(method)
