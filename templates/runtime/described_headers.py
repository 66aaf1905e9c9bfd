"""The described headers of an answer: their texts, and each as the type that the description gives it.

See https://spec.openapis.org/oas/v3.2.0#header-object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Generic, Literal, Self, TypeAlias, TypeGuard, TypeVar, overload

from .codec import Codec, Decoded, Disagreement, NotJSONError, codec_of
from .disagreement import Source, drifts_of
from .drift import Drift
from .headers import Headers
from .omit import OMIT
from .places import places_of
from .texts import Parts, decode_texts

T = TypeVar("T", covariant=True)
Form: TypeAlias = Literal["text", "json", "array", "object", "pairs"]
"""How a text is parted: not at all, or as JSON; as a list, as an object of `k,v`, or as one of `k=v`."""

# Its values hold commas, and it is the one header that may not be joined by them.
_NEVER_JOINED = "set-cookie"


class Header(Generic[T]):
    """One header, as an attribute of the class that has it; `type` is resolved at first use."""

    def __init__(
        self,
        name: str,
        type: Callable[[], Any],
        *,
        required: bool = False,
        form: Form = "text",
        separator: str = ",",
    ) -> None:
        self.name = name
        self.required = required
        self._type = type
        self._form: Form = form
        self._separator = separator

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
        return decode_texts(codec, self._parts(texts))

    def _parts(self, texts: tuple[str, ...]) -> Parts:
        if self._form == "text":
            return ", ".join(texts)
        parts = list(texts) if self.name.lower() == _NEVER_JOINED else list(self._split(texts))
        if self._form == "array":
            return parts
        if self._form == "object":
            return dict(zip(parts[::2], parts[1::2], strict=False))
        return {name.strip(): value.strip() for name, _, value in (part.partition("=") for part in parts)}

    def _split(self, texts: tuple[str, ...]) -> Iterator[str]:
        for text in texts:
            if text.strip():
                yield from (part.strip() for part in text.split(self._separator))


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
            yield drift.replaced(header=header.name, spec=spec, place=place, shown=drift.shown or not drift.pointer)


def _is_described(value: object) -> TypeGuard[Header[Any]]:
    return isinstance(value, Header)
