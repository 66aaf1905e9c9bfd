"""The values that a method was called with, beside the operation's row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Self

from .omit import OMIT
from .operation import Operation, Parameter
from .options import CallOptions
from .record import EMPTY, Record


class Arguments(Record):
    """The values of one call; `parameters` lines up with the operation's parameters, OMIT is not sent.

    `at` is an address with its query, which stands in the place of the operation's.
    """

    parameters: Sequence[Any] = ()
    body: Any = OMIT
    extra_headers: Mapping[str, str] = EMPTY
    extra_query: Mapping[str, Any] = EMPTY
    at: str = ""

    @classmethod
    def of(cls, parameters: Sequence[Any], body: Any, options: CallOptions, at: str = "") -> Self:
        """Take what a generated method was called with."""
        headers, query = options.get("extra_headers"), options.get("extra_query")
        return cls(parameters=parameters, body=body, extra_headers=headers or {}, extra_query=query or {}, at=at)

    def located(self, operation: Operation[Any], location: str) -> list[tuple[Parameter, Any]]:
        """The parameters of one location that were given, with their values."""
        if location not in _locations(operation):
            return []
        pairs = zip(operation.parameters, self.parameters, strict=True)
        return [(one, value) for one, value in pairs if one.location == location and value is not OMIT]


@cache
def _locations(operation: Operation[Any]) -> frozenset[str]:
    return frozenset(one.location for one in operation.parameters)
