"""Many descriptions of one API become one, whatever their order; contradictions name both places."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce
from posixpath import dirname
from typing import Final, TypeAlias

from msgspec.structs import replace

from truespec.codes import DIFFERENT_WORDING, DISAGREEMENT
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Place, Sequence, Source, Value
from truespec.grammar import METHODS, SLOTS, Kind
from truespec.load.inheriting import INHERITED, MORE_METHODS, handed_down, to_operations
from truespec.load.meaning import meaning

UniteOne: TypeAlias = Callable[[Mapping, Mapping, str], None]

_SECTIONS: Final = ("components", "definitions", "parameters", "responses", "securityDefinitions")
_VERSIONS: Final = ("openapi", "swagger")
# Where the calls go, of Swagger 2.0, which knows no other place for one operation.
_ADDRESS: Final = ("host", "basePath")


def unite(documents: list[Document], report: Report) -> Document:
    """Give one document for several, which come in the order of their names; raises Stopped after adding an error."""
    if len(documents) == 1:
        return documents[0]
    sources: dict[str, Source] = {}
    for source in (source for document in documents for source in document.sources):
        versions = sources[source.name].versions if source.name in sources else ()
        sources[source.name] = replace(source, versions=(*versions, *source.versions))
    uniting = Uniting(report)
    root = reduce(uniting.roots, [document.root for document in documents])
    if report.failed:
        raise Stopped
    return Document(root, tuple(sources.values()))


class Uniting:
    """Puts descriptions together two by two; the first of two keeps its wording."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def roots(self, first: Mapping, second: Mapping) -> Mapping:
        """Unite two whole descriptions."""
        united = first.like(first)
        second = handed_down(first, second)
        for key in second:
            if key in _VERSIONS:
                self._version(united, second, key)
            elif key in ("paths", "webhooks"):
                self._named(united, second, key, self._path_item)
            elif key == "components":
                self._named(united, second, key, self._section)
            elif key in _SECTIONS:
                self._section(united, second, key)
            elif key == "tags":
                self._tags(united, second)
            elif key not in united and key not in INHERITED:
                united.take(second, key)
            elif key == "info":
                self._named(united, second, key, self._wording)
            elif key in _ADDRESS and united[key] != second[key]:
                self._same(united, second, key, kind=Kind.PLAIN, what=key)
            elif key not in (*INHERITED, "servers"):
                self._wording(united, second, key)
        return united

    def _version(self, united: Mapping, second: Mapping, key: str) -> None:
        """Take the higher of two versions; Swagger and OpenAPI do not go together."""
        if key not in united:
            self._contradict(f"the version {key}: {second[key]}", united.place, second.marks[key].place(second.file))
        elif str(second[key]) > str(united[key]):
            united.take(second, key)

    def _named(self, united: Mapping, second: Mapping, key: str, unite_one: UniteOne) -> None:
        """Unite what two mappings hold under the same key, entry by entry."""
        held, other = united.get(key), second[key]
        if not isinstance(held, Mapping) or not isinstance(other, Mapping):
            self._either(united, second, key)
            return
        copy = held.like(held)
        for name in other:
            if name not in copy:
                copy.take(other, name)
            elif not is_same(copy[name], other[name]):
                unite_one(copy, other, name)
        united[key] = copy

    def _section(self, united: Mapping, second: Mapping, key: str) -> None:
        """Unite the components of one kind."""
        slot = SLOTS[Kind.COMPONENTS].get(key)
        kind = slot.kind if slot else Kind.SCHEMA if key == "definitions" else Kind.PLAIN

        def unite_one(copy: Mapping, other: Mapping, name: str) -> None:
            self._same(copy, other, name, kind=kind, what=f"{key}/{name}")

        self._named(united, second, key, unite_one)

    def _path_item(self, united: Mapping, second: Mapping, path: str) -> None:
        """Unite the operations of a path; what the two say for all of theirs is handed down where it differs."""
        held, other = united[path], second[path]
        if not isinstance(held, Mapping) or not isinstance(other, Mapping):
            self._either(united, second, path)
            return
        for key in ("parameters", "servers"):
            if not is_same(held.get(key), other.get(key)):
                held, other = to_operations(held, key), to_operations(other, key)
        copy = held.like(held)
        for key in other:
            if key not in copy:
                copy.take(other, key)
            elif key == MORE_METHODS:
                self._named(copy, other, key, partial(self._operation, path))
            elif not is_same(copy[key], other[key]):
                kind = Kind.OPERATION if key in METHODS else Kind.PLAIN
                self._same(copy, other, key, kind=kind, what=f"{key} {path}")
        united[path] = copy

    def _operation(self, path: str, united: Mapping, second: Mapping, method: str) -> None:
        self._same(united, second, method, kind=Kind.OPERATION, what=f"{method} {path}")

    def _either(self, united: Mapping, second: Mapping, key: str) -> None:
        """Take the one of two values that is there; two that cannot be united contradict each other."""
        if united.get(key) is None:
            united.take(second, key)
        elif second[key] is not None and not is_same(united[key], second[key]):
            self._same(united, second, key, kind=Kind.PLAIN, what=key)

    def _tags(self, united: Mapping, second: Mapping) -> None:
        """Unite the tags by their names."""
        held, others = united.get("tags"), second["tags"]
        if not isinstance(held, Sequence) or not isinstance(others, Sequence):
            self._either(united, second, "tags")
            return
        copy = held.like([True] * len(held))
        names = {str(item.get("name")): item for item in held if isinstance(item, Mapping)}
        for other, mark in zip(others, others.marks, strict=True):
            name = str(other.get("name")) if isinstance(other, Mapping) else ""
            if name not in names:
                copy.add(other, mark.within(others.file))
            elif names[name] != other and isinstance(other, Mapping):
                self._reword(f"the tag {name}", names[name].place, other.place)
        united["tags"] = copy

    def _wording(self, united: Mapping, second: Mapping, key: str) -> None:
        """Keep the first of two values that no client depends on, and tell when they differ."""
        if united[key] != second[key]:
            self._reword(key, united.marks[key].place(united.file), second.marks[key].place(second.file))

    def _same(self, united: Mapping, second: Mapping, key: str, *, kind: Kind, what: str) -> None:
        """Tell when two values differ: in words alone, or in what they mean."""
        first, other = united.marks[key].place(united.file), second.marks[key].place(second.file)
        if united[key] != second[key] and meaning(united[key], kind) == meaning(second[key], kind):
            self._reword(what, first, other)
        else:
            self._contradict(what, first, other)

    def _reword(self, what: str, first: Place, second: Place) -> None:
        message = f"{what} is worded differently at {first}, which is used"
        self.report.add(DIFFERENT_WORDING, at=second, message=message)

    def _contradict(self, what: str, first: Place, second: Place) -> None:
        message = f"{what} contradicts what is described at {first}"
        hint = "take one of the two out, or fetch both anew"
        self.report.add(DISAGREEMENT, at=second, message=message, hint=hint)


def is_same(first: Value, second: Value) -> bool:
    """Say whether two values are equal, and lead to the same files."""
    if first != second:
        return False
    is_beside = {dirname(value.file) for value in (first, second) if isinstance(value, Mapping | Sequence)}
    return len(is_beside) < 2 or not _leads_out(second)


def _leads_out(value: Value) -> bool:
    """Say whether a reference in a value depends on the folder of its file."""
    if not isinstance(value, Mapping):
        return isinstance(value, Sequence) and any(map(_leads_out, value))
    reference = value.get("$ref")
    is_relative = isinstance(reference, str) and not reference.startswith("#") and "://" not in reference
    return is_relative or any(map(_leads_out, value.values()))
