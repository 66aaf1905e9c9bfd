"""Kinds of media types, for bodies that are sent and answers that are read."""

from __future__ import annotations

import codecs
import mimetypes
from functools import lru_cache
from typing import Literal

Kind = Literal["json", "text", "binary"]

EVENTS = "text/event-stream"
OCTETS = "application/octet-stream"
REMEMBERED = 256  # the actual types come from servers, so they are not kept without end
CHARSET_SHOWN = 40
# Encodings of Python that no answer is in; some of them take forever for a long text.
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape"))


def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


@lru_cache(REMEMBERED)
def kind_of(media_type: str) -> Kind:
    """How the content of a media type is represented."""
    name = essence(media_type)
    if name in ("application/json", "text/json") or name.endswith("+json"):
        return "json"
    return "text" if name.startswith("text/") else "binary"


@lru_cache(REMEMBERED)
def concrete(described: str, fallback: str) -> str:
    """The media type to send where one, a list of them or a range is described: `fallback` where that fits."""
    options = [option.strip() for option in described.split(",")]
    named = [option for option in options if option and "*" not in option]
    if len(options) == 1 and named:
        return described
    return named[0] if named and not any(covers(option, fallback) for option in options) else fallback


def fitting(described: str, guess: str) -> str:
    """The media type to send where one or a range is described; ValueError for a range that the guess is not in."""
    media_type = concrete(described, guess)
    if "*" in described and not covers(described, media_type):
        raise ValueError(f"a {described} body needs its content type: File(content, content_type=...) tells it")
    return media_type


def guessed(filename: str | None) -> str:
    """The media type that a file's name says, or that of any bytes."""
    return mimetypes.guess_type(filename or "")[0] or OCTETS


def charset_of(media_type: str) -> str:
    """The charset parameter of a media type, UTF-8 if there is none."""
    for part in media_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"') or "utf-8"
    return "utf-8"


@lru_cache(REMEMBERED)
def encoding_of(media_type: str) -> str:
    """The charset of a media type by its name in Python; LookupError, which names it, if it is not known."""
    charset = charset_of(media_type)
    try:
        name = codecs.lookup(charset).name
        "".encode(name)
    except (LookupError, ValueError):
        name = ""
    if not name or name in _NO_CHARSETS:
        raise LookupError(f"its charset {charset[:CHARSET_SHOWN]!r} is not known")
    return name


def text_of(content: bytes, encoding: str) -> str:
    """Text in an encoding, without the mark of its byte order; ValueError for what is no text of it.

    See https://encoding.spec.whatwg.org/#decode.
    """
    return content.decode(encoding).removeprefix("\ufeff")


def text_if_any(content: bytes, media_type: str) -> str | None:
    """Text by its charset, or by UTF-8 where that is not known; None for what is no text of it."""
    try:
        return text_of(content, encoding_of(media_type))
    except LookupError:
        return text_if_any(content, "")
    except ValueError:
        return None


@lru_cache(REMEMBERED)
def covers(described: str, actual: str) -> bool:
    """Whether a described media type, perhaps a range such as `text/*`, covers an actual one.

    JSON is JSON by whatever name, and what is described as octets may be bytes of any kind.
    """
    wanted, given = essence(described), essence(actual)
    if wanted in ("*/*", given):
        return True
    if wanted.endswith("/*"):
        return given.startswith(wanted[:-1])
    kind = "binary" if wanted == OCTETS else "json"
    return kind_of(wanted) == kind == kind_of(given)


def breadth(media_type: str) -> int:
    """How much a media type stands for: 0 for itself, 1 for all of a suffix, 2 for all of a type, 3 for everything.

    What is more specific comes first. See https://spec.openapis.org/oas/v3.2.0#response-object.
    """
    kind, _, name = essence(media_type).partition("/")
    return 3 if kind == "*" else 2 if name == "*" else int("*" in name)
