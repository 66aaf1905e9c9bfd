"""What holds references, and what is inside of it."""

from __future__ import annotations

from typing import Final

from truespec.document import Mapping, Sequence, Value
from truespec.grammar import SLOTS, Kind, Shape, Slot, is_extension
from truespec.pointer import Pointer, Token
from truespec.resolve.resources import follow
from truespec.resolve.scopes import reference_of

_HOLDING: Final = (Mapping, Sequence)
_DEFINITIONS: Final = ("$defs", "definitions")
_PLAIN: Final = Slot(Kind.PLAIN)
_CALLED_BACK: Final = Slot(Kind.PATH_ITEM)
# Lists of what holds no references, which itself may be one: no other walk asks for these.
_REQUIREMENTS: Final = {"security": Slot(Kind.PLAIN, Shape.LIST)}
_FURTHER: Final = {
    Kind.OPENAPI: _REQUIREMENTS,
    Kind.OPERATION: {**_REQUIREMENTS, "tags": Slot(Kind.PLAIN, Shape.LIST)},
}
_SLOTS: Final = {kind: slots | _FURTHER.get(kind, {}) for kind, slots in SLOTS.items()}


def leading(holder: Mapping, target: str) -> Mapping:
    """Give a reference that leads to a target, the same when it does."""
    key = reference_of(holder)
    if holder.get("$ref") == target:
        return holder
    copy = holder.like(one for one in holder if one != key)
    copy.put("$ref", target, holder.marks[key], holder.key_marks[key])
    return copy


def parts(value: Value, kind: Kind) -> list[tuple[Token, Slot, Value]]:
    """Give every mapping and list that a value holds, with what it is; what an extension holds is its author's."""
    if isinstance(value, Sequence):
        slot = Slot(kind)
        return [(index, slot, item) for index, item in enumerate(value) if isinstance(item, _HOLDING)]
    if not isinstance(value, Mapping):
        return []
    slots = _SLOTS[kind] if kind is not Kind.CALLBACK else {}
    other = _CALLED_BACK if kind is Kind.CALLBACK else _PLAIN
    held = [(key, held) for key, held in value.items() if isinstance(held, _HOLDING)]
    return [(key, slots.get(key, other), one) for key, one in held if not is_extension(key)] if held else []


def may_mean_behind(holder: Value, key: str) -> bool:
    """Say whether a key of a reference may mean what is behind it, as all but definitions of its own do."""
    if not isinstance(holder, Mapping) or not isinstance(holder.get("$ref"), str):
        return False
    return key not in _DEFINITIONS or key not in holder


def is_schema_at(root: Value, pointer: Pointer) -> bool:
    """Say whether a pointer leads to an object where a description holds a schema, not data or what means nothing."""
    kind, value, tokens = Kind.OPENAPI, root, list(pointer.tokens)
    while tokens:
        if may_mean_behind(value, tokens[0]):
            return False
        slot = SLOTS[kind].get(tokens[0]) if kind is not Kind.CALLBACK else Slot(Kind.PATH_ITEM)
        steps = 1 if slot is None or slot.shape is Shape.ONE else 2
        if slot is None or len(tokens) < steps:
            return False
        try:
            value = follow(value, tokens[:steps])
        except KeyError:
            return False
        kind, tokens = slot.kind, tokens[steps:]
    return kind is Kind.SCHEMA and isinstance(value, Mapping)
