"""One walk over a description: every value is held against the table of its object."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from msgspec import Struct, field

from truespec.codes import MISSING_KEY, UNKNOWN_KEY, WRONG_VALUE
from truespec.diagnostic import Report
from truespec.document import Mapping, Place, Sequence, Value
from truespec.grammar import is_extension
from truespec.rules.faults import Fault
from truespec.rules.object_rules import OBJECT_RULES
from truespec.rules.tables import Expected, Shape, Table, Version, called, tables

# Objects under free names, as one mapping. See https://spec.openapis.org/oas/v3.1.2#patterned-fields.
_MAPS: Final = {
    "Paths": Expected("a Path Item Object", Shape.MAP, kind="PathItem"),
    "Callback": Expected("a Path Item Object", Shape.MAP, kind="PathItem"),
    "Responses": Expected("a Response Object", Shape.MAP, kind="Response"),
    "Security": Expected("a list of texts", Shape.MAP, kind="Scopes"),
}
_NO_REFERENCE: Final = frozenset(("OpenAPI", "Paths", "Responses", "Security", "Info", "Server", "Operation"))
_MET: Final = frozenset(("OpenAPI", "PathItem", "Operation", "Security", "MediaType"))
_TOLD: Final[dict[type, str]] = {
    **dict.fromkeys((int, float), "a number"),
    str: "a text",
    bool: "true or false",
    type(None): "null",
    Mapping: "a mapping",
    Sequence: "a list",
}


class Met(Struct, frozen=True, kw_only=True):
    """An object that the walk came by."""

    kind: str
    value: Mapping
    key: str


class Walk(Struct):
    """Walks one description; `met` are the objects of the kinds that rules about several objects need."""

    version: Version
    tables: dict[str, Table]
    report: Report
    met: list[Met] = field(default_factory=list[Met])

    @classmethod
    def through(cls, version: Version, report: Report) -> Walk:
        """Give a walk through a description of a version."""
        return cls(version, tables(version), report)

    def object(self, value: Value, kind: str, at: Place, key: str = "") -> None:
        """Check one object of a kind and everything in it."""
        if kind == "Scopes":
            self._texts(value, at)
            return
        if not isinstance(value, Mapping):
            self._wrong(value, _article(called(kind)), at)
            return
        if isinstance(value.get("$ref"), str) and not self._reads_on(kind):
            if kind in _NO_REFERENCE:
                message = f"{_article(called(kind))} cannot be a reference"
                self.report.add(UNKNOWN_KEY, at=value.key_marks["$ref"].place(value.file), message=message)
            return
        if kind in _MAPS:
            self._map(value, _MAPS[kind])
        elif kind in self.tables:
            self._fields(value, kind)
        if kind in _MET:
            self.met.append(Met(kind=kind, value=value, key=key))
        for fault in self._faults(value, kind):
            within = value.get(fault.within) if fault.within else value
            holder = within if isinstance(within, Mapping) else value
            place = holder.key_marks[fault.key].place(holder.file) if fault.key in holder.key_marks else at
            self.report.add(fault.code, at=place, message=fault.message, hint=fault.hint)

    def _reads_on(self, kind: str) -> bool:
        """Say whether what stands beside a reference in an object of this kind has a meaning."""
        return kind == "PathItem" or (kind == "Schema" and self.version >= (3, 1))

    def _faults(self, value: Mapping, kind: str) -> Iterator[Fault]:
        for rule in OBJECT_RULES.get(kind, ()):
            yield from rule(value, self.version)

    def _fields(self, value: Mapping, kind: str) -> None:
        table = self.tables[kind]
        for key, held in value.items():
            expected = table.fields.get(key)
            if expected is not None:
                if type(held) not in table.plain[key]:
                    self._field(value, key, expected)
            elif not table.is_open and not is_extension(key):
                self._unknown(value, key, kind, table)
        for key in table.required:
            if key not in value:
                message = f"{_article(called(kind))} needs the key {key}"
                self.report.add(MISSING_KEY, at=value.place, message=message)

    def _unknown(self, value: Mapping, key: str, kind: str, table: Table) -> None:
        if kind == "Schema" and "$ref" in value:
            return
        close = get_close_matches(key, table.fields, n=1)
        hint = f"did you mean {close[0]}?" if close else "an extension's name begins with x-"
        message = f"{key} is no key of {_article(called(kind))} in OpenAPI {'.'.join(map(str, self.version))}"
        self.report.add(UNKNOWN_KEY, at=value.key_marks[key].place(value.file), message=message, hint=hint)

    def _field(self, holder: Mapping, key: str, expected: tuple[Expected, ...]) -> None:
        """Check what a key holds: an object, objects, or a scalar that is not as expected."""
        value, at = holder[key], holder.marks[key].place(holder.file)
        for one in expected:
            if one.shape is Shape.ONE and not one.kind and one.takes(value):
                return
            if one.shape is Shape.LIST and isinstance(value, Sequence):
                self._list(value, one)
                return
            if one.shape is Shape.MAP and isinstance(value, Mapping):
                self._map(value, one)
                return
            if one.kind and one.shape is Shape.ONE and isinstance(value, Mapping):
                self.object(value, one.kind, at)
                return
            if one.kind == "Schema" and isinstance(value, bool) and self.version >= (3, 1):
                return
        if expected[0].said.startswith("a type or") and isinstance(value, Sequence):
            self._list(value, expected[0])
            return
        self._wrong(value, " or ".join(_said(one) for one in expected), at, name=key)

    def _list(self, value: Sequence, expected: Expected) -> None:
        for index, item in enumerate(value):
            at = value.marks[index].place(value.file)
            if expected.kind:
                self._below(item, expected.kind, at, str(index))
            elif not expected.takes(item):
                self._wrong(item, expected.said, at)

    def _map(self, value: Mapping, expected: Expected) -> None:
        for key, item in value.items():
            at = value.marks[key].place(value.file)
            if expected.kind and not (is_extension(key) and expected.kind in ("PathItem", "Response")):
                self._below(item, expected.kind, at, key)
            elif not expected.kind and not expected.takes(item):
                self._wrong(item, expected.said, at)

    def _below(self, value: Value, kind: str, at: Place, key: str) -> None:
        """Check an item; a schema may be true or false since 3.1."""
        if not (kind == "Schema" and self.version >= (3, 1) and isinstance(value, bool)):
            self.object(value, kind, at, key)

    def _texts(self, value: Value, at: Place) -> None:
        if not isinstance(value, Sequence):
            self._wrong(value, "a list of texts", at)
            return
        self._list(value, Expected("a text", types=frozenset((str,))))

    def _wrong(self, value: Value, wanted: str, at: Place, name: str = "this") -> None:
        shown = f": {value!r}"[:60] if isinstance(value, str | int | float) else ""
        self.report.add(WRONG_VALUE, at=at, message=f"{name} must be {wanted}, and is {_TOLD[type(value)]}{shown}")


def _said(expected: Expected) -> str:
    if expected.shape is Shape.ONE:
        return _article(expected.said) if expected.kind else expected.said
    return f"a {'list' if expected.shape is Shape.LIST else 'mapping'} of {expected.said.removeprefix('a ')}s"


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOX' else 'a'} {name}"
