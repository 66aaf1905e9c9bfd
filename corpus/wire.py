"""Requests as they arrive and as they were meant, and when two values of them are the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote, unquote_plus

from described import Parameter

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it came off the wire."""

    method: str
    target: str
    headers: tuple[Pair, ...]
    content: bytes

    def header(self, name: str) -> str | None:
        """Give the value of a header."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the call was given: values by location and name, and the body with its media type and validator."""

    parameters: list[tuple[Parameter, Any]] = field(default_factory=list[tuple[Parameter, Any]])
    media_type: str = ""
    body: Any = None
    validator: Any = None


def pairs_of(query: str) -> list[Pair]:
    """Take a query apart; a plus stays, since a query is not a form."""
    parts = [part.partition("=") for part in query.split("&") if part]
    return [(unquote(name), unquote(value)) for name, _, value in parts]


def text_of(value: Any) -> str:
    """Write a value that is neither a list nor an object; what is one has no form there but JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def same(one: Any, other: Any) -> bool:
    """Say whether two JSON values are the same, times by their meaning."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return same_text(one, other)
    return (type(one) is type(other) and one == other) or _are_numbers(one, other)


def _are_numbers(one: Any, other: Any) -> bool:
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    return numbers and one == other


def same_text(one: str, other: str) -> bool:
    """Say whether two texts mean the same: equal, one time, one number, one JSON, or one uuid."""
    if one == other or unquote_plus(one) == other or one.lower() == other.lower():
        return True
    for read in (datetime.fromisoformat, float, json.loads):
        try:
            if read(one) == read(other):
                return True
        except (ValueError, TypeError):
            continue
    return False
