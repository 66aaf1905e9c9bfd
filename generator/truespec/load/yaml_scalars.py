"""What a YAML 1.2 scalar means, by the core schema: https://yaml.org/spec/1.2.2/#103-core-schema."""

from __future__ import annotations

import math
import re
from typing import TypeAlias

Scalar: TypeAlias = "bool | int | float | str | None"

CONSTANTS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER = re.compile(r"[-+]?[0-9]+")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
NUMBER_STARTS = frozenset("+-.0123456789")
CORE = "tag:yaml.org,2002:"

# Python refuses to read longer decimal numbers, because the time grows with the square.
MAX_DIGITS = 4300


def plain(text: str) -> Scalar:
    """Read an unquoted scalar; raises ValueError when it has no JSON meaning."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    return _number(text) if text[0] in NUMBER_STARTS else text


def tagged(text: str, tag: str) -> Scalar:
    """Read a scalar with an explicit tag; raises ValueError when that is no core tag or does not fit."""
    if tag in ("!", CORE + "str"):
        return text
    if tag not in TYPES:
        raise ValueError(f"the tag {tag.replace(CORE, '!!')} has no JSON meaning")
    value = plain(text)
    if tag == CORE + "float" and type(value) is int:
        return float(value)
    if type(value) is not TYPES[tag]:
        raise ValueError(f"{text} is not of the type that its tag {tag.replace(CORE, '!!')} says")
    return value


TYPES: dict[str, type] = {
    CORE + "null": type(None),
    CORE + "bool": bool,
    CORE + "int": int,
    CORE + "float": float,
}


def _number(text: str) -> int | float | str:
    if INTEGER.fullmatch(text):
        return _decimal(text)
    if OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    if NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text} has no JSON meaning")
    return finite(text) if FLOAT.fullmatch(text) else text


def _decimal(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"the number has more than {MAX_DIGITS} digits")
    return int(text)


def finite(text: str) -> float:
    """Read a float; raises ValueError when it is too large for one."""
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"the number {text} is too large")
    return value
