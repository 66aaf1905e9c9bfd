"""How far component schemas lead on to each other at one place, so that later stages may recurse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from truespec.codes import TOO_DEEP
from truespec.diagnostic import Report
from truespec.document import MAX_DEPTH, Document, Mapping, Sequence, Value

_PREFIX: Final = "#/components/schemas/"
# What allOf combines is copied, so that a few schemas that double each other would fill any memory.
_MOST_PARTS: Final = 100_000


def check_composition(document: Document, report: Report) -> None:
    """Report a schema that reaches its value through too many others, or is made of too many."""
    components = document.root.get("components")
    schemas = components.get("schemas") if isinstance(components, Mapping) else None
    if not isinstance(schemas, Mapping):
        return
    parts = {name: list(_parts(schema)) for name, schema in schemas.items()}
    depth: dict[str, int] = {}
    size: dict[str, int] = {}
    for name in _inner_first(parts):
        known = [(part, is_copied) for part, is_copied in parts[name] if part in depth]
        depth[name] = 1 + max((depth[part] for part, _ in known), default=0)
        size[name] = 1 + sum(size[part] for part, is_copied in known if is_copied)
        if depth[name] > MAX_DEPTH or size[name] > _MOST_PARTS:
            said = f"leads to its value through more than {MAX_DEPTH} others"
            if depth[name] <= MAX_DEPTH:
                said = f"is made of more than {_MOST_PARTS} others"
            at = schemas.key_marks[name].place(schemas.file)
            report.add(TOO_DEEP, at=at, message=f"the schema {name} {said}")
            return


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
