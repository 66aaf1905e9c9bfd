"""Reads `application/x-www-form-urlencoded`."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from urllib.parse import parse_qsl

from .codec import Codec, Decoded
from .texts import Parts, decode_texts


def decode_form(codec: Codec, content: bytes) -> Decoded:
    """Read a form as an object of its fields; a field that comes several times, or is described as a list, is one."""
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    alone = {name for name, values in fields.items() if len(values) == 1}
    decoded = decode_texts(codec, _parts(fields, alone))
    if wrong := alone & _wrong(decoded):
        kept = _wrong(decode_texts(codec, _parts(fields, alone - wrong)))
        decoded = decode_texts(codec, _parts(fields, alone - (wrong - kept)))
    return decoded


def _parts(fields: Mapping[str, list[str]], alone: AbstractSet[str]) -> Parts:
    return {name: values[0] if name in alone else values for name, values in fields.items()}


def _wrong(decoded: Decoded) -> set[str]:
    """The fields that disagree as a whole, and not somewhere inside."""
    return {str(one.location[0]) for one in decoded.disagreements if len(one.location) == 1}
