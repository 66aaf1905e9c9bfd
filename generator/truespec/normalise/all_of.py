"""The pass that merges allOf: one schema that says what all members say together.

See https://json-schema.org/draft/2020-12/json-schema-core#name-allof.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from truespec.codes import CONFLICTING_ALL_OF, REFERENCE_CYCLE
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import Kind, is_extension, schemas_of
from truespec.normalise.extensions.go import OF_ONE_TYPE
from truespec.pointer import Pointer
from truespec.rewriting import rewrite

# Beside a reference these only describe the use; everything else constrains, and so makes a composition.
ANNOTATIONS = frozenset(
    "$ref title description summary deprecated readOnly writeOnly default example examples nullable "
    "externalDocs xml".split()
)


@dataclass(slots=True)
class _Merger:
    """Merges the compositions of one document; `open` holds the references being followed."""

    document: Document
    report: Report
    open: list[str] = field(default_factory=list[str])

    def merged(self, schema: Mapping) -> Mapping:
        """Give a schema without allOf."""
        members = self._members(schema)
        if not members:
            return schema
        own = schema.like(key for key in schema if key not in ("allOf", "$ref"))
        for remark in filter(_only_remarks, members):
            own = self._joined(remark, own, own_wins=True)
        members = [member for member in members if not _only_remarks(member)]
        single = _single_reference(members, own)
        if single is not None:
            return single
        result = Mapping(schema.file, schema.mark)
        for member in members:
            result = self._joined(result, self._flat(member))
        return self._joined(result, own, own_wins=True)

    def _members(self, schema: Mapping) -> list[Mapping]:
        """Give the members of a composition; a reference with constraints beside it is one too."""
        all_of = schema.get("allOf")
        members = [item for item in all_of if isinstance(item, Mapping)] if isinstance(all_of, Sequence) else []
        if "$ref" in schema and (members or any(_constrains(key) for key in schema)):
            members.insert(0, schema.like(["$ref"]))
        return members

    def _flat(self, member: Mapping) -> Mapping:
        """Give a member with its references followed and its own compositions merged.

        What x-go-type says of a member is not said of the composition; one that only holds remarks is no member.
        """
        target = member.get("$ref")
        if isinstance(target, str):
            return self._target(target, member)
        flat = self.merged(member)
        return flat.like(key for key in flat if key not in OF_ONE_TYPE)

    def _target(self, target: str, member: Mapping) -> Mapping:
        """Give the flat schema that a member refers to."""
        found = self.document.find(Pointer.parse(target))
        if target in self.open or not isinstance(found, Mapping):
            at = member.place
            self.report.add(REFERENCE_CYCLE, at=at, message=f"allOf leads back to {target}")
            return Mapping(member.file, member.mark)
        self.open.append(target)
        flat = self._flat(found)
        self.open.pop()
        beside = member.like(key for key in member if key != "$ref")
        return self._joined(flat, beside, own_wins=True)

    def _joined(self, first: Mapping, second: Mapping, *, own_wins: bool = False) -> Mapping:
        """Give what two schemas say together; the later one wins where they cannot both be kept."""
        result = first.like(first)
        for key, value in second.items():
            present = result.get(key)
            joined = value if present is None else self._joined_key(key, present, value)
            if key in _CONTRADICTABLE and present not in (None, value) and not own_wins:
                self._conflict(key, second)
            result.take(second, key)
            result[key] = joined
        return result

    def _joined_key(self, key: str, first: Value, second: Value) -> Value:
        """Join what two schemas say under one keyword."""
        if key == "properties" and isinstance(first, Mapping) and isinstance(second, Mapping):
            return self._joined_properties(first, second)
        if key == "required" and isinstance(first, Sequence) and isinstance(second, Sequence):
            return _union(first, second)
        return second

    def _joined_properties(self, first: Mapping, second: Mapping) -> Mapping:
        """Join two sets of properties; one that both declare says what both say, and the later wins."""
        result = first.like(first)
        for name, schema in second.items():
            present = result.get(name)
            result.take(second, name)
            if isinstance(present, Mapping) and isinstance(schema, Mapping) and present != schema:
                result[name] = self._joined_property(name, present, schema)
        return result

    def _joined_property(self, name: str, first: Mapping, second: Mapping) -> Mapping:
        """Join two schemas of one property; two different types cannot both hold."""
        if any(first.get(key, second.get(key)) != second.get(key, first.get(key)) for key in ("type", "$ref")):
            self._conflict(name, second)
            return second
        return self._joined(first, second, own_wins=True)

    def _conflict(self, name: str, schema: Mapping) -> None:
        """Report a contradiction between members."""
        place = schema.place
        self.report.add(CONFLICTING_ALL_OF, at=place, message=f"the members of an allOf disagree about {name}")


_CONTRADICTABLE = frozenset(("type", "format", "const", "enum"))
_TELLING = frozenset(("$ref", "properties", "allOf", "items", "additionalProperties", "anyOf", "oneOf"))


def merge_all_of(document: Document, report: Report) -> Document:
    """Give a document in which no schema has an allOf; one member that is a reference stays a reference.

    Inline compositions that refer to others have to be components already. Those that do not are merged first, since
    what a member holds is taken as it is.
    """
    document = _merged(document, lambda schema, merger: schema if composes(schema) else merger.merged(schema), report)
    document = _merged(document, lambda schema, merger: merger.merged(schema), report)
    _check_circles(document, report)
    return document


def _check_circles(document: Document, report: Report) -> None:
    """Report each component that is a reference, through others perhaps, to itself."""
    for component in schemas_of(document.root).values():
        schema, seen = component, set[str]()
        while isinstance(schema, Mapping) and isinstance(target := schema.get("$ref"), str):
            if target in seen:
                report.add(REFERENCE_CYCLE, at=schema.place, message=f"{target} leads back to itself")
                break
            seen.add(target)
            schema = document.find(Pointer.parse(target))


def composes(schema: Mapping) -> bool:
    """Say whether a schema puts several into one, and what it means depends on others or is an object."""
    all_of = schema.get("allOf")
    members = [item for item in all_of if isinstance(item, Mapping)] if isinstance(all_of, Sequence) else []
    telling = [member for member in members if not _only_remarks(member)]
    own = schema.like(key for key in schema if key not in ("allOf", "$ref"))
    if "$ref" in schema:
        return bool(telling) or any(map(_constrains, own))
    if not telling or _single_reference(telling, own) is not None:
        return False
    return any(not _TELLING.isdisjoint(item) for item in (*telling, own))


def _merged(document: Document, merge: Callable[[Mapping, _Merger], Mapping], report: Report) -> Document:
    """Apply a merge to every schema of a document."""
    merger = _Merger(document, report)
    root = rewrite(document.root, Kind.SCHEMA, lambda schema, _: merge(schema, merger))
    return Document(root, document.sources)


def _only_remarks(member: Mapping) -> bool:
    """Say whether a member only describes the use or holds extensions, and constrains nothing."""
    return "$ref" not in member and not any(_constrains(key) for key in member)


def _single_reference(members: list[Mapping], own: Mapping) -> Mapping | None:
    """Give a reference with its siblings when a composition is no more than that."""
    if len(members) != 1 or "$ref" not in members[0] or any(_constrains(key) for key in own):
        return None
    result = members[0].like(members[0])
    for key in own:
        result.take(own, key)
    return result


def _constrains(key: str) -> bool:
    """Say whether a keyword beside a reference says more than what the value is for."""
    return key not in ANNOTATIONS and not is_extension(key) and key != "allOf"


def _union(first: Sequence, second: Sequence) -> Sequence:
    """Give the items of both lists, each once, in order."""
    result = Sequence(first.file, first.mark)
    for sequence in (first, second):
        for item, mark in zip(sequence, sequence.marks, strict=True):
            if item not in result:
                result.add(item, mark)
    return result
