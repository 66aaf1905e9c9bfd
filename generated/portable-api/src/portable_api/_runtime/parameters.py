"""Writes parameter values as OpenAPI's styles say; a new style is a new row in a table.

See https://spec.openapis.org/oas/v3.2.0#style-values
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from .encode import plain
from .operation import Parameter
from .text import Escape, Pair, is_object, items_of, quoted, reserved_quoted, scalar_text, text_as

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_COOKIE_TEXT = re.compile(r"[^\x00-\x20\x7f;]*")
_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}

Write = Callable[[Parameter, Any, Escape], str]


def path_text(parameter: Parameter, value: Any) -> str:
    """The percent-encoded text of a path value, without "/" unless it is let through; ValueError if it is empty."""
    escape = _reserved_in_path if parameter.reserved else quoted
    value = plain(value)
    if parameter.media_type:
        text = escape(text_as(parameter.media_type, value))
    else:
        text = "" if _is_empty(value) else _PATH_STYLES[parameter.style](parameter, value, escape)
    if not text:
        raise ValueError(f"the path parameter {parameter.name!r} must not be empty")
    return text


def query_pairs(parameter: Parameter, value: Any) -> list[Pair]:
    """The percent-encoded names and values of a query parameter; none for an empty list or object."""
    escape = reserved_quoted if parameter.reserved else quoted
    value = plain(value)
    if parameter.media_type:
        return [(quoted(parameter.name), escape(text_as(parameter.media_type, value)))]
    if parameter.style == "deepObject":
        return _deep(parameter, value, escape)
    return _form(parameter, value, escape)


def header_text(parameter: Parameter, value: Any) -> str:
    """The text of a header parameter; ValueError if it holds CR, LF or another control character."""
    value = plain(value)
    text = text_as(parameter.media_type, value) if parameter.media_type else _simple(parameter, value, str)
    return safe_header(parameter.name, text)[1]


def cookie_pairs(parameter: Parameter, value: Any) -> list[Pair]:
    """The names and values of a cookie parameter; ValueError if the style does not encode what would end a cookie."""
    pairs = query_pairs(parameter, value) if parameter.style != "cookie" else _form(parameter, plain(value), str)
    for name, text in pairs:
        if not _HEADER_NAME.fullmatch(name.replace("%", "")) or not _COOKIE_TEXT.fullmatch(text):
            raise ValueError(f"the cookie {parameter.name!r} holds a character that ends a cookie")
    return pairs


def safe_header(name: str, value: str) -> Pair:
    """A header that cannot inject another one; ValueError names the header, never its value."""
    if not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"not a header name: {name!r}")
    if _CONTROL.search(value):
        raise ValueError(f"the value of the header {name!r} holds a control character")
    return name, value.strip(" \t")


def _is_empty(value: Any) -> bool:
    return isinstance(value, (list, tuple, dict)) and not value


def _parts(value: Any, escape: Escape, *, explode: bool) -> list[str]:
    if not is_object(value):
        return [escape(scalar_text(item)) for item in items_of(value)]
    members = [(escape(str(name)), escape(scalar_text(item))) for name, item in value.items()]
    return [f"{name}={text}" for name, text in members] if explode else [part for pair in members for part in pair]


def _simple(parameter: Parameter, value: Any, escape: Escape) -> str:
    return _separator(parameter, escape).join(_parts(value, escape, explode=parameter.explode))


def _separator(parameter: Parameter, escape: Escape) -> str:
    separator = _SEPARATORS.get(parameter.style)
    return escape(separator) if separator else ","


def _label(parameter: Parameter, value: Any, escape: Escape) -> str:
    return "." + ("." if parameter.explode else ",").join(_parts(value, escape, explode=parameter.explode))


def _matrix(parameter: Parameter, value: Any, escape: Escape) -> str:
    parts, name = _parts(value, escape, explode=parameter.explode), quoted(parameter.name)
    if is_object(value) and parameter.explode:
        return "".join(f";{part}" for part in parts)
    texts = parts if parameter.explode else [",".join(parts)]
    return "".join(f";{name}={text}" if text else f";{name}" for text in texts)


def _form(parameter: Parameter, value: Any, escape: Escape) -> list[Pair]:
    if not isinstance(value, (list, tuple, dict)):
        return [(escape(parameter.name), escape(scalar_text(value)))]
    if is_object(value) and parameter.explode:
        return [(escape(str(member)), escape(scalar_text(item))) for member, item in value.items()]
    parts = _parts(value, escape, explode=False)
    if not parts:
        return []
    name = escape(parameter.name)
    if parameter.explode:
        return [(name, part) for part in parts]
    return [(name, _separator(parameter, escape).join(parts))]


def _deep(parameter: Parameter, value: Any, escape: Escape) -> list[Pair]:
    return [(quoted(name), escape(scalar_text(item))) for name, item in _leaves(parameter.name, value)]


def _leaves(name: str, value: Any) -> list[tuple[str, Any]]:
    """The specification leaves lists and deeper objects open: a list repeats its name, an object adds brackets.

    Objects in a list have its index too, or nothing would tell which members are of one.
    """
    value = plain(value)
    if is_object(value):
        return [leaf for member, item in value.items() for leaf in _leaves(f"{name}[{member}]", item)]
    if isinstance(value, (list, tuple)):
        items = [plain(item) for item in items_of(value)]
        is_deep = any(isinstance(item, (list, tuple, dict)) for item in items)
        names = (f"{name}[{index}]" if is_deep else name for index in range(len(items)))
        return [leaf for one, item in zip(names, items, strict=True) for leaf in _leaves(one, item)]
    return [(name, value)]


def _reserved_in_path(text: str) -> str:
    if any(segment in (".", "..") for segment in unquote(text).split("/")):
        raise ValueError("a path value must not hold the segment '.' or '..': it would change the path")
    return reserved_quoted(text).replace("?", "%3F")


_PATH_STYLES: dict[str, Write] = {
    "simple": _simple,
    "label": _label,
    "matrix": _matrix,
    **dict.fromkeys(_SEPARATORS, _simple),
}
