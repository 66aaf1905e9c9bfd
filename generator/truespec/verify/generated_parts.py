"""What the files that were made hold, read from their code and not from what was meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from truespec.file_tree import FileTree
from truespec.package import Package
from truespec.verify.parts import Part


def generated_parts(files: FileTree, package: Package) -> Iterator[Part]:
    """Give every operation with its parts, and every schema whose class, enum or alias was made."""
    prefix = f"src/{package.name}/resources/"
    modules = (ast.parse(file.content) for file in files if file.path.startswith(prefix))
    for module in modules:
        for row in _calls(module, "Operation"):
            yield from _parts_of(row)
    yield from (Part("schemas", name) for name in _types_of(files, package))


def _parts_of(row: ast.Call) -> Iterator[Part]:
    """Give the parts that one Operation row states."""
    name = _word(row, "id")
    yield Part("operations", name)
    for parameter in _calls(row, "Parameter"):
        yield Part("parameters", name, f"{_word(parameter, 'location')} {_word(parameter, 'name')}")
    if next(_calls(row, "Body"), None):
        yield Part("bodies", name)
    for response in _calls(row, "Response"):
        yield Part("responses", name, _word(response, "status").lower())


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Give every call of a function in a piece of code."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == name)


def _word(call: ast.Call, argument: str) -> str:
    """Give the literal that a call passes, an empty text when it passes none."""
    given = (keyword.value for keyword in call.keywords if keyword.arg == argument)
    return next((str(ast.literal_eval(value)) for value in given), "")


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
