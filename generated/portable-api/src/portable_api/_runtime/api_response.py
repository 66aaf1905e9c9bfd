"""A whole response: the typed value of an answer, and what came beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol

import httpx2
from typing_extensions import TypeVar

from .headers import Headers
from .record import Record, hidden

T = TypeVar("T")
H = TypeVar("H", bound=Headers, default=Headers, covariant=True)
View = TypeVar("View")


class APIResponse(Record, Generic[T, H]):
    """A successful answer: `data` is what the plain method gives back.

    `headers` has every header as a text by its name, and as an attribute where it is described. `attempts`
    counts the requests that were sent, and `elapsed` is how long they all took, in seconds.
    `http_response` is that of the last one, as the HTTP library has it.
    """

    data: T
    status: int
    headers: H
    attempts: int
    elapsed: float
    content: bytes = hidden()
    http_response: httpx2.Response = hidden()

    @property
    def request_id(self) -> str | None:
        """The id that the server gave to this request, or None if it told none."""
        return self.headers.request_id


class Answering(Protocol):
    """A client that can give whole responses."""

    call_with_response: Callable[..., Any]
    open: Callable[..., Any]


class ResponseClient:
    """Stands in for a client: its calls give whole responses; an open answer tells as much as one."""

    def __init__(self, client: Answering) -> None:
        self.call = client.call_with_response
        self.open = client.open


class WithResponse(Generic[View]):
    """The methods of a resource once more: each gives an `APIResponse`, whose `data` is what the plain method gives."""

    def __get__(self, methods: Any, owner: type) -> View:
        view: View = owner(ResponseClient(methods._client))
        return view
