"""What both engines' doors raise, and where it comes from."""

from __future__ import annotations

from truespec.document import Place
from truespec.package import Package
from truespec.specification import Specification


class EngineRefusedError(Exception):
    """An engine complained, or left something out; truespec never lets that pass."""


def culprit(refusal: EngineRefusedError, specification: Specification, package: Package) -> Place:
    """Give the place of the schema or operation that a complaint names, else the beginning of the description."""
    complaint = str(refusal)
    for type_ in package.types:
        if type_.declared.name in complaint:
            return specification.schema(type_.declared.schema_name).place
    for operation in specification.operations:
        if operation.name in complaint or operation.path in complaint:
            return operation.place
    return Place(specification.described.file)
