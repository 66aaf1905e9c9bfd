"""JSON Pointer (RFC 6901): the address of a value inside a description."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, unquote

Token: TypeAlias = str | int


class Pointer(NamedTuple):
    """An address as its tokens: the keys of mappings, and the digits of positions in lists."""

    tokens: tuple[str, ...] = ()

    @staticmethod
    def parse(text: str) -> Pointer:
        """Read `#/a/b` or `/a/b`, percent- and tilde-escapes undone; raises ValueError when it is no pointer.

        See https://www.rfc-editor.org/rfc/rfc6901#section-6.
        """
        return _parsed(text)

    def __truediv__(self, token: Token) -> Pointer:
        return Pointer((*self.tokens, str(token)))

    def __str__(self) -> str:
        """Give the URI fragment form, `#/paths/~1pets/get`."""
        return "#" + "".join(map(_step, self.tokens))

    @property
    def parent(self) -> Pointer:
        """The pointer one level up; the root's is the root."""
        return Pointer(self.tokens[:-1])

    @property
    def digest(self) -> str:
        """A few characters that tell this pointer from others, for names that have to differ."""
        return sha256(str(self).encode()).hexdigest()[:6]


# What RFC 3986 allows in a fragment without escaping.
SAFE = "/~!$&'()*+,;=:@?-._"

# Descriptions say the same few references and keys again and again.
_REMEMBERED = 1 << 14


@lru_cache(_REMEMBERED)
def _parsed(text: str) -> Pointer:
    fragment = unquote(text.removeprefix("#"))
    if not fragment:
        return Pointer()
    if not fragment.startswith("/"):
        raise ValueError(f"not a JSON pointer: {text}")
    return Pointer(tuple(unescape(token) for token in fragment[1:].split("/")))


@lru_cache(_REMEMBERED)
def _step(token: str) -> str:
    """Give one token as a fragment holds it."""
    return f"/{quote(escape(token), safe=SAFE)}"


def escape(token: str) -> str:
    """Escape `~` and `/` of one token."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """Undo `escape`."""
    return token.replace("~1", "/").replace("~0", "~")
