"""What the package that was made holds, read from its modules as they import and not from what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from types import ModuleType
from typing import Any

from truespec.package import Package
from truespec.verify.parts import Part


def generated_parts(modules: Mapping[str, ModuleType], package: Package) -> Iterator[Part]:
    """Give every operation with its parts, and every schema whose class, enum or alias was made."""
    rows: Any = modules.get(f"{package.name}._runtime.operation")
    resources = [module for name, module in modules.items() if name.startswith(f"{package.name}.resources.")]
    for value in chain.from_iterable(vars(resource).values() for resource in resources):
        if isinstance(value, rows.Operation):
            yield from _parts_of(value, rows)
    for type_ in package.types:
        home = modules.get(f"{package.name}.models.{type_.declared.module}")
        if hasattr(home, type_.declared.name):
            yield Part("schemas", type_.declared.schema_name)
    for declared, _ in package.shared:
        if hasattr(modules.get(f"{package.name}.models"), declared.name):
            yield Part("schemas", declared.schema_name)


def _parts_of(row: Any, rows: Any) -> Iterator[Part]:
    """Give the parts that one Operation row states."""
    yield Part("operations", row.id)
    for parameter in row.parameters:
        yield Part("parameters", row.id, f"{parameter.location} {parameter.name}")
    if isinstance(row.body, rows.Body):
        yield Part("bodies", row.id)
    for response in row.responses:
        status = response.status.lower()
        yield Part("responses", row.id, status)
        for header in response.headers.__self__.described if response.headers else ():
            yield Part("headers", row.id, f"{header.name.lower()} of {status}")
