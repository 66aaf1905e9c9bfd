"""What the value of an extension must be, and how it is read; anything else reads as nothing said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from truespec.document import Mapping, Sequence, Value


class Form(Struct, frozen=True):
    """A form that the value of an extension may have: in words, and as a test."""

    words: str
    fits: Callable[[Value], bool]


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_texts(value: Value) -> bool:
    return isinstance(value, Sequence) and all(isinstance(item, str) for item in value)


def _is_go_type(value: Value) -> bool:
    return isinstance(value, str | Mapping)


FLAG: Final = Form("true or false", lambda value: isinstance(value, bool))
TEXT: Final = Form("a text", _is_text)
NAME: Final = Form("a name", _is_text)
NUMBER: Final = Form("a number", _is_number)
TEXTS: Final = Form("a list of texts", _is_texts)
IMPORT: Final = Form("a mapping with a path", lambda value: isinstance(value, Mapping))
MAPPING: Final = Form("a mapping", lambda value: isinstance(value, Mapping))
NAME_OR_NAMES: Final = Form("a name or a list of names", lambda value: _is_text(value) or _is_texts(value))
TEXTS_OR_MAPPING: Final = Form("a list or a mapping", lambda value: isinstance(value, Mapping | Sequence))
GO_TYPE: Final = Form("a Go type expression", _is_go_type)
NAME_OR_RULES: Final = Form(
    "a name, or at the root a list of rules", lambda value: _is_text(value) or isinstance(value, Sequence)
)
ANYTHING: Final = Form("anything", lambda value: True)


def is_true(holder: Mapping, *keys: str) -> bool:
    """Say whether one of these keys holds true."""
    return any(holder.get(key) is True for key in keys)


def flag(holder: Mapping, key: str) -> bool | None:
    """Give a flag, None when nothing is said or something else than true or false."""
    value = holder.get(key)
    return value if isinstance(value, bool) else None


def name(holder: Mapping, *keys: str) -> str | None:
    """Give the first text that one of these keys holds, None when none does."""
    return next((value for key in keys if isinstance(value := holder.get(key), str) and value.strip()), None)


def texts(value: Value) -> tuple[str, ...]:
    """Give a list's items when all of them are texts."""
    if isinstance(value, Sequence) and all(isinstance(item, str) for item in value):
        return tuple(str(item) for item in value)
    return ()


def text_items(value: Value) -> Iterator[tuple[str, str]]:
    """Give the entries of a mapping whose values are texts."""
    for key, item in value.items() if isinstance(value, Mapping) else ():
        if isinstance(item, str):
            yield key, item
