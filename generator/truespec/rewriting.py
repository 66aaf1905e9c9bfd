"""A change to every object of one kind, made in a copy that shares whatever stays the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from operator import is_
from typing import TypeAlias

from msgspec import Struct

from truespec.document import Mapping, Sequence, Value
from truespec.grammar import ROOT, WAYS, Kind, Shape, Slot
from truespec.occurring import MORE_THAN_REFERENCE, bits_of, occurring
from truespec.pointer import Pointer
from truespec.walk import slots_of

Rewriter: TypeAlias = Callable[[Mapping, Pointer], Value]


class Rewriting(Struct, frozen=True):
    """A change to every mapping of one kind, the innermost first; what does not change is shared with the original.

    The change gives back what it was given, or something else in its place; it never alters what it was given. With
    `words`, it sees only what has one of these keys, which occur where the `bits` do, and with `leading`, only what
    stands at one of these pointers.
    """

    target: Kind
    change: Rewriter
    words: AbstractSet[str] | None = None
    bits: int = 0
    leading: AbstractSet[tuple[str, ...]] | None = None

    def of(self, value: Value, kind: Kind = Kind.OPENAPI, pointer: Pointer = ROOT) -> Value:
        """Give `value`, which is of `kind` and stands at `pointer`, with the change made."""
        return self._of(value, kind, pointer.tokens)

    def _of(self, value: Value, kind: Kind, tokens: tuple[str, ...]) -> Value:
        if not isinstance(value, Mapping) or (self.leading is not None and tokens not in self.leading):
            return value
        if self.bits and not occurring(value) & self.bits:
            return value
        result = value
        for key, slot, held in slots_of(value, kind, WAYS[self.target]):
            changed = self._held(held, slot, (*tokens, key))
            if changed is not held:
                result = result if result is not value else value.like(value)
                result[key] = changed
        if kind is not self.target or (self.words is not None and self.words.isdisjoint(result)):
            return result
        return self.change(result, Pointer(tokens))

    def _held(self, held: Value, slot: Slot, tokens: tuple[str, ...]) -> Value:
        """Rewrite what one key holds; a mapping where a list belongs is left alone, as every walk does."""
        if slot.shape is not Shape.MAP and isinstance(held, Sequence):
            return self._list(held, slot.kind, tokens)
        if slot.shape is Shape.MAP and isinstance(held, Mapping):
            return self._map(held, slot.kind, tokens)
        return self._of(held, slot.kind, tokens) if slot.shape is Shape.ONE else held

    def _list(self, held: Sequence, kind: Kind, tokens: tuple[str, ...]) -> Sequence:
        items = [self._of(item, kind, (*tokens, str(index))) for index, item in enumerate(held)]
        return held if all(map(is_, items, held)) else held.holding(items)

    def _map(self, held: Mapping, kind: Kind, tokens: tuple[str, ...]) -> Mapping:
        result = held
        for name, item in held.items():
            changed = self._of(item, kind, (*tokens, name))
            if changed is not item:
                result = result if result is not held else held.like(held)
                result[name] = changed
        return result


def rewrite(root: Mapping, target: Kind, change: Rewriter) -> Mapping:
    """Give a description in which `change` was applied to every mapping of the kind `target`."""
    return _made(Rewriting(target, change), root)


def rewrite_schemas(
    root: Mapping, change: Rewriter, words: AbstractSet[str], kind: Kind = Kind.OPENAPI, *, alone: bool = True
) -> Mapping:
    """Give an object of a kind in which `change` was applied to every schema that has one of these keys.

    Unless `alone`, a reference with nothing beside it has none: the change would leave it as it is.
    """
    told = words if alone else words - {"$ref"} | {MORE_THAN_REFERENCE}
    return _made(Rewriting(Kind.SCHEMA, change, words, bits_of(told)), root, kind)


def rewrite_at(places: Iterable[Pointer], root: Mapping, target: Kind, change: Rewriter) -> Mapping:
    """Give a description in which `change` was applied to each mapping of a kind at and above some places."""
    leading = {place.tokens[:length] for place in places for length in range(len(place.tokens) + 1)}
    return _made(Rewriting(target, change, leading=leading), root)


def _made(rewriting: Rewriting, root: Mapping, kind: Kind = Kind.OPENAPI) -> Mapping:
    """Give a mapping with a change made; one that the change puts something else in the place of stays."""
    changed = rewriting.of(root, kind)
    return changed if isinstance(changed, Mapping) else root
