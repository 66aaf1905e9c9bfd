"""Pages that follow each other by a cursor: an answer says what a parameter asks for the next one with."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

from .api_response import APIResponse
from .paging import Asked, Paging, Path, find, refusal
from .text import scalar_text

T = TypeVar("T")


class Cursor(Paging[T]):
    """A field of the answer is the cursor; null, an empty one and zero are none."""

    def __init__(self, *, parameter: str, next: Path, items: Path = (), more: Path = ()) -> None:
        """Take the wire names of the parameter and of the field."""
        super().__init__(items=items, more=more)
        self._parameter = parameter
        self._next = next

    def current(self, asked: Asked, answer: APIResponse[Any]) -> Hashable:
        """The cursor that the page was asked for with."""
        value = asked.value(self._parameter)
        return scalar_text(value) if value else None

    def mark(self, asked: Asked, answer: APIResponse[Any], items: Sequence[Any]) -> Hashable:
        """The cursor that the answer holds, as text."""
        value = self.cursor(answer, items)
        if isinstance(value, (dict, list)) or hasattr(value, "model_fields"):
            raise refusal(asked, answer, f"{'.'.join(self._next)} holds no cursor")
        return scalar_text(value) if value else None

    def cursor(self, answer: APIResponse[Any], items: Sequence[Any]) -> Any:
        """The cursor as the answer has it."""
        return find(answer.data, self._next)

    def asking(self, asked: Asked, mark: Any) -> Asked:
        """Ask with the cursor in the place of the one before."""
        return asked.with_value(self._parameter, mark)


class LastItem(Cursor[T]):
    """A field of the last item is the cursor."""

    def cursor(self, answer: APIResponse[Any], items: Sequence[Any]) -> Any:
        """That of the last item, None for a page without any."""
        return find(items[-1], self._next) if items else None
