"""How far component schemas lead on to each other at one place, so that later stages may recurse."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from truespec.codes import TOO_DEEP
from truespec.diagnostic import Report
from truespec.document import MAX_DEPTH, Document, Mapping, Sequence, Value

_PREFIX: Final = "#/components/schemas/"
# What allOf combines is copied, so that a few schemas that double each other would fill any memory.
_MOST_PARTS: Final = 100_000
# What stands beside a choice is copied into each option, and into each of those that are choices themselves.
_MOST_OPTIONS: Final = 2_000


def check_composition(document: Document, report: Report) -> None:
    """Report a schema that reaches its value through too many others, or is made of too many."""
    components = document.root.get("components")
    schemas = components.get("schemas") if isinstance(components, Mapping) else None
    if not isinstance(schemas, Mapping):
        return
    parts = {name: list(_parts(schema)) for name, schema in schemas.items()}
    known: dict[str, _Reach] = {}
    for name in _inner_first(parts):
        reach = known[name] = _reach([(known[part], is_copied) for part, is_copied in parts[name] if part in known])
        said = _too_much(reach, schemas[name])
        if said:
            at = schemas.key_marks[name].place(schemas.file)
            report.add(TOO_DEEP, at=at, message=f"the schema {name} {said}")
            return


class _Reach(NamedTuple):
    """What a schema leads to: through how many others, how many that are copied into it, and in how many ways."""

    depth: int
    size: int
    ways: int


def _reach(parts: Collection[tuple[_Reach, bool]]) -> _Reach:
    """Give the reach of a schema from those of its parts, and whether each of them is copied."""
    return _Reach(
        depth=1 + max((part.depth for part, _ in parts), default=0),
        size=1 + sum(part.size for part, is_copied in parts if is_copied),
        ways=1 + sum(part.ways for part, _ in parts),
    )


def _too_much(reach: _Reach, schema: Value) -> str:
    """Say how a schema leads to too much, an empty text when it does not."""
    if reach.depth > MAX_DEPTH:
        return f"leads to its value through more than {MAX_DEPTH} others"
    if reach.size > _MOST_PARTS:
        return f"is made of more than {_MOST_PARTS} others"
    has_more = isinstance(schema, Mapping) and not schema.keys().isdisjoint(("allOf", "properties"))
    if has_more and reach.ways > _MOST_OPTIONS:
        return f"says more of a value that is one of more than {_MOST_OPTIONS} others"
    return ""


def _parts(schema: Value) -> Iterator[tuple[str, bool]]:
    """Give the schemas that speak of the same value as this one, and whether they are copied into it."""
    waiting = [(schema, True)]
    while waiting:
        value, is_copied = waiting.pop()
        if not isinstance(value, Mapping):
            continue
        target = value.get("$ref")
        if isinstance(target, str) and target.startswith(_PREFIX):
            yield target.removeprefix(_PREFIX), is_copied
        for key in ("allOf", "anyOf", "oneOf"):
            held = value.get(key)
            waiting.extend(
                (item, is_copied and key == "allOf") for item in (held if isinstance(held, Sequence) else ())
            )


def _inner_first(parts: dict[str, list[tuple[str, bool]]]) -> Iterator[str]:
    """Give every name after those that it needs, as far as no cycle forbids it."""
    entered: set[str] = set()
    for start in parts:
        waiting = [(start, False)]
        while waiting:
            name, is_done = waiting.pop()
            if is_done:
                yield name
            elif name not in entered and name in parts:
                entered.add(name)
                waiting.append((name, True))
                waiting.extend((part, False) for part, _ in parts[name])
