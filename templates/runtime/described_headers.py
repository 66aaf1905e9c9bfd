"""The described headers of an answer: their texts, and each as the type that the description gives it.

See https://spec.openapis.org/oas/v3.2.0#header-object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar, Generic, Literal, Self, TypeAlias, TypeGuard, TypeVar, overload

from .codec import Codec, Decoded, Disagreement, NotJSONError, codec_of
from .disagreement import Source, drifts_of
from .drift import Drift
from .headers import Headers
from .omit import OMIT
from .places import places_of

T = TypeVar("T", covariant=True)
Form: TypeAlias = Literal["text", "json", "array", "object", "pairs"]
"""How a text is parted: not at all, or as JSON; as a list, as an object of `k,v`, or as one of `k=v`."""

Parts: TypeAlias = str | list[str] | dict[str, str]

_WHOLE = ""
_LITERAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null")
# See https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7.
_HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
# Its values hold commas, and it is the one header that may not be joined by them.
_NEVER_JOINED = "set-cookie"


class Header(Generic[T]):
    """One header, as an attribute of the class that has it; `type` is resolved at first use."""

    def __init__(self, name: str, type: Callable[[], Any], *, required: bool = False, form: Form = "text") -> None:
        self.name = name
        self.required = required
        self._type = type
        self._form: Form = form

    def __set_name__(self, owner: type, attribute: str) -> None:
        self.attribute = attribute

    @overload
    def __get__(self, headers: None, owner: type) -> Header[T]: ...
    @overload
    def __get__(self, headers: DescribedHeaders, owner: type) -> T: ...
    def __get__(self, headers: DescribedHeaders | None, owner: type) -> Header[T] | T:
        if headers is None:
            return self
        value: T = headers.typed[self.attribute]
        return value

    def read(self, headers: Headers) -> tuple[Codec, Decoded]:
        """Read the header of an answer, and say where it disagrees; an absent one is None."""
        codec = codec_of(self._type())
        texts = headers.all(self.name)
        if texts:
            return codec, self._decoded(codec, texts)
        missing = (Disagreement(location=(), got=OMIT),) if self.required else ()
        return codec, Decoded(None, missing)

    def _decoded(self, codec: Codec, texts: tuple[str, ...]) -> Decoded:
        text = ", ".join(texts)
        if self._form == "json":
            try:
                return codec.decode(text.encode("latin-1"))
            except NotJSONError:
                return Decoded(text, (Disagreement(location=(), got=text),))
        parts = self._parts(texts)
        for candidate in _candidates(parts):
            if (decoded := codec.exact(candidate)) is not None:
                return decoded
        guessed = codec.decode(_json(parts, frozenset()))
        wrong = frozenset(one.location[0] if one.location else _WHOLE for one in guessed.disagreements)
        return codec.decode(_json(parts, wrong))

    def _parts(self, texts: tuple[str, ...]) -> Parts:
        if self._form == "text":
            return ", ".join(texts)
        parts = list(texts) if self.name.lower() == _NEVER_JOINED else list(_split(texts))
        if self._form == "array":
            return parts
        if self._form == "object":
            return dict(zip(parts[::2], parts[1::2], strict=False))
        return {name.strip(): value.strip() for name, _, value in (part.partition("=") for part in parts)}


class DescribedHeaders(Headers):
    """Headers by name as texts, and as typed attributes where they are described."""

    typed: dict[str, Any]
    described: ClassVar[tuple[Header[Any], ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.described = tuple(value for value in vars(cls).values() if _is_described(value))

    @classmethod
    def read(cls, headers: Headers, package: str, operation: str) -> tuple[Self, tuple[Drift, ...]]:
        """Read the headers of an answer, and say where they disagree with the description."""
        made = cls.__new__(cls)
        made._pairs, made._values = headers._pairs, headers._values
        found = [(header, *header.read(headers)) for header in cls.described]
        made.typed = {header.attribute: decoded.value for header, _, decoded in found}
        drifts = [
            drift
            for header, codec, decoded in found
            for drift in cls._drifts(header, decoded, Source(package=package, operation=operation, schema=codec.schema))
        ]
        return made, tuple(drifts)

    @classmethod
    def _drifts(cls, header: Header[Any], decoded: Decoded, source: Source) -> Iterator[Drift]:
        for drift in drifts_of(decoded, source):
            spec = places_of(source.package).find(f"headers.{cls.__name__}", header.name)
            place = f"/headers/{header.name}{drift.place}"
            yield replace(drift, header=header.name, spec=spec, place=place, shown=drift.shown or not drift.pointer)


def _is_described(value: object) -> TypeGuard[Header[Any]]:
    return isinstance(value, Header)


def _split(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text.strip():
            yield from (part.strip() for part in text.split(","))


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


def _spelled(part: str, *, is_text: bool) -> str:
    return part if not is_text and _LITERAL.fullmatch(part) else json.dumps(part)
