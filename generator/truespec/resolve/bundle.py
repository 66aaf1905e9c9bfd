"""Bundling: a description of many files as one, every reference to a component of its own kind.

See https://spec.openapis.org/oas/v3.1.2#openapi-description-structure.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import Final

from msgspec import Struct, field

from truespec.building import edited, overlaid
from truespec.codes import REFERENCE_CYCLE, TOO_DEEP
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import Kind, Shape, Slot
from truespec.resolve.component_names import component_names, written_name
from truespec.resolve.finding import Converter, Finder
from truespec.resolve.holders import leading, parts
from truespec.resolve.mappings import remapped
from truespec.resolve.targets import SECTIONS, Files, Reader, Target
from truespec.resolve.unread import stand_in
from truespec.resolve.written_names import keep_written_names

# What is referred to twice by what is referred to twice, and so on, would fill any memory. DigitalOcean places 667.
_MOST_PLACED: Final = 50_000


def _as_it_is(value: Value, _: Kind, __: Value) -> Value:
    return value


def bundle(document: Document, reader: Reader, report: Report, converted: Converter = _as_it_is) -> Document:
    """Give a document in which every reference leads to a component of the document itself.

    What another file, or another place of this one, holds becomes a component, named by its pointer or its file;
    objects that cannot be components, such as path items, are put where they are referred to. What other files hold
    is `converted` into the words of the document.
    """
    bundler = _Bundler(Finder(Files(document, reader, report), report, converted), report)
    bundler.discover()
    root = document.root if bundler.has_nothing_to_do else bundler.rewritten(document.root, Kind.OPENAPI)
    return Document(keep_written_names(bundler.with_components(root), bundler.written()), document.sources)


class _Bundler(Struct):
    """Puts references right; `names` are those of the targets that become components.

    `open` are the targets that are being put in place, and `placed` says how many were.
    """

    finder: Finder
    report: Report
    names: dict[Target, str] = field(default_factory=dict[Target, str])
    open: list[Target] = field(default_factory=list[Target])
    placed: int = 0

    def discover(self) -> None:
        """Find every target that is not a component yet, and name it."""
        self.finder.find()
        targets = [target for target in self.finder.found if target.kind in SECTIONS]
        self.names = component_names(targets, self.files.entry)

    def written(self) -> dict[str, str]:
        """Give what their authors call the schemas that have another name as components."""
        names = {name: written_name(target) for target, name in self.names.items() if target.kind is Kind.SCHEMA}
        return {name: written for name, written in sorted(names.items()) if written != name}

    @property
    def has_nothing_to_do(self) -> bool:
        """Whether all is where it belongs, as in most descriptions that are one file."""
        return self.finder.in_place and not self.files.resources.is_dynamic

    @property
    def files(self) -> Files:
        """The files of the description."""
        return self.finder.files

    def rewritten(self, value: Value, kind: Kind) -> Value:
        """Give a copy in which every reference leads to a component, or was replaced by what it means."""
        if not self.files.resources.is_dynamic:
            return self._rewritten(value, kind)
        outer, self.finder.scope = self.finder.scope, self.files.scopes.within(self.finder.scope, value)
        result = self._rewritten(value, kind)
        self.finder.scope = outer
        return result

    def _rewritten(self, value: Value, kind: Kind) -> Value:
        target = self.finder.target(value, kind)
        if target in self.finder.unread and isinstance(value, Mapping):
            return stand_in(value, kind, self.files.entry.root, self.report)
        if target and isinstance(value, Mapping) and (self.finder.is_at_home(target) or target in self.names):
            name = self.names.get(target)
            if name:
                self._check_kind(target, value)
            beside = self._rebuilt(value, kind)
            assert isinstance(beside, Mapping)
            return leading(beside, f"#/components/{SECTIONS[kind]}/{name}" if name else str(target.pointer))
        if target in self.finder.found and isinstance(value, Mapping):
            return self._put_in_place(target, value)
        if target and not self.finder.is_at_home(target):
            # It leads to nothing, which is told wherever it is written.
            self.finder.value(target, value)
        return self._rebuilt(value, kind)

    def _component(self, reference: Mapping) -> str | None:
        """Give the reference to the component that a schema has become, None when it is none."""
        try:
            target = self.files.target(reference, Kind.SCHEMA, self.finder.scope)
        except ValueError:
            return None
        if not (self.finder.is_at_home(target) or target in self.names):
            return None
        name = self.names.get(target)
        return f"#/components/schemas/{name}" if name else str(target.pointer)

    def with_components(self, rewritten: Value) -> Mapping:
        """Give the rewritten root, or the root as it was if there is none, with every named target as a component."""
        root = rewritten if isinstance(rewritten, Mapping) else self.files.entry.root
        if not self.names:
            return root
        components = root.get("components")
        components = components if isinstance(components, Mapping) else Mapping(root.file, root.mark)
        for target, name in sorted(self.names.items(), key=lambda item: item[1]):
            section = SECTIONS[target.kind]
            held = components.get(section)
            holder = held.like(held) if isinstance(held, Mapping) else Mapping(root.file, root.mark)
            value = self.finder.found[target]
            mark = value.mark.within(value.file) if isinstance(value, Mapping) else root.mark
            self.finder.scope = target.scope
            holder.put(name, self.rewritten(value, target.kind), mark, mark)
            components = edited(components, **{section: holder})
        self.finder.scope = ()
        return edited(root, components=components)

    def _rebuilt(self, value: Value, kind: Kind) -> Value:
        """Give a value in which everything that may refer to something was rewritten, the same when nothing changes."""
        if kind is Kind.OPAQUE or not isinstance(value, (Mapping, Sequence)):
            return value
        if isinstance(value, Sequence):
            return self._items(value, kind)
        result = value
        for key, slot, held in parts(value, kind):
            rewritten = self._held(held, slot)
            if rewritten is not held:
                result = result if result is not value else value.like(value)
                result[str(key)] = rewritten
        return remapped(result, self._component) if kind is Kind.SCHEMA else result

    def _held(self, held: Value, slot: Slot) -> Value:
        """Rewrite what a key holds; a list or a mapping by reference is put in place."""
        target = self.finder.collection(held, slot)
        if target is None or not isinstance(held, Mapping):
            return self._objects(self.finder.collected(None, held, slot), slot)
        return self._opened(target, held, lambda: self._objects(self.finder.collected(target, held, slot), slot))

    def _objects(self, held: Value, slot: Slot) -> Value:
        if slot.shape is Shape.MAP and isinstance(held, Mapping):
            return self._each(held, slot.kind)
        return self.rewritten(held, slot.kind)

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

    def _put_in_place(self, target: Target, holder: Mapping) -> Value:
        """Give what a reference means, with what stands beside it; beside wins."""
        value = self._opened(target, holder, lambda: self.rewritten(self.finder.found[target], target.kind))
        if not isinstance(value, Mapping):
            self._check_kind(target, holder)
            return value if target.kind is Kind.PLAIN else edited(holder, ("$ref",))
        beside = self._rebuilt(holder, target.kind) if len(holder) > 1 else None
        return overlaid(value, beside) if isinstance(beside, Mapping) else value

    def _check_kind(self, target: Target, holder: Mapping) -> None:
        """Report a reference to something that is no object; of a file that was not read, that was told."""
        value = self.finder.found[target]
        is_schema = target.kind is Kind.SCHEMA and isinstance(value, bool)
        is_told = target.kind is Kind.PLAIN or self.files.roots.get(target.file) is None
        if not (is_told or is_schema or isinstance(value, Mapping)):
            self.finder.report_no_mapping(holder)

    def _opened(self, target: Target, holder: Mapping, placed: Callable[[], Value]) -> Value:
        """Put a target in place, unless that is being done already, or was done too often."""
        at = holder.marks["$ref"].place(holder.file)
        self.placed += 1
        if target in self.open:
            self.report.add(REFERENCE_CYCLE, at=at, message=f"{holder['$ref']} leads back to itself")
            return None
        if self.placed > _MOST_PLACED:
            message = f"more than {_MOST_PLACED} references lead to what is put in their place"
            self.report.add(TOO_DEEP, at=self.files.entry.root.place, message=message)
            return None
        self.open.append(target)
        value = placed()
        self.open.pop()
        return value
