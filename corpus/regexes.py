"""A short text that matches a regular expression, made from the expression's own parts."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Any

# The standard library's parser of expressions: undocumented, and the only one that is here.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_parse
    from sre_constants import (
        ANY,
        BRANCH,
        CATEGORY,
        GROUPREF,
        IN,
        LITERAL,
        MAX_REPEAT,
        MIN_REPEAT,
        NEGATE,
        NOT_LITERAL,
        RANGE,
        SUBPATTERN,
    )

CATEGORIES = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "-"}
PLAIN = "aA1-_. /:@xZ9+=,;!#$%&'()*<>?[]^`{|}~\"\\"
_PROPERTY = re.compile(r"\\[pP]\{[^}]*\}")


@cache
def matching(pattern: str, least: int, most: int) -> str | None:
    """Give a text that matches, of at least and at most so many characters; None where that is not found."""
    ours = _PROPERTY.sub("a", pattern).replace(r"\/", "/").replace(r"\z", r"\Z")
    try:
        tree, compiled = sre_parse.parse(ours), re.compile(ours)
    except (re.error, RecursionError, OverflowError):
        return None
    for extra in (0, 1, 2, least, least - 1, least // 2 + 1, least - 4):
        groups: dict[int, str] = {}
        text = _text(tree, max(extra, 0), groups)
        for padded in (text, text.ljust(least, "a"), text.rjust(least, "a"), text.ljust(least, "1")):
            if least <= len(padded) <= most and compiled.search(padded):
                return padded
    return None


def _text(tree: Any, extra: int, groups: dict[int, str]) -> str:
    return "".join(_part(kind, held, extra, groups) for kind, held in tree)


def _part(kind: Any, held: Any, extra: int, groups: dict[int, str]) -> str:
    if kind is LITERAL:
        return chr(held)
    if kind is NOT_LITERAL:
        return next(one for one in PLAIN if ord(one) != held)
    if kind is ANY:
        return "a"
    if kind is IN:
        return _one_of(held)
    if kind is BRANCH:
        return _text(held[1][0], extra, groups)
    if kind in (MAX_REPEAT, MIN_REPEAT):
        low, high, inner = held
        return "".join(_text(inner, 0, groups) for _ in range(min(int(high), max(low, extra))))
    if kind is SUBPATTERN:
        text = _text(held[-1], extra, groups)
        if held[0] is not None:
            groups[held[0]] = text
        return text
    if kind is GROUPREF:
        return groups.get(held, "")
    # An anchor or an assertion has no text of its own.
    return ""


def _one_of(held: list[Any]) -> str:
    if held and held[0][0] is NEGATE:
        return next((one for one in PLAIN if not _is_in(one, held[1:])), "é")
    kind, value = held[0]
    if kind is RANGE:
        low, high = value
        return next((one for one in "a1A" if low <= ord(one) <= high), chr(low))
    if kind is CATEGORY:
        return CATEGORIES.get(str(value).removeprefix("CATEGORY_"), "a")
    return chr(value)


def _is_in(one: str, held: list[Any]) -> bool:
    for kind, value in held:
        if kind is LITERAL and ord(one) == value:
            return True
        if kind is RANGE and value[0] <= ord(one) <= value[1]:
            return True
        if kind is CATEGORY and _is_of(one, str(value).removeprefix("CATEGORY_")):
            return True
    return False


def _is_of(one: str, category: str) -> bool:
    name = category.removeprefix("NOT_")
    known = {"DIGIT": one.isdigit(), "SPACE": one.isspace(), "WORD": one.isalnum() or one == "_"}[name]
    return known != category.startswith("NOT_")
