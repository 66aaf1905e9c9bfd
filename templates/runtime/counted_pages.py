"""Pages that follow each other by a number: of the page, or of the items before it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

from .api_response import APIResponse
from .paging import Asked, Paging, Path, find
from .text import scalar_text

T = TypeVar("T")


class Counted(Paging[T]):
    """A page without items is the last one."""

    is_counted = True

    def __init__(self, *, parameter: str, start: int, items: Path = (), more: Path = (), last: Path = ()) -> None:
        """Take the wire name of the parameter, and what it is at the first page.

        `last` is where the answer has the number of all pages.
        """
        super().__init__(items=items, more=more)
        self._parameter = parameter
        self._start = start
        self._last = last

    def current(self, asked: Asked, answer: APIResponse[Any]) -> int:
        """The number that the page was asked for with, else that of the first."""
        value = asked.value(self._parameter)
        text = scalar_text(value) if value else ""
        return int(text) if text.isdecimal() else self._start

    def asking(self, asked: Asked, mark: Any) -> Asked:
        """Ask with the number."""
        return asked.with_value(self._parameter, mark)


class PageNumber(Counted[T]):
    """A parameter is the number of the page."""

    def mark(self, asked: Asked, answer: APIResponse[Any], items: Sequence[Any]) -> Hashable:
        """The number after that of this page."""
        number = self.current(asked, answer) + 1
        last = find(answer.data, self._last) if self._last else None
        is_last = isinstance(last, int) and number - self._start >= last
        return number if items and not is_last else None


class Offset(Counted[T]):
    """A parameter is the number of items before the page."""

    def mark(self, asked: Asked, answer: APIResponse[Any], items: Sequence[Any]) -> Hashable:
        """The number of items up to the end of this page."""
        return self.current(asked, answer) + len(items) if items else None
