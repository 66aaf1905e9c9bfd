"""Which pointers lead to places: the passes keep lines and columns only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from truespec.document import Document, Mapping, Mark, Place, Sequence, Value
from truespec.pointer import Pointer

_Held: TypeAlias = tuple[str, Value, Mark]


def pointers(document: Document, wanted: AbstractSet[Place]) -> dict[Place, Pointer]:
    """Give the pointers of values by their places and by those of their keys, the outermost where several begin."""
    marks = {Mark(place.line, place.column) for place in wanted}
    found = _found(document.root, wanted, marks, partial(_likely, marks=sorted(marks)))
    return found if len(found) == len(wanted) else _found(document.root, wanted, marks, _containers) | found


def _found(
    root: Value, wanted: AbstractSet[Place], marks: AbstractSet[Mark], way: Callable[[Value], Iterable[_Held]]
) -> dict[Place, Pointer]:
    """Walk until every place, which has one of the `marks`, is found; `way` gives what to look into."""
    found: dict[Place, Pointer] = {}
    waiting: list[tuple[Value, tuple[str, ...]]] = [(root, ())]
    while waiting and len(found) < len(wanted):
        value, tokens = waiting.pop()
        for token, place in _places(value, marks):
            if place in wanted:
                found.setdefault(place, Pointer((*tokens, token)))
        waiting.extend((item, (*tokens, token)) for token, item, _ in way(value))
    return found


def _places(value: Value, marks: AbstractSet[Mark]) -> Iterator[tuple[str, Place]]:
    """Give the tokens and places of the keys and values in a mapping or list that have one of these marks."""
    if isinstance(value, Mapping):
        if marks.isdisjoint(value.marks.values()) and marks.isdisjoint(value.key_marks.values()):
            return
        both = ((key, mark) for key in value for mark in (value.key_marks[key], value.marks[key]))
        yield from ((key, mark.place(value.file)) for key, mark in both if mark in marks)
    elif isinstance(value, Sequence):
        yield from ((str(index), mark.place(value.file)) for index, mark in enumerate(value.marks) if mark in marks)


def _containers(value: Value) -> list[_Held]:
    """Give the mappings and lists in a mapping or list, with their tokens and marks."""
    if isinstance(value, Mapping):
        return [(key, item, value.marks[key]) for key, item in value.items() if isinstance(item, (Mapping, Sequence))]
    items = enumerate(zip(value, value.marks, strict=True)) if isinstance(value, Sequence) else ()
    return [(str(index), item, mark) for index, (item, mark) in items if isinstance(item, (Mapping, Sequence))]


def _likely(value: Value, marks: list[Mark]) -> list[_Held]:
    """Give those in which some of these marks are, if all stands in the order in which it was written."""
    held = sorted(_containers(value), key=lambda one: one[2])
    bounds = [*(bisect_left(marks, mark) for _, _, mark in held), len(marks)]
    return [one for one, (begin, end) in zip(held, pairwise(bounds), strict=True) if begin < end]
