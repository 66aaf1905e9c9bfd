"""The text of single values, and how it is escaped."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, TypeGuard, cast
from urllib.parse import quote

from .encode import plain, to_request_json
from .media import concrete, essence, kind_of

Pair = tuple[str, str]
Escape = Callable[[str], str]

# Reserved characters that neither end a query nor mean something in a form. See
# https://spec.openapis.org/oas/v3.2.0#fixed-fields-for-use-with-schema, allowReserved.
_RESERVED = ":/?@!$'()*,;="
# What stands in a path or a query as it is, what is percent-encoded already too.
LITERAL_SAFE = "/:@!$&'()*+,;=~%?"
_TRIPLE = re.compile(r"(%[0-9A-Fa-f]{2})")


def scalar_text(value: Any) -> str:
    """The text of one value, JSON for a list or an object inside of another one; TypeError for what has no text.

    Bytes have to be UTF-8, ValueError if they are not.
    """
    value = plain(value.value if isinstance(value, Enum) else value)
    match value:
        case str():
            return value
        case bytes():
            return value.decode()
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


def chosen_type(described: str, value: Any) -> str:
    """The media type in which a value is written, where one, several or a range of them are described."""
    return concrete(described, "application/json" if _is_composed(value) else "text/plain")


def text_as(described: str, value: Any) -> str:
    """The text of a value in the media type that is chosen for it.

    TypeError for a list or an object in one that says in another way than JSON how they are written, such as XML.
    """
    media_type = chosen_type(described, value)
    if kind_of(media_type) == "json":
        return to_request_json(value).decode()
    if _is_composed(value) and essence(media_type) != "text/plain":
        raise TypeError(f"a {type(value).__name__} is not written as {media_type}: give the text that it is there")
    return scalar_text(value)


def _is_composed(value: Any) -> bool:
    return isinstance(value, (list, tuple, dict))


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
