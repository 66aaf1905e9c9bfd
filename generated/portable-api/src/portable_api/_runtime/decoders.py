"""What takes a content coding off: gzip and deflate anywhere, Brotli and Zstandard where they are installed.

See https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from .record import Record

# What a few bytes may become is handed on in pieces, so that a limit on the whole is seen in time.
_PIECE = 2**16


class _Member(Protocol):
    """What reads from the start of something compressed to its end; `rest` is what came after that."""

    @property
    def ended(self) -> bool: ...

    @property
    def rest(self) -> bytes: ...

    def read(self, data: bytes) -> Iterator[bytes]: ...


class Coding(Record):
    """How a coding is read: `begin` takes its first bytes, `again` is what those of another member start with."""

    begin: Callable[[bytes], _Member]
    errors: type[Exception]
    again: bytes | tuple[()] = ()


class Decoder:
    """Takes one coding off; what follows its end and is no other member is passed over."""

    def __init__(self, coding: Coding) -> None:
        self._coding = coding
        self._member: _Member | None = None
        self._is_over = False

    @property
    def is_cut_off(self) -> bool:
        """Whether bytes came, and their end did not."""
        return self._member is not None and not self._member.ended

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Give what the next bytes stand for, in pieces; raises ValueError for what is no such coding."""
        while data and not self._is_over:
            if self._member is None:
                self._member = self._coding.begin(data)
            elif self._member.ended:
                self._is_over = not data.startswith(self._coding.again)
                self._member = self._member if self._is_over else self._coding.begin(data)
            if not self._is_over:
                yield from self._read(self._member, data)
                data = self._member.rest

    def _read(self, member: _Member, data: bytes) -> Iterator[bytes]:
        try:
            yield from member.read(data)
        except self._coding.errors as error:
            raise ValueError(str(error)) from error


class _Zlib:
    """See https://www.rfc-editor.org/rfc/rfc1951; `bits` say what is around it, as `zlib` has them."""

    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(bits)

    @property
    def ended(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data

    def read(self, data: bytes) -> Iterator[bytes]:
        while piece := self._inner.decompress(data, _PIECE):
            yield piece
            data = self._inner.unconsumed_tail


class _Brotli:
    """See https://www.rfc-editor.org/rfc/rfc7932; its two libraries have a name of their own for the same function."""

    rest = b""

    def __init__(self, library: Any) -> None:
        self._inner = library.Decompressor()
        self._process = getattr(self._inner, "process", None) or self._inner.decompress

    @property
    def ended(self) -> bool:
        return bool(self._inner.is_finished())

    def read(self, data: bytes) -> Iterator[bytes]:
        while piece := self._process(data, output_buffer_limit=_PIECE):
            yield piece
            data = b""


class _Zstandard:
    """See https://www.rfc-editor.org/rfc/rfc8878."""

    def __init__(self, library: Any) -> None:
        self._inner = library.ZstdDecompressor()

    @property
    def ended(self) -> bool:
        return bool(self._inner.eof)

    @property
    def rest(self) -> bytes:
        return bytes(self._inner.unused_data)

    def read(self, data: bytes) -> Iterator[bytes]:
        while piece := self._inner.decompress(data, _PIECE):
            yield piece
            if self.ended:
                return
            data = b""


@cache
def codings() -> dict[str, Coding]:
    """Give what can be read here, by the names that a server tells."""
    gzip = Coding(begin=lambda _: _Zlib(zlib.MAX_WBITS | 16), errors=zlib.error, again=b"\x1f")
    found = {"x-gzip": gzip, "gzip": gzip, "deflate": Coding(begin=_deflate, errors=zlib.error)}
    if brotli := _first_of("brotli", "brotlicffi"):
        found["br"] = Coding(begin=lambda _: _Brotli(brotli), errors=brotli.error)
    if zstd := _first_of("compression.zstd", "backports.zstd"):
        found["zstd"] = Coding(begin=lambda _: _Zstandard(zstd), errors=zstd.ZstdError, again=b"")
    return found


def _deflate(data: bytes) -> _Zlib:
    # It is told as zlib's format, in which the first byte says 8; some servers send what is in there alone.
    return _Zlib(zlib.MAX_WBITS if data[0] & 15 == zlib.DEFLATED else -zlib.MAX_WBITS)


def _first_of(*names: str) -> Any:
    for name in names:
        with suppress(ImportError):
            return import_module(name)
    return None
