"""What a file may be given as, and how its bytes are read piece by piece while they are sent."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Iterable, Iterator, Mapping
from inspect import iscoroutinefunction
from pathlib import Path
from typing import IO, Any, Protocol, TypeAlias, cast

from .record import EMPTY, Record, hidden


class AsyncReadable(Protocol):
    """An open file that is awaited, as web frameworks give for an upload."""

    def read(self, size: int, /) -> Awaitable[bytes]:
        """Give the next bytes, none at the end."""
        ...


Bytes: TypeAlias = bytes | bytearray | memoryview
FileContent: TypeAlias = Bytes | os.PathLike[str] | IO[bytes] | Iterable[Bytes] | AsyncReadable | AsyncIterable[Bytes]

_CHUNK = 64 * 1024
_BYTES = (bytes, bytearray, memoryview)


class File(Record, kw_only=False):
    """A file to be sent, with what the server is told of it; a path or an open file has a name of its own."""

    content: FileContent = hidden()
    filename: str | None = None
    content_type: str | None = None
    headers: Mapping[str, str] = EMPTY


FileInput: TypeAlias = FileContent | File


class Stream(Record, kw_only=False):
    """Pieces that are read one after the other; `length` is None when only reading them to the end would tell."""

    pieces: tuple[FileContent, ...] = hidden()
    length: int | None

    @property
    def replayable(self) -> bool:
        """Whether it can be read a second time."""
        return all(isinstance(piece, (*_BYTES, os.PathLike)) for piece in self.pieces)

    def __iter__(self) -> Iterator[bytes]:
        """Read for the plain client; TypeError, before anything is read, for what has to be awaited."""
        if any(_is_awaited(piece) for piece in self.pieces):
            raise TypeError("what has to be awaited can be sent by the asynchronous client only")
        return (chunk for piece in self.pieces for chunk in _chunks(piece))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Read for the asynchronous client. Files are read as they are: a chunk takes less time than a thread would."""
        for piece in self.pieces:
            if _is_awaited(piece):
                async for chunk in _awaited(piece):
                    yield _checked(chunk)
            else:
                for chunk in _chunks(piece):
                    yield chunk


def joined(pieces: Iterable[FileContent]) -> bytes | Stream:
    """All pieces as bytes if they are that, else as a stream; OSError if there is no such file."""
    listed = tuple(pieces)
    if all(isinstance(piece, _BYTES) for piece in listed):
        return b"".join(cast("tuple[bytes, ...]", listed))
    sizes = [_size(piece) for piece in listed]
    known = [size for size in sizes if size is not None]
    return Stream(listed, sum(known) if len(known) == len(sizes) else None)


def is_file(value: Any) -> bool:
    """Whether a value is given as a file, and not as a text, a number, a list or an object."""
    kinds = (*_BYTES, File, os.PathLike, Iterator, AsyncIterable)
    return isinstance(value, kinds) or hasattr(value, "read")


def is_bytes(value: Any) -> bool:
    """Whether a value is bytes that are there already."""
    return isinstance(value, _BYTES)


def is_content(value: Any) -> bool:
    """Whether a value is given as the bytes of one file, be it in pieces."""
    return is_file(value) or (isinstance(value, Iterable) and not isinstance(value, (str, Mapping)))


def name_of(file: FileContent) -> str | None:
    """The name of a path or of an open file, without its folders; U+FFFD for what is no text in it."""
    if isinstance(file, os.PathLike):
        return _text_of(Path(file).name)
    name = getattr(file, "name", None)
    return _text_of(Path(name).name) if isinstance(name, str) else None


def _text_of(name: str) -> str:
    # Systems take names that are no text, which Python has as lone surrogates.
    return name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _size(piece: FileContent) -> int | None:
    if isinstance(piece, _BYTES):
        # What it has a length of may be larger than a byte.
        return memoryview(piece).nbytes
    if isinstance(piece, os.PathLike):
        return Path(piece).stat().st_size
    file: Any = piece
    if _is_awaited(piece) or not hasattr(file, "read") or not hasattr(file, "seekable") or not file.seekable():
        return None
    at: int = file.tell()
    end: int = file.seek(0, os.SEEK_END)
    file.seek(at)
    return end - at


def _is_awaited(piece: FileContent) -> bool:
    return isinstance(piece, AsyncIterable) or iscoroutinefunction(getattr(piece, "read", None))


async def _awaited(piece: Any) -> AsyncIterator[Any]:
    if hasattr(piece, "read"):
        while chunk := await piece.read(_CHUNK):
            yield chunk
        return
    async for chunk in piece:
        yield chunk


def _chunks(piece: FileContent) -> Iterator[bytes]:
    if isinstance(piece, _BYTES):
        yield bytes(piece)
    elif isinstance(piece, os.PathLike):
        with Path(piece).open("rb") as file:
            yield from _read(file)
    elif hasattr(piece, "read"):
        yield from _read(cast("IO[bytes]", piece))
    elif isinstance(piece, Iterable):
        for chunk in piece:
            yield _checked(chunk)


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield _checked(chunk)


def _checked(chunk: Any) -> bytes:
    if not is_bytes(chunk):
        raise TypeError(f"a file gives bytes, not {type(chunk).__name__}: open it in binary mode")
    return bytes(chunk)
