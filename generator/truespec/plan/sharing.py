"""Schemas that are only a reference, and inline ones that say the same, share one class; each keeps its own name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any, Final, cast

from msgspec import Struct

from truespec.graph import strongly_connected
from truespec.schema import EnumSchema, ObjectSchema, ReferenceSchema, references
from truespec.specification import NamedSchema, Specification

# Where a schema stands, and what it is called after that, is not what it says.
_LEFT_OUT: Final = {"NamedSchema": ("name", "place")}


def class_owners(specification: Specification, names: dict[str, str]) -> dict[str, str]:
    """Give for each schema the one whose class it has: itself, unless it is inside another and says what a third does.

    `names` are the names that the classes of all schemas would have; of those that say the same, the shortest is taken.
    A reference has the class that it refers to: pydantic loses an alias of a class where classes refer to themselves.
    """
    graph = {named.name: set(references(named.schema)) for named in specification.schemas}
    used = _used(specification.operations, specification.webhooks)
    said: dict[Any, str] = {}
    firsts: dict[str, str] = {}
    for group in strongly_connected({name: sorted(targets) for name, targets in graph.items()}):
        for name in group:
            named = specification.schema(name)
            may_share = _is_class(named) and name not in used and len(group) == 1 and name not in graph[name]
            firsts[name] = said.setdefault(_said(named, firsts), name) if may_share else name
    owners = _owners(firsts, names)
    return {name: owners[_referred(name, specification)] for name in owners}


def _referred(name: str, specification: Specification) -> str:
    """Follow references to the name of what is none; they lead back to none, which resolving has seen to."""
    while isinstance(schema := specification.schema(name).schema, ReferenceSchema):
        name = schema.name
    return name


def _used(*parts: object) -> set[str]:
    """Give the schemas that parts of operations refer to: what a call takes and gives bears the call's name."""
    used, seen = set[str](), set[int]()
    waiting = list(parts)
    while waiting:
        value = waiting.pop()
        if isinstance(value, ReferenceSchema):
            used.add(value.name)
        elif isinstance(value, tuple):
            waiting += cast("tuple[object, ...]", value)
        elif isinstance(value, Struct) and id(value) not in seen:
            # Operations share the responses that they refer to.
            seen.add(id(value))
            waiting += [getattr(value, name) for name in _telling(type(value)) or ()]
    return used


def _is_class(named: NamedSchema) -> bool:
    """Say whether a schema is an object or an enum that the author gave no name."""
    return named.inline and named.name_hint is None and isinstance(named.schema, ObjectSchema | EnumSchema)


def _owners(firsts: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """Give the owner of each group, in which every schema leads to the one that was found first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, first in firsts.items():
        groups[first].append(name)
    owners = {first: min(group, key=lambda name: (len(names[name]), names[name])) for first, group in groups.items()}
    return {name: owners[first] for name, first in firsts.items()}


def _said(value: object, firsts: dict[str, str]) -> Any:
    """Give what a schema says, in a form that is equal for those that say the same."""
    if value is None or isinstance(value, str):
        return value
    kind: Any = type(value)
    if isinstance(value, ReferenceSchema):
        return kind, firsts.get(value.name, value.name)
    if isinstance(value, tuple):
        return tuple([_said(item, firsts) for item in cast("tuple[object, ...]", value)])
    told = _telling(kind)
    return (kind, value) if told is None else (kind, *[_said(getattr(value, name), firsts) for name in told])


@cache
def _telling(kind: Any) -> tuple[str, ...] | None:
    """Give the fields of a class that say something; None for the class of a plain value."""
    left_out = _LEFT_OUT.get(kind.__name__, ("place",))
    return tuple(name for name in kind.__struct_fields__ if name not in left_out) if issubclass(kind, Struct) else None
