"""The pass that puts a description into canonical order, so that the order of entries leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import is_
from typing import Final

from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import SLOTS, Kind, Shape, Slot, is_extension
from truespec.walk import slots_of

# Maps whose order means something to people: x-order has decided it, or the author.
_KEEP_ORDER: Final = frozenset(("properties",))

_FIRST: Final = tuple(
    "openapi info servers security tags paths webhooks components $ref operationId summary title description name in "
    "type format enum const required properties items additionalProperties allOf anyOf oneOf".split()
)
# No other walk asks for these, and one that looked for extensions would take the names of schemes for keys.
_REQUIREMENTS: Final = {"security": Slot(Kind.PLAIN, Shape.LIST)}
_FURTHER: Final = {
    Kind.OPENAPI: _REQUIREMENTS,
    Kind.OPERATION: _REQUIREMENTS,
    Kind.SCHEMA: dict.fromkeys(("dependentRequired", "$vocabulary"), Slot(Kind.PLAIN)),
}
_SLOTS: Final = {kind: slots | _FURTHER.get(kind, {}) for kind, slots in SLOTS.items()}
# Objects have the same few sets of keys again and again.
_REMEMBERED: Final = 1 << 12
_RANK: Final = {key: rank for rank, key in enumerate(_FIRST)}


def canonical_order(document: Document) -> Document:
    """Give a document whose keywords stand in a fixed order and whose named entries are sorted.

    Data under example, examples, default, enum, const and extensions keeps its order, and so do properties.
    """
    root = _ordered(document.root, Kind.OPENAPI)
    return Document(root if isinstance(root, Mapping) else document.root, document.sources)


def _ordered(value: Value, kind: Kind) -> Value:
    """Order one object and what it holds."""
    if not isinstance(value, Mapping) or kind is Kind.OPAQUE:
        return value
    if kind is Kind.CALLBACK:
        return _each(_sorted(value), Kind.PATH_ITEM)
    keys = _ordered_keys((*value,))
    result = value if keys is None else value.like(keys)
    for key, slot, held in _below(result, kind):
        ordered = _held(key, held, slot)
        if ordered is not held:
            result = result if result is not value else value.like(value)
            result[key] = ordered
    return result


def _below(value: Mapping, kind: Kind) -> Iterable[tuple[str, Slot, Value]]:
    """Give each key that holds something to order; what stands in a plain object is plain too."""
    if kind is not Kind.PLAIN:
        return slots_of(value, kind, _SLOTS)
    known = ((key, held) for key, held in value.items() if not is_extension(key))
    return [
        (key, Slot(Kind.PLAIN, Shape.LIST if isinstance(held, Sequence) else Shape.ONE), held) for key, held in known
    ]


def _sorted(value: Mapping) -> Mapping:
    """Give a mapping whose keys are sorted, the same when they are."""
    keys = sorted(value)
    return value if keys == list(value) else value.like(keys)


@lru_cache(_REMEMBERED)
def _ordered_keys(keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give the keys of an object in order, None when they are."""
    ordered = (*sorted(keys, key=_rank),)
    return None if ordered == keys else ordered


def _held(key: str, held: Value, slot: Slot) -> Value:
    """Order what one key holds, whatever its shape."""
    if slot.shape is Shape.MAP and isinstance(held, Mapping):
        return _each(held if key in _KEEP_ORDER else _sorted(held), slot.kind)
    if slot.shape is Shape.LIST and isinstance(held, Sequence):
        return held.holding(_ordered(item, slot.kind) for item in held)
    return _ordered(held, slot.kind)


def _each(named: Mapping, kind: Kind) -> Mapping:
    """Order each object under a free name."""
    ordered = {name: _ordered(item, kind) for name, item in named.items()}
    if all(map(is_, ordered.values(), named.values())):
        return named
    copy = named.like(named)
    copy.update(ordered)
    return copy


def _rank(key: str) -> tuple[int, str]:
    """Sort the well-known keywords as people write them, and the rest by name."""
    return _RANK.get(key, len(_RANK)), key
