"""Content that is too large, or too early, to be held in memory: bytes as they come, or straight into a file."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from .event_loop import in_thread
from .open_answer import AsyncOpenAnswer, SyncOpenAnswer


class ByteStream(SyncOpenAnswer):
    """The content of an answer. It is read once, and closed when a loop over it ends, however it ends."""

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._unread()
        finally:
            self.close()

    def read(self) -> bytes:
        """The whole content."""
        return b"".join(self)

    def to_file(self, path: str | os.PathLike[str]) -> int:
        """Write the content to a file and give its size; the file appears when it is whole."""
        with self, _whole_file(path) as file:
            return sum(file.write(chunk) for chunk in self._unread())


class AsyncByteStream(AsyncOpenAnswer):
    """The content of an answer, as `ByteStream` has it."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._unread():
                yield chunk
        finally:
            await self.close()

    async def read(self) -> bytes:
        """The whole content."""
        return b"".join([chunk async for chunk in self])

    async def to_file(self, path: str | os.PathLike[str]) -> int:
        """Write the content to a file and give its size; the file appears when it is whole."""
        async with self:
            with _whole_file(path) as file:
                return sum([await in_thread(file.write, chunk) async for chunk in self._unread()])


def open_bytes(client: Any, operation: Any, **given: Any) -> ByteStream:
    """Call an operation and give the content of its answer as it comes."""
    return ByteStream(client.open(operation, **given))


async def open_bytes_async(client: Any, operation: Any, **given: Any) -> AsyncByteStream:
    """Call an operation as `open_bytes` does."""
    return AsyncByteStream(await client.open(operation, **given))


@contextmanager
def _whole_file(path: str | os.PathLike[str]) -> Generator[BinaryIO]:
    target = Path(path)
    partial = target.with_name(f"{target.name}.part")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
