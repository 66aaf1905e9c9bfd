"""Bundling: a description of many files as one, every reference to a component of its own kind.

See https://spec.openapis.org/oas/v3.1.2#openapi-description-structure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import is_
from typing import TypeAlias

from truespec.codes import DANGLING_REFERENCE, INVALID_VALUE, REFERENCE_CYCLE
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import Kind, Shape, Slot
from truespec.resolve.component_names import component_names
from truespec.resolve.holders import leading, parts
from truespec.resolve.mappings import remapped
from truespec.resolve.scopes import Scope, reference_of
from truespec.resolve.targets import SECTIONS, Files, Reader, Target
from truespec.resolve.unread import stand_in

Converter: TypeAlias = Callable[[Value, Kind], Value]


def _as_it_is(value: Value, _: Kind) -> Value:
    return value


def bundle(document: Document, reader: Reader, report: Report, converted: Converter = _as_it_is) -> Document:
    """Give a document in which every reference leads to a component of the document itself.

    What another file, or another place of this one, holds becomes a component, named by its pointer or its file;
    objects that cannot be components, such as path items, are put where they are referred to. What other files hold
    is `converted` into the words of the document.
    """
    bundler = _Bundler(Files(document, reader, report), report, converted)
    bundler.discover()
    root = bundler.rewritten(document.root, Kind.OPENAPI)
    return Document(bundler.with_components(root), document.sources)


@dataclass(slots=True)
class _Bundler:
    """The targets that have to become components, and what they hold; `open` are those being put in place.

    `unread` are those in files that may not be read, and `scope` is that of the place that is looked at.
    """

    files: Files
    report: Report
    converted: Converter
    found: dict[Target, Value] = field(default_factory=dict[Target, Value])
    names: dict[Target, str] = field(default_factory=dict[Target, str])
    open: list[Target] = field(default_factory=list[Target])
    unread: set[Target] = field(default_factory=set[Target])
    scope: Scope = ()

    def discover(self) -> None:
        """Find every target that is not a component yet, and name it."""
        resources = self.files.resources
        was_dynamic = resources.is_dynamic
        self._find_all()
        if resources.is_dynamic is not was_dynamic:
            # Another file made what was found before depend on the way to it.
            self.found.clear()
            self.unread.clear()
            self._find_all()
        self.names = component_names([target for target in self.found if target.kind in SECTIONS], self.files.entry)

    def _find_all(self) -> None:
        waiting: list[tuple[Value, Kind, Scope]] = [(self.files.entry.root, Kind.OPENAPI, ())]
        seen: set[Target] = set()
        while waiting:
            value, kind, scope = waiting.pop()
            self.scope = scope = self.files.scopes.within(scope, value)
            waiting += [(held, inner, scope) for held, inner in self._inside(value, kind)]
            target = self._target(value, kind)
            if target is None or target in seen or self._is_at_home(target):
                continue
            seen.add(target)
            if self.files.is_out_of_reach(target):
                self.unread.add(target)
            elif not self.files.is_too_much(target, value, seen):
                waiting.append((self._value(target, value), kind, target.scope))
        self.scope = ()

    def rewritten(self, value: Value, kind: Kind) -> Value:
        """Give a copy in which every reference leads to a component, or was replaced by what it means."""
        if not self.files.resources.is_dynamic:
            return self._rewritten(value, kind)
        outer, self.scope = self.scope, self.files.scopes.within(self.scope, value)
        result = self._rewritten(value, kind)
        self.scope = outer
        return result

    def _rewritten(self, value: Value, kind: Kind) -> Value:
        target = self._target(value, kind)
        if target in self.unread and isinstance(value, Mapping):
            return stand_in(value, kind, self.files.entry.root, self.report)
        if target and isinstance(value, Mapping) and (self._is_at_home(target) or target in self.names):
            name = self.names.get(target)
            beside = self._rebuilt(value, kind)
            assert isinstance(beside, Mapping)
            return leading(beside, f"#/components/{SECTIONS[kind]}/{name}" if name else str(target.pointer))
        if target in self.found and isinstance(value, Mapping):
            return self._put_in_place(target, value)
        return self._rebuilt(value, kind)

    def _component(self, reference: Mapping) -> str | None:
        """Give the reference to the component that a schema has become, None when it is none."""
        target = self._target(reference, Kind.SCHEMA)
        if target is None or not (self._is_at_home(target) or target in self.names):
            return None
        name = self.names.get(target)
        return f"#/components/schemas/{name}" if name else str(target.pointer)

    def with_components(self, root: Value) -> Mapping:
        """Give the root with every named target among its components."""
        assert isinstance(root, Mapping)
        components = root.get("components")
        components = components.like(components) if isinstance(components, Mapping) else Mapping(root.file, root.mark)
        for target, name in sorted(self.names.items(), key=lambda item: item[1]):
            section = SECTIONS[target.kind]
            held = components.get(section)
            holder = held.like(held) if isinstance(held, Mapping) else Mapping(root.file, root.mark)
            value = self.found[target]
            mark = value.mark.within(value.file) if isinstance(value, Mapping) else root.mark
            self.scope = target.scope
            holder.put(name, self.rewritten(value, target.kind), mark, mark)
            components.put(section, holder, root.mark, root.mark)
        self.scope = ()
        result = root.like(root)
        if components:
            result.put("components", components, root.mark, root.mark)
        return result

    def _inside(self, value: Value, kind: Kind) -> list[tuple[Value, Kind]]:
        """Give the objects directly below a value, out of the lists and mappings under free names that hold them."""
        below: list[tuple[Value, Kind]] = []
        for _, slot, held in parts(value, kind) if kind is not Kind.OPAQUE else ():
            named = self._named(held, slot)
            below += [(held, slot.kind)] if named is None else [(item, slot.kind) for item in named.values()]
        return below

    def _rebuilt(self, value: Value, kind: Kind) -> Value:
        """Give a value in which everything that `_inside` gives was rewritten, the same when nothing changes."""
        if kind is Kind.OPAQUE or not isinstance(value, (Mapping, Sequence)):
            return value
        if isinstance(value, Sequence):
            return self._items(value, kind)
        result = value
        for key, slot, held in parts(value, kind):
            named = self._named(held, slot)
            rewritten = self.rewritten(held, slot.kind) if named is None else self._each(named, slot.kind)
            if rewritten is not held:
                result = result if result is not value else value.like(value)
                result[str(key)] = rewritten
        return remapped(result, self._component) if kind is Kind.SCHEMA else result

    def _items(self, items: Sequence, kind: Kind) -> Sequence:
        """Rewrite each object in a list."""
        rewritten = [self.rewritten(item, kind) for item in items]
        if all(map(is_, rewritten, items)):
            return items
        return items.holding(rewritten)

    def _each(self, named: Mapping, kind: Kind) -> Mapping:
        """Rewrite each object under a free name."""
        rewritten = {name: self.rewritten(item, kind) for name, item in named.items()}
        if all(map(is_, rewritten.values(), named.values())):
            return named
        copy = named.like(named)
        copy.update(rewritten)
        return copy

    def _named(self, held: Value, slot: Slot) -> Mapping | None:
        """Give a mapping of objects under free names, None for what is none; one by reference is put in place."""
        if slot.shape is not Shape.MAP or not isinstance(held, Mapping):
            return None
        target = self._target(held, Kind.PLAIN)
        if target is None:
            return held
        value = self._value(target, held)
        return value if isinstance(value, Mapping) else Mapping(held.file, held.mark)

    def _target(self, value: Value, kind: Kind) -> Target | None:
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
        try:
            if is_local and not is_dynamic and not self.files.resources.holds(value):
                return self.files.local(value, str(value[key]), kind)
            target = self.files.target(value, kind, self.scope)
        except ValueError:
            at = value.marks[key].place(value.file)
            self.report.add(INVALID_VALUE, at=at, message=f"{value[key]} is no reference that can be followed")
            return None
        return None if is_local and self.files.is_lost(target) else target

    def _is_at_home(self, target: Target) -> bool:
        """Say whether a target is a component of the entry document already."""
        return target.file == self.files.entry.file and target.is_component

    def _value(self, target: Target, holder: Value) -> Value:
        """Give what a target holds, once; report when it holds nothing."""
        assert isinstance(holder, Mapping)
        if target not in self.found:
            try:
                value = self.files.find(target, holder)
                is_of_entry = target.file == self.files.entry.file
                self.found[target] = value if is_of_entry else self.converted(value, target.kind)
            except KeyError:
                key = reference_of(holder)
                at = holder.marks[key].place(holder.file)
                self.report.add(DANGLING_REFERENCE, at=at, message=f"nothing is named {holder[key]}")
        return self.found.get(target)

    def _put_in_place(self, target: Target, holder: Mapping) -> Value:
        """Give what a reference means, with what stands beside it; beside wins."""
        if target in self.open:
            at = holder.marks["$ref"].place(holder.file)
            self.report.add(REFERENCE_CYCLE, at=at, message=f"{holder['$ref']} leads back to itself")
            return None
        self.open.append(target)
        value = self.rewritten(self.found[target], target.kind)
        self.open.pop()
        if isinstance(value, Mapping) and len(holder) > 1:
            value = value.like(value)
            beside = self._rebuilt(holder, target.kind)
            for key in holder:
                if key != "$ref" and isinstance(beside, Mapping):
                    value.take(beside, key)
        return value
