"""What the members of a composition say together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from msgspec import Struct, field

from truespec.codes import CONFLICTING_ALL_OF, REFERENCE_CYCLE, WIDENED
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.normalise.extensions.go import OF_ONE_TYPE
from truespec.normalise.joining import Contradiction, joined, repeats, single_reference
from truespec.normalise.keywords import CHOICES, choice_in, constrains, has_shape, only_remarks
from truespec.normalise.kinds import as_object, exclude_each_other
from truespec.normalise.spreading import CONDITION, branches, spread_over_options, with_optional
from truespec.pointer import Pointer

# What becomes of a contradiction: it is told, the later one wins without a word, or Contradiction is raised.
_Mode = Literal["report", "later", "raise"]
_SCHEMAS: Final = ("items", "additionalProperties", "unevaluatedProperties", "contentSchema")
_MOST_OPTIONS: Final = 24


class Merger(Struct):
    """Merges the compositions of one document.

    `open` holds the references being followed, `flat` what those that were followed say, and `pairs` what is being put
    together: references, or schemas by the place in memory that they keep meanwhile.
    """

    document: Document
    report: Report
    open: list[str] = field(default_factory=list[str])
    flat: dict[str, Mapping] = field(default_factory=dict[str, Mapping])
    pairs: list[tuple[str | int, ...]] = field(default_factory=list[tuple[str | int, ...]])

    def merged(self, schema: Mapping, mode: _Mode = "report") -> Mapping:
        """Give a schema without allOf, which holds nothing beside its choices that its options could hold."""
        return self._spread(self._merged(schema, mode))

    def _merged(self, schema: Mapping, mode: _Mode) -> Mapping:
        """Give a schema without allOf; a type beside it is often written without a thought, so it drops nothing."""
        members = self._members(schema)
        if not members:
            return schema.like(key for key in schema if key != "allOf") if "allOf" in schema else schema
        own = schema.like(key for key in schema if key not in ("allOf", "$ref"))
        for remark in filter(only_remarks, members):
            own = self._joined(remark, own, "later")
        members = [member for member in members if not only_remarks(member)]
        single = single_reference(members, own)
        if single is not None:
            return single
        result, conditional = Mapping(schema.file, schema.mark), list[Mapping]()
        for member in members:
            flat = self._flat(member)
            conditional.extend(branches(flat))
            result = self._joined(self._beside(result, flat, mode), flat, mode)
        self._beside(result, own, mode)
        return with_optional(self._joined(result, own, "later"), [self._flat(branch) for branch in conditional])

    def _beside(self, first: Mapping, second: Mapping, mode: _Mode) -> Mapping:
        """Give what of the first schema may hold where the second does: remarks alone when no value can be both."""
        if not exclude_each_other(first, second, self.document):
            return first
        if mode == "report":
            self._conflict("type", second)
        return first.like(key for key in first if not constrains(key))

    def _spread(self, schema: Mapping) -> Mapping:
        """Spread what stands beside a choice over its options, and take the properties of branches in."""
        conditional = list(branches(schema)) if schema.get("properties") or schema.get("type") == "object" else []
        if conditional:
            schema = with_optional(schema, [self._flat(branch) for branch in conditional])
        spread = spread_over_options(schema, self.document)
        if spread is schema:
            return schema
        key = choice_in(spread)
        options = spread[key]
        assert isinstance(options, Sequence)
        spread[key] = options.holding(map(self._option, options))
        return spread

    def _option(self, option: Value) -> Value:
        """Merge an option with what stands beside the choice; one that says it all itself stays the reference."""
        if not isinstance(option, Mapping) or "allOf" not in option:
            return option
        merged = self.merged(option, "later")
        members = self._members(option)
        reference = next((member for member in members if "$ref" in member), None)
        if reference is None:
            return merged
        alone = self._flat(reference)
        return reference if {**alone, "title": ""} == {**merged, "title": ""} else merged

    def _members(self, schema: Mapping) -> list[Mapping]:
        """Give the members of a composition; a reference with constraints beside it is one too."""
        all_of = schema.get("allOf")
        members = [item for item in all_of if isinstance(item, Mapping)] if isinstance(all_of, Sequence) else []
        if "$ref" in schema and (members or any(constrains(key) for key in schema)):
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
        if target in self.open or not isinstance(found, Mapping | bool):
            at = member.place
            self.report.add(REFERENCE_CYCLE, at=at, message=f"allOf leads back to {target}")
            return Mapping(member.file, member.mark)
        if target not in self.flat:
            self.open.append(target)
            self.flat[target] = self._flat(found) if isinstance(found, Mapping) else Mapping(member.file, member.mark)
            self.open.pop()
        beside = member.like(key for key in member if key != "$ref")
        return self._joined(self.flat[target], beside, "later")

    def _joined(self, first: Mapping, second: Mapping, mode: _Mode) -> Mapping:
        """Give what two schemas say together; the later one wins where they cannot both be kept."""
        result = self._unconditional(first) if "if" in first and "if" in second else first.like(first)
        for key in second:
            present = result.get(key)
            result.take(second, key)
            if present is not None:
                result[key] = self._joined_key(key, present, second, mode)
        return result

    def _unconditional(self, schema: Mapping) -> Mapping:
        """Give a schema without its condition, since one has room for one only."""
        message = "Python types cannot express if here; the type is wider than the schema"
        self.report.add(WIDENED, at=schema.key_marks["if"].place(schema.file), message=message)
        return schema.like(key for key in schema if key not in CONDITION)

    def _joined_key(self, key: str, first: Value, schema: Mapping, mode: _Mode) -> Value:
        """Join what two schemas say under one keyword, `schema` being the second of them."""
        second = schema[key]
        if isinstance(first, Mapping) and isinstance(second, Mapping):
            if key in ("properties", "patternProperties", "dependentSchemas"):
                return self._joined_properties(first, second)
            if key in _SCHEMAS:
                return self._both(key, first, second)
        if isinstance(first, Sequence) and isinstance(second, Sequence):
            if key in CHOICES:
                return self._joined_choices(key, first, second)
            if key == "prefixItems":
                return self._joined_items(first, second)
        try:
            return joined(key, first, second)
        except Contradiction:
            if mode == "raise":
                raise
            if mode == "report":
                self._conflict(key, schema)
            return second

    def _joined_properties(self, first: Mapping, second: Mapping) -> Mapping:
        """Join two sets of properties; one that both declare says what both say, and the later wins."""
        result = first.like(first)
        for name, schema in second.items():
            present = result.get(name)
            result.take(second, name)
            if isinstance(present, Mapping) and isinstance(schema, Mapping) and present != schema:
                result[name] = self._both(name, present, schema)
        return result

    def _joined_items(self, first: Sequence, second: Sequence) -> Sequence:
        """Join the schemas of the first items of a list, each with each."""
        longer = max(first, second, key=len)
        each = [
            self._both("prefixItems", one, other) if isinstance(one, Mapping) and isinstance(other, Mapping) else other
            for one, other in zip(first, second, strict=False)
        ]
        return longer.holding([*each, *longer[len(each) :]])

    def _both(self, name: str, first: Mapping, second: Mapping) -> Mapping:
        """Give what two schemas of one value say together, or the second when they contradict each other."""
        targets = str(first.get("$ref", "")), str(second.get("$ref", ""))
        if targets[0] == targets[1] or repeats(first, second, self.document):
            return self._inside(name, first, second, lambda: self._joined(first, second, "raise"))
        if all(targets) and self._find(targets[0]) == self._find(targets[1]):
            return self._joined(first, second, "later")
        return self._inside(name, first, second, lambda: self._composed(first, second))

    def _inside(self, name: str, first: Mapping, second: Mapping, join: Callable[[], Mapping]) -> Mapping:
        """Join two schemas of a value further down, where references are followed anew."""
        pair = tuple(str(schema.get("$ref", "")) or id(schema) for schema in (first, second))
        if pair in self.pairs:
            self._conflict(name, second)
            return second
        opened, self.open = self.open, []
        self.pairs.append(pair)
        try:
            return join()
        except Contradiction:
            self._conflict(name, second)
            return second if has_shape(second) else self._joined(first, second, "later")
        finally:
            self.pairs.pop()
            self.open = opened

    def _composed(self, first: Mapping, second: Mapping) -> Mapping:
        """Merge two schemas as members of one composition; raises Contradiction when nothing can be both."""
        one, other = self._flat(first), self._flat(second)
        if exclude_each_other(as_object(one), as_object(other), self.document):
            raise Contradiction
        return self._spread(self._joined(one, other, "raise"))

    def _find(self, target: str) -> Value:
        return self.document.find(Pointer.parse(target))

    def _joined_choices(self, key: str, first: Sequence, second: Sequence) -> Sequence:
        """Give the choice of what is an option of both, each with each."""
        if first == second:
            return second
        result = Sequence(second.file, second.mark)
        pairs = [(one, other) for one in first for other in second]
        for one, other in pairs if len(pairs) <= _MOST_OPTIONS else ():
            if isinstance(one, Mapping) and isinstance(other, Mapping):
                self._add_option(result, one, other)
        if not result:
            message = f"Python types cannot express both {key} of an allOf; the later one is used"
            self.report.add(WIDENED, at=second.mark.place(second.file), message=message)
            return second
        return result

    def _add_option(self, options: Sequence, one: Mapping, other: Mapping) -> None:
        """Add what is an option of both, if anything can be."""
        opened, self.open = self.open, []
        try:
            options.add(other if one == other else self._composed(one, other), other.mark)
        except Contradiction:
            return
        finally:
            self.open = opened

    def _conflict(self, name: str, schema: Mapping) -> None:
        """Report a contradiction between members."""
        self.report.add(CONFLICTING_ALL_OF, at=schema.place, message=f"the members of an allOf disagree about {name}")
