"""The types of values that schemas take, as far as they tell without being merged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from truespec.document import Document, Mapping, Sequence, Value
from truespec.normalise.keywords import CHOICES, listed
from truespec.pointer import Pointer

_KINDS: Final = frozenset("object array string integer number boolean null".split())


def exclude_each_other(first: Mapping, second: Mapping, document: Document) -> bool:
    """Say whether no value can be of both schemas, because they take values of different types."""
    return _kinds(first, document).isdisjoint(_kinds(second, document))


def as_object(schema: Mapping) -> Mapping:
    """Give a schema that has properties and no type as one of objects, which is what its author thinks of."""
    if "properties" not in schema or "type" in schema:
        return schema
    result = schema.like(schema)
    result.put("type", "object", schema.mark, schema.mark)
    return result


def _kinds(schema: Mapping, document: Document) -> frozenset[str]:
    """Give the types that a schema takes; of a choice those of its options."""
    kinds = _own_kinds(schema)
    for options in _choices(schema):
        kinds &= _kinds_of_options(options, document)
    return kinds


def _choices(schema: Mapping) -> Iterator[Sequence]:
    yield from (options for key in CHOICES if isinstance(options := schema.get(key), Sequence))


def _kinds_of_options(options: Sequence, document: Document) -> frozenset[str]:
    """Give the types of all options, at any depth; what stands beside a choice or a reference in one is passed over."""
    kinds, waiting, seen = frozenset[str](), [*options], set[str]()
    while waiting and kinds != _KINDS:
        option = waiting.pop()
        if not isinstance(option, Mapping):
            kinds |= _KINDS
        elif isinstance(target := option.get("$ref"), str):
            waiting += [] if target in seen else [document.find(Pointer.parse(target))]
            seen.add(target)
        elif inner := [one for choice in _choices(option) for one in choice]:
            waiting += inner
        else:
            kinds |= _own_kinds(option)
    return kinds


def _own_kinds(schema: Mapping) -> frozenset[str]:
    """Give the types that a schema takes, as its values or its type tell; all when neither does."""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    if isinstance(values, list):
        return frozenset(kind for value in values for kind in _kinds_of_value(value))
    kinds = schema.get("type")
    if kinds is not None:
        said = frozenset(str(kind) for kind in listed(kinds))
        return said | {"integer"} if "number" in said else said
    return _KINDS


def _kinds_of_value(value: Value) -> tuple[str, ...]:
    match value:
        case bool():
            return ("boolean",)
        case int():
            return ("integer", "number")
        case float():
            return ("number",)
        case str():
            return ("string",)
        case None:
            return ("null",)
        case _:
            return ("object",) if isinstance(value, Mapping) else ("array",)
