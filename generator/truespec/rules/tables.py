"""The fixed fields of one version as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import chain
from typing import Final, TypeAlias

from msgspec import Struct

from truespec.document import Mapping, Sequence, Value
from truespec.rules.fixed_fields import OBJECTS, OPEN, SWAGGER

Version: TypeAlias = tuple[int, int]

_FIELD: Final = re.compile(r"([$\w]+)([!:])([^@]+)(?:@(-?)([0-9])\.([0-9]))?")
_KNOWN: Final = frozenset(("array", "boolean", "integer", "null", "number", "object", "string"))
_TYPES: Final = {"types": _KNOWN, "filetypes": _KNOWN | {"file"}}
_JSON: Final[frozenset[type]] = frozenset((str, bool, int, float, type(None), Mapping, Sequence))
_SCALARS: Final[dict[str, frozenset[type]]] = {
    "text": frozenset((str,)),
    "flag": frozenset((bool,)),
    "number": frozenset((int, float)),
    "any": _JSON,
}
_WORDS: Final = {"scheme": frozenset(("http", "https", "ws", "wss"))}
_SAID: Final = {"text": "a text", "flag": "true or false", "number": "a number", "natural": "a whole number from 0 on"}


class Shape(Enum):
    """How a field holds objects or scalars."""

    ONE = "one"
    LIST = "list"
    MAP = "map"


class Expected(Struct, frozen=True):
    """What a value may be: of these types, or one of these words, or an object of this kind."""

    said: str
    shape: Shape = Shape.ONE
    types: frozenset[type] = frozenset()
    words: frozenset[str] = frozenset()
    kind: str = ""
    natural: bool = False

    def takes(self, value: Value) -> bool:
        """Say whether a value that is no object of a kind is as expected."""
        if self.natural:
            return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == int(value)
        return type(value) in self.types or (isinstance(value, str) and value in self.words)


class Table(Struct, frozen=True):
    """The fields of one kind of object; `plain` are the types of values that need no second look."""

    fields: dict[str, tuple[Expected, ...]]
    plain: dict[str, frozenset[type]]
    required: tuple[str, ...]
    is_open: bool


@cache
def tables(version: Version) -> dict[str, Table]:
    """Give the table of each object of a version of OpenAPI."""
    text = SWAGGER if version < (3, 0) else OBJECTS
    lines = re.sub(r"\n +", " ", text).strip().split("\n")
    return {line.split()[0]: _table(line.split()[0], line.split()[1:], version) for line in lines}


def _table(kind: str, words: list[str], version: Version) -> Table:
    fields: dict[str, tuple[Expected, ...]] = {}
    required: dict[str, bool] = {}
    for word in words:
        found = _FIELD.fullmatch(word)
        if found is None:
            raise ValueError(word)
        name, mark, type_, until, major, minor = found.groups()
        bound = (int(major), int(minor)) if major else version
        if version <= bound if until else version >= bound:
            fields[name] = tuple(_expected(type_))
            required[name] = mark == "!"
    is_open = kind in OPEN or any(version >= _since(word) for word in OPEN if word.startswith(f"{kind}@"))
    plain = {name: frozenset(chain.from_iterable(map(_plain, expected))) for name, expected in fields.items()}
    return Table(fields, plain, tuple(name for name, needed in required.items() if needed), is_open)


def _plain(expected: Expected) -> frozenset[type]:
    return expected.types if expected.shape is Shape.ONE else frozenset()


def _since(word: str) -> Version:
    major, minor = word.partition("@")[2].split(".")
    return int(major), int(minor)


def _expected(text: str) -> Iterator[Expected]:
    """Give what a type's text expects; several words are one expectation."""
    parts = text.split("|")
    is_words = len(parts) > 1 or parts[0] == "simple"
    if is_words and all(part[0].islower() for part in parts):
        yield Expected(f"one of {', '.join(parts)}", words=frozenset(parts))
        return
    for part in parts:
        shape = {"[": Shape.LIST, "{": Shape.MAP}.get(part[0], Shape.ONE)
        yield _one(part.strip("[]{}"), shape)


def _one(word: str, shape: Shape) -> Expected:
    if word in _SCALARS:
        return Expected(_SAID.get(word, "anything"), shape, types=_SCALARS[word])
    if word == "natural":
        return Expected(_SAID[word], shape, natural=True)
    if word in _TYPES:
        return Expected("a type or a list of types", shape, words=_TYPES[word])
    if word in _WORDS:
        return Expected(f"one of {', '.join(sorted(_WORDS[word]))}", shape, words=_WORDS[word])
    return Expected(called(word), shape, kind=word)


@cache
def called(kind: str) -> str:
    """Give what the specification calls a kind of object."""
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", kind) + " Object"
