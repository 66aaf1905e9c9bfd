"""Writes parameter values as OpenAPI's styles say; a new style is a new row in a table.

See https://spec.openapis.org/oas/v3.1.2#style-values
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, TypeGuard, cast
from urllib.parse import quote

from .encode import plain
from .operation import Parameter

Pair = tuple[str, str]

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def path_text(parameter: Parameter, value: Any) -> str:
    """The percent-encoded text of a path value, without "/"; ValueError if it is empty."""
    text = _joined(parameter, value, _quoted)
    if not text:
        raise ValueError(f"the path parameter {parameter.name!r} must not be empty")
    return text


def query_pairs(parameter: Parameter, value: Any) -> list[Pair]:
    """The percent-encoded names and values of a query parameter; none for an empty list or object."""
    try:
        return _QUERY_STYLES[parameter.style](parameter, value)
    except KeyError:
        raise NotImplementedError(f"query style {parameter.style}") from None


def header_text(parameter: Parameter, value: Any) -> str:
    """The text of a header parameter; ValueError if it holds CR, LF or another control character."""
    return safe_header(parameter.name, _joined(parameter, value, str))[1]


def cookie_pairs(parameter: Parameter, value: Any) -> list[Pair]:
    """The percent-encoded names and values of a cookie parameter, which has the form style."""
    return _form(parameter, value)


def safe_header(name: str, value: str) -> Pair:
    """A header that cannot inject another one; ValueError names the header, never its value."""
    if not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"not a header name: {name!r}")
    if _CONTROL.search(value):
        raise ValueError(f"the value of the header {name!r} holds a control character")
    return name, value.strip(" \t")


def scalar_text(value: Any) -> str:
    """The text of one value that is neither a list nor an object; TypeError for what has no text."""
    value = plain(value.value if isinstance(value, Enum) else value)
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float() if not math.isfinite(value):
            raise ValueError("NaN and infinities cannot be sent")
        case str() | int() | float():
            return str(value)
        case _:
            raise TypeError(f"a {type(value).__name__} cannot be sent as a parameter")


def quoted(text: str) -> str:
    """Percent-encode everything but RFC 3986's unreserved characters."""
    return quote(text, safe="")


def is_object(value: Any) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is written as an object: a mapping by wire names."""
    return isinstance(value, Mapping)


def _quoted(value: Any) -> str:
    return quoted(scalar_text(value))


def _joined(parameter: Parameter, value: Any, escape: Callable[[str], str]) -> str:
    value = plain(value)
    if is_object(value):
        between = "=" if parameter.explode else ","
        return ",".join(f"{escape(name)}{between}{escape(text)}" for name, text in _members(value))
    return ",".join(escape(scalar_text(item)) for item in _items(value))


def _items(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value) if isinstance(value, (list, tuple)) else [value]


def _members(value: Mapping[str, Any]) -> list[Pair]:
    return [(str(name), scalar_text(item)) for name, item in value.items()]


def _form(parameter: Parameter, value: Any) -> list[Pair]:
    value = plain(value)
    name = quoted(parameter.name)
    if is_object(value) and parameter.explode:
        return [(quoted(member), quoted(text)) for member, text in _members(value)]
    if is_object(value) or not parameter.explode:
        text = _joined(parameter, value, quoted)
        return [] if value in ([], (), {}) else [(name, text)]
    return [(name, _quoted(item)) for item in _items(value)]


_QUERY_STYLES: dict[str, Callable[[Parameter, Any], list[Pair]]] = {"form": _form}
