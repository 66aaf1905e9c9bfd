"""Idempotency keys: one value for all attempts of a call, by which a server knows that it has acted already.

See https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
"""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import uuid4

from .call_values import Arguments
from .operation import Operation
from .retries import IDEMPOTENT

HEADER = "Idempotency-Key"


def with_key(
    operation: Operation[Any], arguments: Arguments, configured: str | None, given: str | None
) -> tuple[Arguments, bool]:
    """Add the key of a call, and say whether it has one.

    It is the caller's `given`, else what was passed as the header's own argument or extra header, else a new one
    where the description declares such a header, or the client is `configured` with one and the method needs it.
    """
    declared = _declared(operation)
    if given is None and declared is None and operation.method in IDEMPOTENT:
        return arguments, False
    header = declared or configured
    if given is None:
        if _has(operation, arguments, header or HEADER):
            return arguments, True
        if header is None:
            return arguments, False
    extra = {**arguments.extra_headers, header or HEADER: given or str(uuid4())}
    return arguments.replaced(extra_headers=extra), True


@cache
def _declared(operation: Operation[Any]) -> str | None:
    return next((one.name for one in operation.parameters if one.is_key), None)


def _has(operation: Operation[Any], arguments: Arguments, header: str) -> bool:
    named = [*(one.name for one, _ in arguments.located(operation, "header")), *arguments.extra_headers]
    return header.lower() in (name.lower() for name in named)
