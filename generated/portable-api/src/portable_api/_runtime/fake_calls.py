"""What a stand-in for the API received, and of which operation a method is."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .api_response import ResponseClient
from .client import SyncClient
from .fake_content import successes
from .headers import Headers
from .operation import Operation
from .record import Record, hidden


class Received(Record):
    """One request, as a server sees it; every attempt of a call is one of its own."""

    operation: str
    method: str
    url: str = hidden()
    headers: Headers = hidden()
    content: bytes = hidden()

    @property
    def path(self) -> str:
        """The path, without percent-encoding."""
        return unquote(urlsplit(self.url).path)

    @property
    def query(self) -> dict[str, list[str]]:
        """The values of each parameter in the query."""
        return parse_qs(urlsplit(self.url).query, keep_blank_values=True)

    @property
    def json(self) -> Any:
        """The body, read as JSON; raises ValueError if it is none."""
        return json.loads(self.content)


class Target(Record, kw_only=False):
    """The operation that a method calls, and whether its answer is a stream of values."""

    operation: Operation[Any]
    streamed: bool


class Found(Record, kw_only=False):
    """A method as its user writes it, and what it calls, if there is one."""

    name: str
    operation: Operation[Any] | None = None


def target_of(method: Callable[..., Any]) -> Target:
    """Give what a method of a resource calls; raises TypeError for anything else."""
    owner = getattr(getattr(method, "__self__", None), "_client", None)
    if isinstance(owner, ResponseClient):
        raise TypeError("a whole response has the answer of its plain method: leave out `with_response`")
    operation = operation_of(method)
    if operation is None:
        raise TypeError(f"this is no method of the client: {method!r}")
    streams = [bool(row.items) for row in successes(operation) if row.media_type]
    streamed = any(streams) and (all(streams) or getattr(owner, "gives_streams", False))
    return Target(operation, streamed)


def operation_of(method: Callable[..., Any]) -> Operation[Any] | None:
    """Give the one row that the code of a method names, None if it names none."""
    function = inspect.unwrap(getattr(method, "__func__", method))
    code, names = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    found = [names[name] for name in (code.co_names if code else ()) if isinstance(names.get(name), Operation)]
    return found[0] if len(found) == 1 else None


def method_of(client: SyncClient, operation: str) -> Found:
    """Find the method of a client by the id of its operation; loads every resource that it looks into."""
    resources = [name for name, one in vars(type(client)).items() if isinstance(one, cached_property)]
    for resource in resources:
        methods: object = getattr(client, resource)
        for name, method in vars(type(methods)).items():
            row = operation_of(method)
            if row is not None and row.id == operation:
                return Found(f"client.{resource}.{name}", row)
    return Found(operation or "a request that is no call of an operation")
