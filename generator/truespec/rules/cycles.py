"""A schema that contains itself at the same place describes nothing.

See https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final

from truespec.codes import CONTRADICTION
from truespec.diagnostic import Report
from truespec.document import Mapping, Sequence, Value

_PREFIXES: Final = ("#/components/schemas/", "#/definitions/")


def report_cycles(root: Mapping, report: Report) -> None:
    """Report the first chain of component schemas that leads back to where it began."""
    components = root.get("components", root)
    key = "schemas" if "components" in root else "definitions"
    schemas = components.get(key) if isinstance(components, Mapping) else None
    if not isinstance(schemas, Mapping):
        return
    graph = {name: set(_named_in(schema)) for name, schema in schemas.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        name = min(cycle.args[1])
        at = schemas.key_marks[name].place(schemas.file) if name in schemas else schemas.place
        report.add(CONTRADICTION, at=at, message=f"the schema {name} contains itself, at the same place")


def _named_in(schema: Value) -> Iterator[str]:
    """Give the component schemas that say something about the very value that this one describes."""
    waiting = [schema]
    while waiting:
        value = waiting.pop()
        if not isinstance(value, Mapping):
            continue
        target = value.get("$ref")
        if isinstance(target, str):
            yield from (target.removeprefix(prefix) for prefix in _PREFIXES if target.startswith(prefix))
        for held in (value.get("allOf"), value.get("anyOf"), value.get("oneOf")):
            waiting.extend(held if isinstance(held, Sequence) else ())
