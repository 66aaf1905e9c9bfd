"""Go type expressions, as far as x-go-type needs them: text in, a closed type out.

See https://go.dev/ref/spec#Types.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from msgspec import Struct


class GoAny(Struct, frozen=True):
    """`any`, `interface{}` or `json.RawMessage`: any JSON value."""


class GoScalar(Struct, frozen=True):
    """A type that is written as one JSON scalar: the JSON Schema `type` and `format` that say the same."""

    type: str
    format: str = ""


class GoNamed(Struct, frozen=True):
    """`pkg.Name`, or a bare `Name` of the generated package itself."""

    package: str
    name: str

    def __str__(self) -> str:
        return f"{self.package}.{self.name}" if self.package else self.name


class GoPointer(Struct, frozen=True):
    """`*T`."""

    target: GoType


class GoSlice(Struct, frozen=True):
    """`[]T` or `[N]T`."""

    items: GoType


class GoMap(Struct, frozen=True):
    """`map[K]V`; JSON knows only text keys."""

    values: GoType


GoType: TypeAlias = GoAny | GoScalar | GoNamed | GoPointer | GoSlice | GoMap


class NotGo(ValueError):
    """The text is no Go type expression of the supported grammar."""


_TOKEN: Final = re.compile(r"\s*(map\b|interface\s*\{\s*\}|[\w/]+|[.*\[\]])")

_INTEGERS: Final = (
    *(f"{sign}int{bits}" for sign in ("", "u") for bits in ("", 8, 16, 32, 64)),
    "byte",
    "rune",
    "uintptr",
)

_BUILTIN: Final[dict[str, GoType]] = {
    "any": GoAny(),
    "interface{}": GoAny(),
    "json.RawMessage": GoAny(),
    "string": GoScalar("string"),
    "bool": GoScalar("boolean"),
    "float32": GoScalar("number"),
    "float64": GoScalar("number"),
    "time.Time": GoScalar("string", "date-time"),
    "uuid.UUID": GoScalar("string", "uuid"),
    **{name: GoScalar("integer") for name in _INTEGERS},
}


def parse_go_type(text: str) -> GoType:
    """Read a Go type expression; raises NotGo when it is none of the supported grammar."""
    tokens = _tokens(text)
    parsed = _type(tokens)
    if tokens:
        raise NotGo(text)
    return parsed


def _tokens(text: str) -> list[str]:
    """Split an expression into its tokens, the first token last so that `pop` takes it."""
    tokens: list[str] = []
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None or len(tokens) > _MOST_TOKENS:
            raise NotGo(text)
        tokens.append("".join(match[1].split()))
        position = match.end()
    return tokens[::-1]


# Longer expressions are not types that somebody wrote; the bound keeps the recursion below flat.
_MOST_TOKENS: Final = 200


def _type(tokens: list[str]) -> GoType:
    """Take one type from the tokens."""
    match token := _take(tokens):
        case "*":
            return GoPointer(_type(tokens))
        case "[":
            return _slice(tokens)
        case "map":
            _expect(tokens, "[")
            _type(tokens)
            _expect(tokens, "]")
            return GoMap(_type(tokens))
        case "]" | ".":
            raise NotGo(token)
        case _:
            return _named(token, tokens)


def _slice(tokens: list[str]) -> GoType:
    """Take the rest of `[]T` or `[N]T`; a slice of bytes is base64 text in JSON, an array of them is a list."""
    length = _take(tokens)
    if length != "]":
        _length(length)
        _expect(tokens, "]")
    elif tokens and tokens[-1] in ("byte", "uint8"):
        tokens.pop()
        return GoScalar("string", "byte")
    return GoSlice(_type(tokens))


def _length(token: str) -> None:
    """Refuse what cannot be the length of an array: a number or the name of one."""
    if not token.isalnum():
        raise NotGo(token)


def _named(first: str, tokens: list[str]) -> GoType:
    """Take the rest of a name, which may be qualified."""
    if not (tokens and tokens[-1] == "."):
        return _BUILTIN.get(first) or GoNamed("", _name(first))
    tokens.pop()
    name = _name(_take(tokens))
    return _BUILTIN.get(f"{first}.{name}") or GoNamed(first, name)


def _name(token: str) -> str:
    """Give a token back that can name a type."""
    if not token.isidentifier():
        raise NotGo(token)
    return token


def _take(tokens: list[str]) -> str:
    """Take the next token."""
    if not tokens:
        raise NotGo("the expression ends too early")
    return tokens.pop()


def _expect(tokens: list[str], wanted: str) -> None:
    """Take the next token, which must be `wanted`."""
    if _take(tokens) != wanted:
        raise NotGo(wanted)
