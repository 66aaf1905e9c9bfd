"""Writes `application/x-www-form-urlencoded`.

See https://spec.openapis.org/oas/v3.2.0#encoding-the-x-www-form-urlencoded-media-type
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote_from_bytes

from .bodies import sent_fields
from .encode import plain
from .media import kind_of
from .operation import Body, Parameter, Part, Written
from .parameters import query_pairs
from .text import Pair, items_of, quoted, text_as


def form_body(body: Body, value: Any) -> Written:
    """Write a form; a text is sent as the form that it already is."""
    if isinstance(value, str):
        return value.encode(), body.media_type
    pairs = form_pairs({part.name: part for part in body.parts}, sent_fields(body, value))
    return "&".join(f"{name}={text}" for name, text in pairs).encode(), body.media_type


def form_pairs(parts: Mapping[str, Part], fields: Mapping[str, Any]) -> Iterator[Pair]:
    """The percent-encoded names and values of a form, each field as its part says."""
    for name, value in fields.items():
        part = parts.get(name, Part(name=name))
        yield from styled(part, value) if part.style else _plain(part, value)


def styled(part: Part, value: Any) -> list[Pair]:
    """The percent-encoded names and values of a field that has the style of a query parameter."""
    style, explode, reserved = part.style or "form", part.explode, part.reserved
    return query_pairs(
        Parameter(name=part.name, location="query", style=style, explode=explode, reserved=reserved), value
    )


def field_text(part: Part, value: Any) -> str:
    """The text of one value in the media type of its part; where that is not JSON, null is empty."""
    value = plain(value)
    return "" if value is None and kind_of(part.media_type) != "json" else text_as(part.media_type, value)


def _plain(part: Part, value: Any) -> Iterator[Pair]:
    items: Sequence[Any] = [value] if kind_of(part.media_type) == "json" else items_of(value)
    for item in items:
        yield quoted(part.name), _quoted(part, item)


def _quoted(part: Part, value: Any) -> str:
    return quote_from_bytes(value, safe="") if isinstance(value, bytes) else quoted(field_text(part, value))
