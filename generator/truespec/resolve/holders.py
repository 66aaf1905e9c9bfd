"""What holds references, and what is inside of it."""

from __future__ import annotations

from collections.abc import Iterator

from truespec.document import Mapping, Sequence, Value
from truespec.grammar import SLOTS, Kind, Slot, is_extension
from truespec.pointer import Token
from truespec.resolve.scopes import reference_of


def leading(holder: Mapping, target: str) -> Mapping:
    """Give a reference that leads to a target, the same when it does."""
    key = reference_of(holder)
    if holder.get("$ref") == target:
        return holder
    copy = holder.like(one for one in holder if one != key)
    copy.put("$ref", target, holder.marks[key], holder.key_marks[key])
    return copy


def parts(value: Value, kind: Kind) -> Iterator[tuple[Token, Slot, Value]]:
    """Give every mapping and list that a value holds, with what it is; what an extension holds is its author's."""
    if isinstance(value, Sequence):
        slot = Slot(kind)
        yield from ((index, slot, item) for index, item in enumerate(value) if isinstance(item, (Mapping, Sequence)))
    elif isinstance(value, Mapping):
        slots = SLOTS[kind] if kind is not Kind.CALLBACK else {}
        other = Slot(Kind.PATH_ITEM if kind is Kind.CALLBACK else Kind.PLAIN)
        for key, held in value.items():
            if isinstance(held, (Mapping, Sequence)) and not is_extension(key):
                yield key, slots.get(key, other), held
