"""A loaded description: JSON values that remember where they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Self, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from truespec.pointer import Pointer, Token

# Python's splitlines breaks at more characters than YAML and JSON do.
LINE_BREAK = re.compile(r"\r\n?|\n")

_COLUMN_BITS = 32
_COLUMN_MASK = (1 << _COLUMN_BITS) - 1

# No real description comes near it, and the stages recurse.
MAX_DEPTH = 200

Value: TypeAlias = "bool | int | float | str | Mapping | Sequence | None"


class Mark(int):
    """A position in a source, its line and column counted from 1, and the file when that is not the container's.

    It is one integer, since a large description has half a million of them.
    """

    __slots__ = ()

    def __new__(cls, line: int, column: int) -> Self:
        """Make the mark of a line and column."""
        return cls.packed(line << _COLUMN_BITS | column)

    @classmethod
    def packed(cls, number: int) -> Self:
        """Make a mark of the integer that it is."""
        return int.__new__(cls, number)

    @property
    def line(self) -> int:
        """The line."""
        return self >> _COLUMN_BITS

    @property
    def column(self) -> int:
        """The column."""
        return self & _COLUMN_MASK

    @property
    def file(self) -> str:
        """The file, an empty text when it is the container's."""
        return ""

    def within(self, file: str) -> Mark:
        """Give the same mark for a container of another file: one that names its own."""
        return _ForeignMark.of(self, file)

    def place(self, file: str) -> Place:
        """Give the place of this mark in a container of `file`."""
        return Place(self.file or file, self >> _COLUMN_BITS, self & _COLUMN_MASK)


class _ForeignMark(Mark):
    """A mark in another file than its container's."""

    _file: str

    @classmethod
    def of(cls, mark: Mark, file: str) -> Mark:
        foreign = cls.packed(mark)
        foreign._file = file
        return foreign

    @property
    def file(self) -> str:
        """The file."""
        return self._file

    def within(self, file: str) -> Mark:
        """Give itself: it names its file already."""
        return self


class Source(Struct, frozen=True):
    """One file as it was read: its name for messages, its text, whether it is an overlay on the others.

    The versions are those of OpenAPI or Swagger that the descriptions in it say, each with the line where it begins.
    """

    name: str
    text: str
    is_overlay: bool = False
    versions: tuple[tuple[int, str], ...] = ()


class Place(Struct, frozen=True):
    """Where something stands: file, line, column and, in a description, the pointer."""

    file: str
    line: int = 1
    column: int = 1
    pointer: Pointer = Pointer()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Mapping(dict[str, Value]):
    """A mapping that knows its file, the mark of each of its values and keys, and, once asked, what occurs in it."""

    __slots__ = ("file", "key_marks", "mark", "marks", "occurring")

    def __init__(self, file: str, mark: Mark) -> None:
        super().__init__()
        self.file = file
        self.mark = mark
        self.occurring = -1
        self.marks: dict[str, Mark] = {}
        self.key_marks: dict[str, Mark] = {}

    def put(self, key: str, value: Value, mark: Mark, key_mark: Mark) -> None:
        """Store `value` under `key`, with the marks of both."""
        self[key] = value
        self.marks[key] = mark
        self.key_marks[key] = key_mark

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self.mark.place(self.file)

    def take(self, other: Mapping, key: str) -> None:
        """Store what another mapping holds under `key`, placed where it was written."""
        mark, key_mark = other.marks[key], other.key_marks[key]
        if other.file != self.file:
            mark, key_mark = mark.within(other.file), key_mark.within(other.file)
        self.put(key, other[key], mark, key_mark)

    def like(self, keys: Iterable[str]) -> Mapping:
        """Give a shallow copy with only these keys, marks kept."""
        copy = Mapping(self.file, self.mark)
        copy.update(self if keys is self else {key: self[key] for key in keys})
        marks, key_marks = self.marks, self.key_marks
        if len(copy) == len(self):
            copy.marks, copy.key_marks = marks.copy(), key_marks.copy()
        else:
            copy.marks, copy.key_marks = {key: marks[key] for key in copy}, {key: key_marks[key] for key in copy}
        return copy


class Sequence(list[Value]):
    """A list that knows its file and the mark of each of its items."""

    __slots__ = ("file", "mark", "marks")

    def __init__(self, file: str, mark: Mark) -> None:
        super().__init__()
        self.file = file
        self.mark = mark
        self.marks: list[Mark] = []

    def add(self, value: Value, mark: Mark) -> None:
        """Append `value` with its mark."""
        self.append(value)
        self.marks.append(mark)

    def holding(self, items: Iterable[Value]) -> Sequence:
        """Give a copy that holds other items in their places, marks kept."""
        copy = Sequence(self.file, self.mark)
        copy.extend(items)
        copy.marks = self.marks
        return copy

    def like(self, kept: Iterable[bool]) -> Sequence:
        """Give a shallow copy of the items whose flag is true, marks kept."""
        copy = Sequence(self.file, self.mark)
        for item, mark, keep in zip(self, self.marks, kept, strict=True):
            if keep:
                copy.add(item, mark)
        return copy


class Document(Struct, frozen=True):
    """A description: its root mapping and the sources that it was read from, the entry source first."""

    root: Mapping
    sources: tuple[Source, ...]

    @property
    def file(self) -> str:
        """The name of the entry source."""
        return self.sources[0].name

    def find(self, pointer: Pointer) -> Value:
        """Give the value at `pointer`; raises KeyError when nothing is there."""
        value: Value = self.root
        for token in pointer.tokens:
            value = child(value, token)
        return value

    def place(self, pointer: Pointer) -> Place:
        """Give the place of the value at `pointer`, or of its nearest ancestor that exists."""
        value: Value = self.root
        file, mark = self.root.file, self.root.mark
        for token in pointer.tokens:
            mark = mark_of(value, token) or mark
            try:
                value = child(value, token)
            except KeyError:
                break
            file = getattr(value, "file", file)
        return Place(mark.file or file, mark.line, mark.column, pointer)

    def key_place(self, pointer: Pointer) -> Place:
        """Give the place of the key that holds the value at `pointer`; of the value itself in a list."""
        holder = self.find(pointer.parent)
        key = str(pointer.tokens[-1]) if pointer.tokens else ""
        if isinstance(holder, Mapping) and key in holder.key_marks:
            return replace(holder.key_marks[key].place(holder.file), pointer=pointer)
        return self.place(pointer)


def child(value: Value, token: Token) -> Value:
    """Give the child of a mapping or list under `token`; raises KeyError when there is none."""
    if isinstance(value, Mapping):
        return value[str(token)]
    if isinstance(value, Sequence) and str(token).isdecimal() and int(token) < len(value):
        return value[int(token)]
    raise KeyError(token)


def plain(value: Value) -> Any:
    """Give a value without its marks; what is shared becomes a copy each."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, Sequence) else value


def mark_of(value: Value, token: Token) -> Mark | None:
    """Give the mark of the child under `token`, None when there is none."""
    if isinstance(value, Mapping):
        return value.marks.get(str(token))
    if isinstance(value, Sequence) and str(token).isdecimal() and int(token) < len(value.marks):
        return value.marks[int(token)]
    return None
