"""What methods give, as a stand-in for the API tells them apart: for type checkers, so that it takes only what fits."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol, TypeAlias, TypeVar

from pydantic import BaseModel

from .wire_types import Text

T_co = TypeVar("T_co", covariant=True)

Value: TypeAlias = BaseModel | Sequence[Any] | Mapping[str, Any] | Enum | float | Text | None
"""What the answer of a call can be read as; a coroutine or a stream is none of it."""


class Unknown:
    """What nothing but Any is: no method gives one."""


class Streamed(Protocol[T_co]):
    """A `Stream` of values."""

    def reconnecting(self) -> Iterator[T_co]:
        """Give the values."""
        ...


class AsyncStreamed(Protocol[T_co]):
    """An `AsyncStream` of values."""

    def reconnecting(self) -> AsyncIterator[T_co]:
        """Give the values."""
        ...


class Paged(Protocol[T_co]):
    """The `Pages` of an answer."""

    def pages(self) -> Iterator[T_co] | AsyncIterator[T_co]:
        """Give the answers, page by page."""
        ...


class Downloaded(Protocol):
    """A `ByteStream`, or an `AsyncByteStream`."""

    def to_file(self, path: str | os.PathLike[str]) -> int | Coroutine[Any, Any, int]:
        """Write the content to a file."""
        ...
