"""How the pages of an answer follow each other: what all kinds of it share. No input or output."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, Self, TypeVar, cast

from .api_response import APIResponse
from .arguments import TypedBody
from .errors import APIResponseError
from .omit import OMIT, Omit
from .operation import Operation
from .text import is_object

T = TypeVar("T")
Path = tuple[str, ...]


class Asked:
    """What a page was asked for with: an operation, and what its call was given."""

    def __init__(self, operation: Operation[Any], given: Mapping[str, Any]) -> None:
        self.operation = operation
        self.given = given

    def value(self, name: str) -> Any:
        """The value of a query parameter or a field of the body by its wire name, OMIT if it was not given."""
        extra = self._extra()
        if name in extra:
            return extra[name]
        index = _index(self.operation, name)
        return _field(_whole(self.given.get("body", OMIT)), name) if index is None else self.given["parameters"][index]

    def with_value(self, name: str, value: Any) -> Self:
        """The same with another value; a key that made the first call repeatable is not that of another call."""
        index = _index(self.operation, name)
        given = {key: held for key, held in self.given.items() if key != "idempotency_key"}
        if index is None:
            given["body"] = _with_field(given.get("body", OMIT), name, value)
        else:
            given["parameters"] = (*given["parameters"][:index], value, *given["parameters"][index + 1 :])
        given["extra_query"] = {key: held for key, held in self._extra().items() if key != name}
        return type(self)(self.operation, given)

    def at(self, url: str) -> Self:
        """The same at an address, which says what page it is."""
        return type(self)(self.operation, {**self.given, "at": url})

    def _extra(self) -> Mapping[str, Any]:
        return self.given.get("extra_query") or {}


class Paging(Generic[T]):
    """Where an answer has its items, and whether there are more; each kind says what asks for them."""

    is_counted = False

    def __init__(self, *, items: Path = (), more: Path = ()) -> None:
        """Take paths of wire names; the items of () are the answer itself."""
        self._items = items
        self._more = more

    def items_of(self, data: Any) -> Sequence[T]:
        """The items of an answer, none where the server sent something else."""
        found = find(data, self._items)
        return cast("Sequence[T]", found) if isinstance(found, (list, tuple)) else ()

    def following(self, asked: Asked, answer: APIResponse[Any], items: Sequence[Any]) -> Hashable:
        """What tells the next page from all others, None after the last one; raises APIResponseError for nonsense."""
        more = find(answer.data, self._more) if self._more else None
        if more is False:
            return None
        mark = self.mark(asked, answer, items)
        if mark is None and more is True:
            raise refusal(asked, answer, "the server says that there are more items, and not where")
        return mark

    def mark(self, asked: Asked, answer: APIResponse[Any], items: Sequence[Any]) -> Hashable:
        """What an answer tells of the next page, None when that is nothing."""
        raise NotImplementedError

    def current(self, asked: Asked, answer: APIResponse[Any]) -> Hashable:
        """What tells a page from all others."""
        raise NotImplementedError

    def asking(self, asked: Asked, mark: Any) -> Asked:
        """What asks for the page that a mark tells."""
        raise NotImplementedError


def find(data: Any, path: Path) -> Any:
    """The value at a path of wire names, None where there is none."""
    for name in path:
        data = _field(data, name)
    return None if data is OMIT else data


def refusal(asked: Asked, answer: APIResponse[Any], reason: str) -> APIResponseError:
    """The error that ends a walk: what the server says of the next page cannot be followed."""
    operation = asked.operation
    return APIResponseError(
        f"{operation.method} {operation.path}: the next page cannot be asked for: {reason}",
        operation=operation.id,
        status=answer.status,
        headers=answer.headers,
        content=answer.content,
    )


def _field(data: Any, name: str) -> Any:
    if is_object(data):
        return data.get(name, OMIT)
    attribute = _attributes_of(data).get(name)
    if attribute is not None:
        return getattr(data, attribute, OMIT)
    extras: Mapping[str, Any] = getattr(data, "model_extra", None) or {}
    return extras.get(name, OMIT)


def _attributes_of(data: Any) -> Mapping[str, str]:
    return _attributes(cast("Any", type(data)))


@cache
def _attributes(model: Any) -> Mapping[str, str]:
    """The attributes of a model by wire name, none for what is no model."""
    fields: Mapping[str, Any] = getattr(model, "model_fields", None) or {}
    return {field.alias or name: name for name, field in fields.items()}


@cache
def _index(operation: Operation[Any], name: str) -> int | None:
    found = (index for index, one in enumerate(operation.parameters) if (one.location, one.name) == ("query", name))
    return next(found, None)


def _whole(body: Any) -> Any:
    return body.value if isinstance(body, TypedBody) else body


def _with_field(body: Any, name: str, value: Any) -> Any:
    if isinstance(body, TypedBody):
        return body.replaced(value=_with_field(body.value, name, value))
    if isinstance(body, Omit):
        return {name: value}
    if is_object(body):
        return {**body, name: value}
    if not hasattr(body, "model_copy"):
        raise TypeError(f"pages are asked for with a body of fields, not with a {type(body).__name__}")
    return body.model_copy(update={_attributes_of(body).get(name, name): value})
