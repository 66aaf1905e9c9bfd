"""Walks through a description, by what the grammar says of each object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from truespec.document import Mapping, Sequence, Value
from truespec.grammar import CALLED_BACK, SLOTS, WAYS, Kind, Shape, Slot, Slots, is_extension
from truespec.occurring import bits_of, occurring
from truespec.pointer import Pointer


class Found(NamedTuple):
    """An object of a known kind, and the tokens of the pointer to it."""

    kind: Kind
    tokens: tuple[str, ...]
    value: Value

    @property
    def pointer(self) -> Pointer:
        """Where the object stands."""
        return Pointer(self.tokens)


def walk(
    value: Value, kind: Kind = Kind.OPENAPI, *, to: Kind | None = None, words: Iterable[str] = ()
) -> Iterator[Found]:
    """Give `value` and every object below it with its kind, in document order, without following references.

    With `to`, give the objects of that kind only, and look only where there can be some. With `words`, pass by what
    has none of these keys at any depth.
    """
    slots, bits = SLOTS if to is None else WAYS[to], bits_of(words)
    waiting = [Found(kind, (), value)]
    while waiting:
        found = waiting.pop()
        if to is None or found.kind is to:
            yield found
        waiting.extend(reversed(_below(found, slots, bits)))


def _below(found: Found, slots: Slots, bits: int) -> list[Found]:
    """Give the objects directly below one in which some of these words occur, out of what holds them."""
    kind, tokens, value = found
    below: list[Found] = []
    for key, slot, held in slots_of(value, kind, slots):
        inner, shape = slot
        if bits and not occurring(held) & bits:
            continue
        if shape is not Shape.MAP and isinstance(held, Sequence):
            below.extend(
                Found(inner, (*tokens, key, str(index)), item)
                for index, item in enumerate(held)
                if not bits or occurring(item) & bits
            )
        elif shape is Shape.ONE:
            below.append(Found(inner, (*tokens, key), held))
        elif shape is Shape.MAP and isinstance(held, Mapping):
            below.extend(
                Found(inner, (*tokens, key, name), item)
                for name, item in held.items()
                if not bits or occurring(item) & bits
            )
    return below


def slots_of(value: Value, kind: Kind, slots: Slots) -> Iterable[tuple[str, Slot, Value]]:
    """Give each key of a mapping that holds known objects, with what it holds; `items` was a list once."""
    known = slots[kind]
    if not known or not isinstance(value, Mapping):
        return ()
    if kind is Kind.CALLBACK:
        return [(key, CALLED_BACK, held) for key, held in value.items() if not is_extension(key)]
    if known.keys().isdisjoint(value):
        return ()
    return [(key, known[key], held) for key, held in value.items() if key in known]
