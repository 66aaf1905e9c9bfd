"""What truespec.toml says of the pages of operations becomes rules, or complaints about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from truespec.document import Place
from truespec.paging import FIELDS, Kind, PagingRule, PagingRules, Path

Table: TypeAlias = dict[str, Any]
Complain: TypeAlias = Callable[[str, str], None]

_KIND, _OFF = "kind", "off"
_PATHS: Final = frozenset(("next", "items", "more", "last"))


def read_rules(value: object, place_of: Callable[[str], Place], complain: Complain) -> PagingRules:
    """Read the table of operations; `complain` is told the operation and what is wrong with its rule."""
    if not isinstance(value, dict):
        complain("", "pagination must be a table of operationIds and how their pages follow each other")
        return MappingProxyType({})
    rules: dict[str, PagingRule] = {}
    for operation, told in cast("Table", value).items():
        if told == _OFF:
            rules[operation] = PagingRule(kind=Kind.OFF, place=place_of(operation))
            continue
        faults = list(_faults(told))
        for fault in faults:
            complain(operation, f"the pages of {operation}: {fault}")
        if not faults:
            rules[operation] = _rule(told, place_of(operation))
    return MappingProxyType(rules)


def _faults(told: object) -> Iterator[str]:
    """Say what is wrong with the rule of one operation."""
    if not isinstance(told, dict):
        yield f'they are "{_OFF}", or a table with their kind'
        return
    table = cast("Table", told)
    kinds = {kind.value: kind for kind in FIELDS}
    kind = table.get(_KIND)
    if kind not in kinds:
        yield f"the kind is one of {', '.join(kinds)}"
        return
    needed, possible = FIELDS[kinds[kind]]
    known = (*needed, *possible)
    yield from (
        f"{key} is nothing of the kind {kind}; it has {', '.join(known)}" for key in table if key not in {_KIND, *known}
    )
    yield from (f"the kind {kind} needs {key}" for key in needed if key not in table)
    yield from (fault for key in known if key in table and (fault := _fault(key, table[key])))


def _fault(key: str, value: object) -> str:
    """Say what a field must be, nothing when it is that."""
    if key == "start":
        return "" if isinstance(value, int) and not isinstance(value, bool) else "start must be a whole number"
    if key in _PATHS:
        return "" if _path(value) is not None else f"{key} must be a path such as meta.next, or a list of names"
    return "" if isinstance(value, str) and value else f"{key} must be a name"


def _path(value: object) -> Path | None:
    """Read a path: names with dots between, or a list of them where a name has a dot itself; empty for the answer."""
    if isinstance(value, str):
        return tuple(value.split(".")) if value else ()
    names = tuple(cast("list[object]", value)) if isinstance(value, list) else None
    return cast("Path", names) if names is not None and all(isinstance(name, str) for name in names) else None


def _rule(told: Table, place: Place) -> PagingRule:
    """Give a rule that has no fault."""
    paths = {key: _path(told[key]) for key in _PATHS & told.keys()}
    return PagingRule(
        kind=Kind(told[_KIND]),
        place=place,
        parameter=told.get("parameter", ""),
        next=paths.get("next") or (("id",) if told[_KIND] == Kind.ITEM else ()),
        items=paths.get("items"),
        more=paths.get("more") or (),
        last=paths.get("last") or (),
        start=told.get("start"),
    )
