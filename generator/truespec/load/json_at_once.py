"""JSON without a fault becomes a value with marks at once: values by Python's own parser, marks by a pattern."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NoReturn, cast

from msgspec import Struct

from truespec.document import MAX_DEPTH, Mapping, Mark, Sequence, Value
from truespec.load.excerpt import Excerpt
from truespec.load.yaml_scalars import MAX_DIGITS, finite

# Where each key and value begins, in the order of the text.
_TOKEN: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[-+.\w]+')
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
_NOWHERE: Final = Mark(0, 0)


class FaultyError(Exception):
    """A text that has to be read piece by piece to say what is wrong with it, if anything is."""


def read_at_once(excerpt: Excerpt) -> Value:
    """Give the value of a text; raises FaultyError when that is no JSON, or JSON that needs a closer look."""
    if _SURROGATE.search(excerpt.text):
        raise FaultyError
    file = excerpt.source.name
    try:
        value: Any = json.loads(
            excerpt.text,
            object_pairs_hook=partial(_mapping, file),
            parse_int=_integer,
            parse_float=finite,
            parse_constant=_refused,
        )
        marks = _marks(excerpt)
        return _Placing(file, marks).placed(value, next(marks), 0)
    except (ValueError, RecursionError) as error:
        raise FaultyError from error


class _Placing(Struct, frozen=True):
    """Puts marks, which come in the order of the text, on what the parser has made of it."""

    file: str
    marks: Iterator[Mark]

    def placed(self, value: Any, mark: Mark, depth: int) -> Value:
        """Give a value with its marks; raises ValueError when it is too deep."""
        if not isinstance(value, (Mapping, list)):
            return cast(Value, value)
        if depth == MAX_DEPTH:
            raise ValueError(depth)
        if isinstance(value, Mapping):
            return self._filled(value, mark, depth + 1)
        items, values = Sequence(self.file, mark), cast("list[Value]", value)
        for item in values:
            at = next(self.marks)
            items.add(self.placed(item, at, depth + 1), at)
        return items

    def _filled(self, holder: Mapping, mark: Mark, depth: int) -> Mapping:
        """Give a mapping with its mark and the marks of what it holds."""
        holder.mark = mark
        marks, key_marks, following = holder.marks, holder.key_marks, self.marks
        for key, value in holder.items():
            key_marks[key] = next(following)
            marks[key] = mark = next(following)
            if isinstance(value, (Mapping, list)):
                holder[key] = self.placed(value, mark, depth)
        return holder


def _mapping(file: str, entries: list[tuple[str, Any]]) -> Mapping:
    """Make a mapping that has no marks yet; raises ValueError for a key that is there twice."""
    made = Mapping(file, _NOWHERE)
    made.update(entries)
    if len(made) < len(entries):
        raise ValueError(entries)
    return made


def _marks(excerpt: Excerpt) -> Iterator[Mark]:
    """Give the mark of each key and value."""
    starts, bases = excerpt.lines()
    lines = zip(bases, starts[1:], strict=True)
    base, end = next(lines)
    found: list[int] = []
    for token in _TOKEN.finditer(excerpt.text):
        start = token.start()
        while start >= end:
            base, end = next(lines)
        found.append(base + start)
    return map(partial(int.__new__, Mark), found)


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError(text)
    return int(text)


def _refused(word: str) -> NoReturn:
    """Refuse what Python takes for a number and JSON does not."""
    raise ValueError(word)
