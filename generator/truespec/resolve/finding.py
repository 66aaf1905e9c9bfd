"""What the references of a description lead to, in whichever files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct, field

from truespec.building import listed
from truespec.codes import DANGLING_REFERENCE, INVALID_VALUE, REFERENCE_CYCLE
from truespec.diagnostic import Report
from truespec.document import Mapping, Sequence, Value
from truespec.grammar import Kind, Shape, Slot
from truespec.resolve.holders import is_schema_at, parts
from truespec.resolve.scopes import Scope, reference_of
from truespec.resolve.targets import Files, Target
from truespec.resolve.unread import stand_in

# Takes the root of the file as well, which may say its version.
Converter: TypeAlias = Callable[[Value, Kind, Value], Value]
# A list or a mapping, what it is there, and the scope in which it is.
Placed: TypeAlias = tuple[Target, Slot, Scope]


class Finder(Struct):
    """The targets that have to become components, and what they hold.

    `unread` are those in files that may not be read, and `scope` is that of the place that is looked at. Whatever was
    met is `in_place` when every reference is written as the pointer to a component of the entry document.
    """

    files: Files
    report: Report
    converted: Converter
    found: dict[Target, Value] = field(default_factory=dict[Target, Value])
    unread: set[Target] = field(default_factory=set[Target])
    in_place: bool = True
    scope: Scope = ()

    def find(self) -> None:
        """Find every target that is not a component yet."""
        resources = self.files.resources
        was_dynamic = resources.is_dynamic
        self._find_all()
        if resources.is_dynamic is not was_dynamic:
            # Another file made what was found before depend on the way to it.
            self.found.clear()
            self.unread.clear()
            self._find_all()

    def _find_all(self) -> None:
        waiting: list[tuple[Value, Kind, Scope]] = [(self.files.entry.root, Kind.OPENAPI, ())]
        seen: set[Target] = set()
        placed: set[Placed] = set()
        while waiting:
            value, kind, scope = waiting.pop()
            self.scope = scope = self.files.scopes.within(scope, value)
            waiting += [(held, inner, scope) for held, inner in self._inside(value, kind, placed)]
            target = self.target(value, kind)
            self.in_place &= self._is_in_place(value, kind, target)
            if target is None or target in seen or self.is_at_home(target):
                continue
            seen.add(target)
            if self.files.is_out_of_reach(target):
                self.unread.add(target)
            elif not self.files.is_too_much(target, value, seen):
                waiting.append((self.value(target, value), kind, target.scope))
        self.scope = ()

    def _inside(self, value: Value, kind: Kind, placed: set[Placed]) -> list[tuple[Value, Kind]]:
        """Give the objects directly below a value, those in what is `placed` there by reference once for each scope."""
        below: list[tuple[Value, Kind]] = []
        for _, slot, held in parts(value, kind) if kind is not Kind.OPAQUE else ():
            if slot.shape is Shape.ONE:
                below.append((held, slot.kind))
                continue
            target = self.collection(held, slot)
            if target is not None and (target, slot, self.scope) in placed:
                continue
            placed.update([(target, slot, self.scope)] if target else ())
            objects = self.collected(target, held, slot)
            self.in_place &= objects is held
            below += [(item, slot.kind) for item in _each(objects, slot)]
        return below

    def _is_in_place(self, value: Value, kind: Kind, target: Target | None) -> bool:
        """Say whether a value, and what it leads to if it is a reference, may stay as they are."""
        if target is not None:
            return self.is_at_home(target) and isinstance(value, Mapping) and value.get("$ref") == str(target.pointer)
        return kind is not Kind.SCHEMA or not isinstance(value, Mapping) or "discriminator" not in value

    def collection(self, held: Value, slot: Slot) -> Target | None:
        """Give what a reference in the place of a list or a mapping under free names leads to, None for any other.

        Examples are data, and one in the place of several is often meant.
        """
        if slot.shape is Shape.ONE or not isinstance(held, Mapping) or not isinstance(held.get("$ref"), str):
            return None
        if slot.kind is Kind.EXAMPLE and str(held["$ref"]).startswith("#"):
            return None
        target = self._followed(held, "$ref", Kind.PLAIN)
        seen: set[Target] = set()
        while target and (further := self._further(target, held)):
            if target in seen:
                at = held.marks["$ref"].place(held.file)
                self.report.add(REFERENCE_CYCLE, at=at, message=f"{held['$ref']} leads back to itself")
                return None
            seen.add(target)
            target = self._followed(further, "$ref", Kind.PLAIN)
        return target

    def _further(self, target: Target, holder: Mapping) -> Mapping | None:
        """Give the reference that a target is itself, None when it is none."""
        is_lost = self.files.is_lost(target) or self.files.is_out_of_reach(target)
        value = None if is_lost else self.value(target, holder)
        return value if isinstance(value, Mapping) and isinstance(value.get("$ref"), str) else None

    def collected(self, target: Target | None, held: Value, slot: Slot) -> Value:
        """Give the list or the mapping that belongs in a place, which holds it, or a reference to the `target`.

        An object where a list of such belongs is the only one in it.
        """
        if not isinstance(held, Mapping) or slot.shape is Shape.ONE:
            return held
        if target is not None and self.files.is_out_of_reach(target):
            return self._unread(held, slot)
        if slot.shape is Shape.MAP:
            named = self._mapping(target, held)
            return named if target is None else self._each_converted(named, target, slot.kind)
        is_plain = slot.kind is Kind.PLAIN
        value = self.value(target, held) if target and (is_plain or not self.files.is_lost(target)) else None
        if target and isinstance(value, Sequence):
            return self._each_converted(value, target, slot.kind)
        # Nobody looks later at a reference in the place of a plain object.
        return listed(held, [self._mapping(target, held) if is_plain else held])

    def _unread(self, held: Mapping, slot: Slot) -> Value:
        """Give what stands for a list or a mapping that may not be read: nothing, or one object that something is."""
        if slot.shape is Shape.LIST and slot.kind is not Kind.PLAIN:
            return listed(held, [held])
        stand_in(held, Kind.PLAIN, self.files.entry.root, self.report)
        return Mapping(held.file, held.mark) if slot.shape is Shape.MAP else listed(held, [])

    def _mapping(self, target: Target | None, held: Mapping) -> Mapping:
        value = self.value(target, held) if target else held
        if value is not None and not isinstance(value, Mapping):
            self.report_no_mapping(held)
        return value if isinstance(value, Mapping) else Mapping(held.file, held.mark)

    def report_no_mapping(self, holder: Mapping) -> None:
        """Report a reference to something that is no mapping."""
        key = reference_of(holder)
        at = holder.marks[key].place(holder.file)
        self.report.add(INVALID_VALUE, at=at, message=f"{holder[key]} leads to no mapping, which belongs here")

    def _each_converted(self, objects: Mapping | Sequence, target: Target, kind: Kind) -> Mapping | Sequence:
        """Give the list or the mapping at a target with each object in it in the words of the document."""
        if target.file == self.files.entry.file:
            return objects
        root = self.files.roots[target.file]
        if isinstance(objects, Sequence):
            return objects.holding([self.converted(item, kind, root) for item in objects])
        copy = objects.like(objects)
        copy.update((name, self.converted(item, kind, root)) for name, item in objects.items())
        return copy

    def target(self, value: Value, kind: Kind) -> Target | None:
        """Give what a reference leads to, None for anything that is no reference or may stay as it is."""
        if not isinstance(value, Mapping) or kind is Kind.OPAQUE:
            return None
        is_dynamic = self.files.resources.is_dynamic and kind is Kind.SCHEMA
        key = reference_of(value) if is_dynamic else "$ref"
        if not isinstance(value.get(key), str):
            return None
        is_local = str(value[key]).startswith("#")
        if kind in (Kind.PLAIN, Kind.OPENAPI, Kind.COMPONENTS) and is_local:
            return None
        is_plainly_local = is_local and not is_dynamic and not self.files.resources.holds(value)
        target = self._followed(value, key, kind, is_plainly_local=is_plainly_local)
        is_unsure = is_local and not is_plainly_local
        return None if target is None or (is_unsure and self.files.is_lost(target)) else target

    def _followed(self, value: Mapping, key: str, kind: Kind, *, is_plainly_local: bool = False) -> Target | None:
        try:
            if is_plainly_local:
                return self.files.local(value, str(value[key]), kind)
            return self.files.target(value, kind, self.scope)
        except ValueError:
            is_name = "#" in str(value[key])
            said = f"nothing is named {value[key]}" if is_name else f"{value[key]} is no reference that can be followed"
            at = value.marks[key].place(value.file)
            self.report.add(DANGLING_REFERENCE if is_name else INVALID_VALUE, at=at, message=said)
            return None

    def is_at_home(self, target: Target) -> bool:
        """Say whether a target is a component of the entry document, or a schema there that becomes one by itself."""
        if target.file != self.files.entry.file or target.is_component:
            return target.file == self.files.entry.file
        is_same_for_all = target.kind is Kind.SCHEMA and not self.files.resources.is_dynamic
        return is_same_for_all and is_schema_at(self.files.entry.root, target.pointer)

    def value(self, target: Target, holder: Value) -> Value:
        """Give what a target holds, once; report when it holds nothing."""
        assert isinstance(holder, Mapping)
        if target not in self.found:
            try:
                value = self.files.find(target, holder)
                is_of_entry = target.file == self.files.entry.file
                root = self.files.roots[target.file]
                self.found[target] = value if is_of_entry else self.converted(value, target.kind, root)
            except KeyError:
                self._report_dangling(target, holder)
        return self.found.get(target)

    def _report_dangling(self, target: Target, holder: Mapping) -> None:
        """Report a reference to nothing, unless its whole file is missing, which was told."""
        if self.files.roots[target.file] is not None:
            key = reference_of(holder)
            at = holder.marks[key].place(holder.file)
            self.report.add(DANGLING_REFERENCE, at=at, message=f"nothing is named {holder[key]}")


def _each(held: Value, slot: Slot) -> list[Value]:
    """Give the objects in what a key holds."""
    return list(held.values()) if slot.shape is Shape.MAP and isinstance(held, Mapping) else [held]
