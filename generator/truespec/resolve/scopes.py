"""Dynamic scopes: what `$dynamicRef` means depends on the resources that lead to it, the outermost of them first.

See https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias
from urllib.parse import urldefrag

from msgspec import Struct, field

from truespec.document import Mapping, Sequence, Value
from truespec.resolve.resources import DYNAMIC, Resource, Resources, Spot, dynamic_anchors, follow

# The anchors that were met on the way, each with the outermost place that has it.
Scope: TypeAlias = tuple[tuple[str, Spot], ...]

_STEPS: Final = 1_000_000
_REMARKS: Final = frozenset("$ref $dynamicAnchor $anchor $comment title description".split())


def reference_of(value: Mapping) -> str:
    """Give the keyword by which a schema refers to another; what is dynamic counts where there is no plain one."""
    return "$ref" if "$ref" in value else next((key for key in DYNAMIC if key in value), "$ref")


class Scopes(Struct):
    """The dynamic scopes of one description; `steps` is how much may still be looked at to keep them small."""

    resources: Resources
    reached: dict[Spot, frozenset[str]] = field(default_factory=dict[Spot, frozenset[str]])
    steps: int = _STEPS

    def within(self, scope: Scope, value: Value) -> Scope:
        """Give the scope inside of a value that may be the root of a resource; few descriptions have one."""
        if not self.resources.is_dynamic:
            return scope
        resource = self.resources.rooted.get(id(value))
        return _entered(scope, resource) if resource else scope

    def bound(self, holder: Mapping, spot: Spot, scope: Scope) -> Spot:
        """Give where a reference leads in a scope, when `spot` is where it leads in none."""
        key = reference_of(holder)
        if key not in DYNAMIC:
            return spot
        name, value = _name(holder, key), self._value(spot)
        if not isinstance(value, Mapping) or name not in dynamic_anchors(value):
            return spot
        return self._end(dict(scope).get(name, spot))

    def leading_to(self, spot: Spot, scope: Scope) -> Scope:
        """Give the scope that a target is seen in: nothing but the anchors that matter for what it leads to."""
        names = self._reached(spot)
        if not names:
            return ()
        value = self._value(spot)
        entered = self.within(_entered(scope, self._resource(spot)), value)
        told, alone = ([one for one in each if one[0] in names] for each in (entered, self.within((), value)))
        return () if told == alone else tuple(told)

    def _end(self, spot: Spot) -> Spot:
        """Follow an anchor that is no more than a name for another schema."""
        for _ in range(len(self.resources.holders)):
            value = self._value(spot)
            if not isinstance(value, Mapping) or "$ref" not in value or not _REMARKS.issuperset(value):
                break
            found = self.resources.spot(value, str(value["$ref"]))
            if found is None:
                break
            spot = found[0]
        return spot

    def _resource(self, spot: Spot) -> Resource | None:
        """Give the innermost resource that a place belongs to, None when it has no `$id` around it."""
        file, pointer = spot
        around = [
            one
            for one in self.resources.rooted.values()
            if one.file == file and pointer.tokens[: len(one.home.tokens)] == one.home.tokens
        ]
        return max(around, key=lambda one: len(one.home.tokens), default=None)

    def _reached(self, spot: Spot) -> frozenset[str]:
        """Give the names of the dynamic references that a place leads to, all of them when that takes too long."""
        if spot not in self.reached:
            self.reached[spot] = frozenset(self._names(spot))
        return self.reached[spot]

    def _names(self, start: Spot) -> Iterator[str]:
        waiting, seen = [start], set[Spot]()
        while waiting:
            spot = waiting.pop()
            if spot in seen:
                continue
            seen.add(spot)
            if self.steps <= 0:
                yield from (name for resource in self.resources.rooted.values() for name in resource.dynamic)
                return
            for holder in self._holders(self._value(spot)):
                key = reference_of(holder)
                found = self.resources.spot(holder, str(holder[key]))
                waiting.extend([found[0]] if found else [])
                if key in DYNAMIC:
                    name = _name(holder, key)
                    yield name
                    waiting.extend(self._spots(name))

    def _spots(self, name: str) -> Iterator[Spot]:
        """Give every place that has a dynamic anchor."""
        for resource in self.resources.rooted.values():
            if name in resource.dynamic:
                yield resource.file, resource.dynamic[name]

    def _holders(self, value: Value) -> Iterator[Mapping]:
        """Give the schemas in a value that refer to others."""
        waiting = [value]
        while waiting:
            held = waiting.pop()
            self.steps -= 1
            if isinstance(held, Mapping):
                waiting.extend(held.values())
                if id(held) in self.resources.holders:
                    yield held
            elif isinstance(held, Sequence):
                waiting.extend(held)

    def _value(self, spot: Spot) -> Value:
        file, pointer = spot
        try:
            return follow(self.resources.roots.get(file), pointer.tokens)
        except KeyError:
            return None


def _entered(scope: Scope, resource: Resource | None) -> Scope:
    """Give a scope with the anchors of a resource that it does not have yet."""
    if resource is None or not resource.dynamic:
        return scope
    added = {name: (resource.file, pointer) for name, pointer in resource.dynamic.items()} | dict(scope)
    return tuple(sorted(added.items(), key=lambda item: item[0]))


def _name(holder: Mapping, key: str) -> str:
    return urldefrag(str(holder[key])).fragment
