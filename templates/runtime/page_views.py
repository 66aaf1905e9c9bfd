"""How the methods of `with_response` are typed whose answers come in pages, for type checkers."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Generic, ParamSpec, TypeVar

from .api_response import APIResponse
from .headers import Headers
from .pages import AsyncPages, Pages

P = ParamSpec("P")
R = TypeVar("R")
H = TypeVar("H", bound=Headers)


class AnsweringPage(Generic[H]):
    """The types of methods that give the whole response of the first page, whose headers are described."""

    def plain(self, method: Callable[P, Pages[object, R]]) -> Callable[P, APIResponse[R, H]]:
        """The type of a method that gives the whole response of the first page."""
        raise NotImplementedError(method)

    def awaited(
        self, method: Callable[P, AsyncPages[object, R]]
    ) -> Callable[P, Coroutine[Any, Any, APIResponse[R, H]]]:
        """The type of a method that gives the whole response of the first page when it is awaited."""
        raise NotImplementedError(method)


def answering_page_plain(method: Callable[P, Pages[object, R]]) -> Callable[P, APIResponse[R]]:
    """The type of a method that gives the whole response of the first page."""
    raise NotImplementedError(method)


def answering_page_awaited(
    method: Callable[P, AsyncPages[object, R]],
) -> Callable[P, Coroutine[Any, Any, APIResponse[R]]]:
    """The type of a method that gives the whole response of the first page when it is awaited."""
    raise NotImplementedError(method)
