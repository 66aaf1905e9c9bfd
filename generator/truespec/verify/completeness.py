"""The ledger: what the description holds, counted in the files that were made and not in what was meant."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

from truespec.codes import INCOMPLETE
from truespec.diagnostic import Report
from truespec.document import Document, Mapping
from truespec.file_tree import FileTree
from truespec.grammar import Kind, walk
from truespec.ledger import Count, Ledger
from truespec.package import Package
from truespec.specification import Specification


def take_ledger(specification: Specification, package: Package, files: FileTree, report: Report) -> Ledger:
    """Count operations, component schemas and examples; each one that is missing is an error at its place."""
    operations = {operation.name: operation.place for operation in specification.operations}
    schemas = {
        named.name: named.place for named in specification.schemas if named.name in _components(specification.described)
    }
    rows = set(_operation_rows(files, package))
    types = _types_of(files, package)
    examples = json.loads(_text(files, "tests/examples.json"))["examples"]
    for name, place in operations.items():
        if name not in rows:
            report.add(INCOMPLETE, at=place, message=f"the operation {name} is missing from the package")
    for name, place in schemas.items():
        if name not in types:
            report.add(INCOMPLETE, at=place, message=f"the schema {name} is missing from the package")
    ledger = Ledger(
        operations=Count(
            described=_described_operations(specification.described), generated=len(rows & operations.keys())
        ),
        schemas=Count(described=len(_components(specification.described)), generated=len(types & schemas.keys())),
        examples=Count(described=len(specification.examples), generated=len(examples)),
    )
    for kind, count in ledger.rows():
        if not count.complete:
            message = f"{count.generated} of {count.described} {kind} are in the package"
            report.add(INCOMPLETE, at=specification.described.root.place, message=message)
    return ledger


def _described_operations(document: Document) -> int:
    """Count the operations that a client can call, without regard to what became of them."""
    found = (found.pointer.tokens for found in walk(document.root) if found.kind is Kind.OPERATION)
    return sum(1 for tokens in found if tokens[0] == "paths" and "callbacks" not in tokens[2:])


def _components(document: Document) -> Mapping:
    """Give the component schemas as they were described."""
    components = document.root.get("components")
    schemas = components.get("schemas") if isinstance(components, Mapping) else None
    return schemas if isinstance(schemas, Mapping) else Mapping(document.file, document.root.mark)


def _operation_rows(files: FileTree, package: Package) -> Iterator[str]:
    """Give the id of every Operation row in the resources' modules."""
    prefix = f"src/{package.name}/resources/"
    modules = (ast.parse(file.content) for file in files if file.path.startswith(prefix))
    calls = (node for module in modules for node in ast.walk(module) if isinstance(node, ast.Call))
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "Operation":
            yield from (str(ast.literal_eval(keyword.value)) for keyword in call.keywords if keyword.arg == "id")


def _types_of(files: FileTree, package: Package) -> set[str]:
    """Give the name of every schema whose class, enum or alias stands in a module of models."""
    prefix = f"src/{package.name}/models/"
    made = {
        (file.path.removeprefix(prefix).removesuffix(".py"), name)
        for file in files
        if file.path.startswith(prefix) and file.path.endswith(".py")
        for name in _defined(file.content)
    }
    return {
        type_.declared.schema_name for type_ in package.types if (type_.declared.module, type_.declared.name) in made
    }


def _defined(content: bytes) -> Iterator[str]:
    """Give the names that a module defines at its top level."""
    for node in ast.parse(content).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _text(files: FileTree, path: str) -> str:
    """Give the text of one file."""
    return next(file.content.decode() for file in files if file.path == path)
