"""What two schemas say together under one keyword, where that can be said.

See https://json-schema.org/draft/2020-12/json-schema-validation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from truespec.document import Document, Mapping, Sequence, Value
from truespec.normalise.keywords import constrains, listed
from truespec.pointer import Pointer

_Join = Callable[[Value, Value], Value]


class Contradiction(Exception):
    """Nothing is valid for both."""


def joined(key: str, first: Value, second: Value) -> Value:
    """Give what holds when both values of a keyword do; raises Contradiction when nothing can."""
    if _same(first, second):
        return second
    if key == "const":
        raise Contradiction
    return _JOINS.get(key, _later)(first, second)


def single_reference(members: list[Mapping], own: Mapping) -> Mapping | None:
    """Give a reference with its siblings when a composition is no more than that."""
    if len(members) != 1 or "$ref" not in members[0] or any(constrains(key) for key in own):
        return None
    result = members[0].like(members[0])
    for key in own:
        result.take(own, key)
    return result


def repeats(first: Mapping, second: Mapping, document: Document) -> bool:
    """Say whether one of two schemas is a reference and the other says nothing that its target does not."""
    reference, other = (first, second) if "$ref" in first else (second, first)
    if "$ref" not in reference or "$ref" in other:
        return False
    found = document.find(Pointer.parse(str(reference["$ref"])))
    said = [key for key in other if constrains(key)]
    return isinstance(found, Mapping) and "allOf" not in other and all(other[key] == found.get(key) for key in said)


def union(first: Sequence, second: Sequence) -> Sequence:
    """Give the items of both lists, each once, in order."""
    result = Sequence(first.file, first.mark)
    for sequence in (first, second):
        for item, mark in zip(sequence, sequence.marks, strict=True):
            if item not in result:
                result.add(item, mark)
    return result


def _later(_: Value, second: Value) -> Value:
    return second


def _same(first: Value, second: Value) -> bool:
    """Say whether two values are the same JSON; true is not 1."""
    return first == second and isinstance(first, bool) is isinstance(second, bool)


def _required(first: Value, second: Value) -> Value:
    return union(first, second) if isinstance(first, Sequence) and isinstance(second, Sequence) else second


def _formats(first: Value, second: Value) -> Value:
    raise Contradiction


def _types(first: Value, second: Value) -> Value:
    """Give the types that both allow; an integer is a number too."""
    one, other = listed(first), listed(second)
    both = [kind for kind in one if kind in other or (kind == "integer" and "number" in other)]
    both += [kind for kind in other if kind == "integer" and "number" in one and kind not in both]
    if not both:
        raise Contradiction
    holder = first if isinstance(first, Sequence) else second
    if len(both) == 1 or not isinstance(holder, Sequence):
        return both[0]
    result = Sequence(holder.file, holder.mark)
    for kind in both:
        result.add(kind, holder.mark)
    return result


def _enums(first: Value, second: Value) -> Value:
    """Give the values that both list."""
    if not isinstance(first, Sequence) or not isinstance(second, Sequence):
        return second
    both = second.like(any(_same(item, other) for other in first) for item in second)
    if not both:
        raise Contradiction
    return both


def _most(first: Value, second: Value) -> Value:
    return max(first, second) if isinstance(first, int | float) and isinstance(second, int | float) else second


def _least(first: Value, second: Value) -> Value:
    return min(first, second) if isinstance(first, int | float) and isinstance(second, int | float) else second


def _either(first: Value, second: Value) -> Value:
    return True if first is True else second


def _narrower(first: Value, second: Value) -> Value:
    """Of a schema and `true`, which says nothing, give the schema."""
    return first if second is True and isinstance(first, Mapping) else second


_JOINS: Final[dict[str, _Join]] = {
    "type": _types,
    "enum": _enums,
    "format": _formats,
    "required": _required,
    "uniqueItems": _either,
    **dict.fromkeys(("items", "additionalProperties", "unevaluatedProperties"), _narrower),
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"), _most),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"), _least),
}
