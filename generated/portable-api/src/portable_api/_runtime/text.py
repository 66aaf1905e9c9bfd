"""The text of single values, and how it is escaped."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, TypeGuard, cast
from urllib.parse import quote

from .encode import plain, to_request_json

Pair = tuple[str, str]
Escape = Callable[[str], str]

# Reserved characters that neither end a query nor mean something in a form. See
# https://spec.openapis.org/oas/v3.2.0#fixed-fields-for-use-with-schema, allowReserved.
_RESERVED = ":/?@!$'()*,;="
# What stands in a path or a query as it is, what is percent-encoded already too.
LITERAL_SAFE = "/:@!$&'()*+,;=~%?"
_TRIPLE = re.compile(r"(%[0-9A-Fa-f]{2})")


def scalar_text(value: Any) -> str:
    """The text of one value, JSON for a list or an object inside of another one; TypeError for what has no text."""
    value = plain(value.value if isinstance(value, Enum) else value)
    match value:
        case str():
            return value
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float() if not math.isfinite(value):
            raise ValueError("NaN and infinities cannot be sent")
        case int() | float():
            return str(value)
        case list() | tuple() | dict():
            return to_request_json(value).decode()
        case _:
            raise TypeError(f"a {type(value).__name__} cannot be sent as a parameter")


def quoted(text: str) -> str:
    """Percent-encode everything but RFC 3986's unreserved characters."""
    # Most names and numbers need nothing, and to find that out costs a tenth.
    return text if text.isascii() and text.isalnum() else quote(text, safe="")


def reserved_quoted(text: str) -> str:
    """Percent-encode what is not allowed where it stands; what is percent-encoded already stays."""
    return "".join(part if _TRIPLE.fullmatch(part) else quote(part, safe=_RESERVED) for part in _TRIPLE.split(text))


def is_object(value: Any) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is written as an object: a mapping by wire names."""
    return isinstance(value, Mapping)


def items_of(value: Any) -> Sequence[Any]:
    """The items of a list, a single value as a list of one."""
    return cast("Sequence[Any]", value) if isinstance(value, (list, tuple)) else [value]
