"""Reads values that came as texts, of which only their types say what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from .codec import Codec, Decoded

Parts: TypeAlias = str | list[str] | dict[str, str | list[str]]

_WHOLE = ""
_LITERAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null")
# See https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7.
_HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")


def decode_texts(codec: Codec, parts: Parts) -> Decoded:
    """Read a text, a list or an object of texts; a text that fits no type is kept as it is, and told."""
    for candidate in _candidates(parts):
        if (decoded := codec.exact(candidate)) is not None:
            return decoded
    guessed = codec.decode(_json(parts, frozenset()))
    wrong = frozenset(one.location[0] if one.location else _WHOLE for one in guessed.disagreements)
    return codec.decode(_json(parts, wrong))


def _candidates(parts: Parts) -> Iterator[bytes]:
    yield _json(parts, frozenset())
    yield _json(parts, _places(parts))
    if isinstance(parts, str) and _HTTP_DATE.fullmatch(parts):
        with suppress(ValueError):
            yield json.dumps(parsedate_to_datetime(parts).isoformat()).encode()


def _places(parts: Parts) -> frozenset[str | int]:
    return frozenset((_WHOLE,) if isinstance(parts, str) else range(len(parts)) if isinstance(parts, list) else parts)


def _json(parts: Parts, texts: frozenset[str | int]) -> bytes:
    """Write as JSON; what looks like a number, true, false or null is one, except at the places that are `texts`."""
    match parts:
        case str():
            text = _spelled(parts, is_text=_WHOLE in texts)
        case list():
            text = f"[{','.join(_spelled(part, is_text=place in texts) for place, part in enumerate(parts))}]"
        case _:
            members = (f"{json.dumps(name)}:{_spelled(part, is_text=name in texts)}" for name, part in parts.items())
            text = f"{{{','.join(members)}}}"
    return text.encode()


def _spelled(part: str | list[str], *, is_text: bool) -> str:
    if isinstance(part, list):
        return f"[{','.join(_spelled(one, is_text=is_text) for one in part)}]"
    return part if not is_text and _LITERAL.fullmatch(part) else json.dumps(part)
