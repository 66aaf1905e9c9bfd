"""Answers that come in pages: all their items one after the other, each page asked for when it is reached."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Iterator, Mapping, Sequence
from typing import Any, Generic, Self, TypeVar

from .api_response import APIResponse, ResponseClient
from .operation import Operation
from .paging import Asked, Paging, find, refusal

T = TypeVar("T")
R = TypeVar("R")
T_co = TypeVar("T_co", covariant=True)
R_co = TypeVar("R_co", covariant=True)


class Walk(Generic[T, R]):
    """One walk over pages, without input or output: it says what to call, and is told the answer."""

    def __init__(self, paging: Paging[T], asked: Asked, most: int | None) -> None:
        """Take the first page to ask for, and how many items there are to be at most."""
        self._paging = paging
        self._asked = asked
        self._left = most
        self._answer: APIResponse[R] | None = None
        self._items: Sequence[T] = ()
        self._seen: set[Hashable] = set()

    def given(self) -> Mapping[str, Any] | None:
        """What the next call is given, None when there is none; raises APIResponseError for a page asked for before."""
        if self._left == 0:
            return None
        if self._answer is None:
            return self._asked.given
        mark = self._paging.following(self._asked, self._answer, self._items)
        self._seen.add(self._paging.current(self._asked, self._answer))
        if mark is None or (mark in self._seen and not self._items):
            return None
        if mark in self._seen:
            raise refusal(self._asked, self._answer, "it is one that was asked for before")
        self._asked = self._paging.asking(self._asked, mark)
        return self._asked.given

    def take(self, answer: APIResponse[R]) -> Sequence[T] | None:
        """Give the items of a page, None for the page before once more, which an unknown number makes servers send."""
        items = self._paging.items_of(answer.data)
        if self._paging.is_counted and items and _identities(items) == _identities(self._items):
            self._left = 0
            return None
        self._answer, self._items = answer, items
        if self._left is not None:
            items = items[: self._left]
            self._left -= len(items)
        return items


class _Pages(Generic[T_co, R_co]):
    """What both clients' pages share."""

    def __init__(self, client: Any, paging: Paging[T_co], asked: Asked, most: int | None = None) -> None:
        """Take what asks for the first page; nothing is sent."""
        self._client = client
        self._paging = paging
        self._asked = asked
        self._most = most

    def limit(self, items: int) -> Self:
        """Give the same pages up to a number of items; once they are given, nothing more is asked for."""
        if items < 0:
            raise ValueError("a limit cannot be negative")
        most = items if self._most is None else min(items, self._most)
        return type(self)(self._client, self._paging, self._asked, most)

    def _walk(self) -> Walk[T_co, R_co]:
        return Walk(self._paging, self._asked, self._most)

    def __repr__(self) -> str:
        operation = self._asked.operation
        most = "" if self._most is None else f", {self._most} items at most"
        return f"<{type(self).__name__} of {operation.id}: {operation.method} {operation.path}{most}>"


class Pages(_Pages[T_co, R_co]):
    """All items of all pages. Each loop over it starts anew, and asks for a page when it is reached."""

    def __iter__(self) -> Iterator[T_co]:
        for _, items in self._turns():
            yield from items

    def pages(self) -> Iterator[R_co]:
        """Give the answers, page by page."""
        for answer, _ in self._turns():
            yield answer

    def first(self) -> R_co:
        """Ask for the first page alone, and give the answer."""
        answer: R_co = self._client.call(self._asked.operation, **self._asked.given)
        return answer

    def _turns(self) -> Iterator[tuple[R_co, Sequence[T_co]]]:
        walk = self._walk()
        while (given := walk.given()) is not None:
            answer = self._client.call_with_response(self._asked.operation, **given)
            items = walk.take(answer)
            if items is not None:
                yield answer.data, items


class AsyncPages(_Pages[T_co, R_co]):
    """All items of all pages, as `Pages` has them, for `async for`."""

    async def __aiter__(self) -> AsyncIterator[T_co]:
        async for _, items in self._turns():
            for item in items:
                yield item

    async def pages(self) -> AsyncIterator[R_co]:
        """Give the answers, page by page."""
        async for answer, _ in self._turns():
            yield answer

    async def first(self) -> R_co:
        """Ask for the first page alone, and give the answer."""
        answer: R_co = await self._client.call(self._asked.operation, **self._asked.given)
        return answer

    async def _turns(self) -> AsyncIterator[tuple[R_co, Sequence[T_co]]]:
        walk = self._walk()
        while (given := walk.given()) is not None:
            answer = await self._client.call_with_response(self._asked.operation, **given)
            items = walk.take(answer)
            if items is not None:
                yield answer.data, items


def walk_pages(client: Any, paging: Paging[T], operation: Operation[R], **given: Any) -> Pages[T, R]:
    """Give the pages of an operation; under `with_response`, the whole response of the first one."""
    if isinstance(client, ResponseClient):
        first: Pages[T, R] = client.call(operation, **given)
        return first
    return Pages(client, paging, Asked(operation, given))


def walk_pages_async(client: Any, paging: Paging[T], operation: Operation[R], **given: Any) -> AsyncPages[T, R]:
    """Give the pages of an operation, as `walk_pages` does."""
    if isinstance(client, ResponseClient):
        first: AsyncPages[T, R] = client.call(operation, **given)
        return first
    return AsyncPages(client, paging, Asked(operation, given))


def _identities(items: Sequence[Any]) -> list[Any]:
    """What tells items apart: the ids of those that have one, for a server may change the rest at each answer."""
    known = (find(item, ("id",)) for item in items)
    return [item if told is None else told for item, told in zip(items, known, strict=True)]
