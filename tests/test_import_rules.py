"""Imports point down only, there is no cycle, and each door has one key."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from source_tree import (
    GENERATOR,
    TEMPLATES,
    Module,
    docstring_of,
    functions_of,
    imports_of,
    modules_under,
    plant,
)

Rule = Callable[[list[Module]], Iterator[str]]

# From the top down: a room may import from the layers under its own. A new room is entered here.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"runs", "rerun"},
    {"pipeline"},
    {
        *("load", "overlay", "rules", "convert", "resolve", "normalise", "plan", "render", "write", "verify"),
        *("compare", "settings_file", "report_file", "terminal"),
    },
    {"engines", "source_lines", "sarif", "page_settings", "settings_faults"},
    {
        *("specification", "schema", "package", "file_tree", "manifest", "settings", "ledger", "codes", "grammar"),
        *(
            "paging",
            "printable",
            "scalar",
            "template_folder",
            "advice",
            "building",
            "graph",
            "layout",
            "media_type",
            "sources",
            "inputs",
            "past_report",
            "process",
            "side_by_side",
            "rewriting",
            "occurring",
            "walk",
            "scratch",
            "versions",
        ),
    },
    {"diagnostic"},
    {"whereabouts"},
    {"document"},
    {"pointer"},
    {""},
)
# Rooms of one layer that may import each other, as long as there is no cycle.
NOUNS = next(rooms for rooms in LAYERS if "specification" in rooms)
DOORS = {
    "datamodel_code_generator": "truespec/engines/models.py",
    "openapi_python_client": "truespec/engines/client.py",
}
EXTENSION_READERS = re.compile("truespec/(normalise/extensions/[a-z]+|codes).py")
# The grammar knows that a key with this prefix is an extension, and not one of them by name.
PREFIX, PREFIX_READER = "x-", "truespec/grammar.py"
SHAPE_NAMES = {"base", "common", "helper", "helpers", "misc", "types", "util", "utils"}
RUNTIME_DEPENDENCIES = {"runtime", "httpx2", "pydantic", "pydantic_core", "typing_extensions"}


def layer_faults(modules: list[Module]) -> Iterator[str]:
    known = {module.name for module in modules}
    for module in modules:
        if level_of(module.name) is None:
            yield f"{module.path}: the room {room_of(module.name)} is in no layer; enter it in LAYERS"
        for node, name in imports_of(module, known):
            if name.split(".")[0] == "truespec" and not may_import(module.name, name):
                yield f"{module.place(node)}: {room_of(module.name)} must not import {name}"


def may_import(importer: str, imported: str) -> bool:
    level, below = level_of(importer), level_of(imported)
    if room_of(importer) == room_of(imported) or level is None:
        return True
    return below is not None and (level < below or (level == below and room_of(imported) in NOUNS))


def room_of(name: str) -> str:
    return [*name.split("."), ""][1]


def level_of(name: str) -> int | None:
    return next((level for level, rooms in enumerate(LAYERS) if room_of(name) in rooms), None)


def cycle_faults(modules: list[Module]) -> Iterator[str]:
    known = {module.name for module in modules}
    graph = {module.name: {name for _, name in imports_of(module, known)} & known for module in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"import cycle: {' <- '.join(error.args[1])}"


def door_faults(modules: list[Module]) -> Iterator[str]:
    known = {module.name for module in modules}
    for module in modules:
        reached = [(node, name) for node, name in imports_of(module, known)]
        written = [(node, text) for node, text in strings_of(module) if text.isidentifier()]
        for node, name in [*reached, *written]:
            engine = name.split(".")[0]
            if DOORS.get(engine, module.path) != module.path:
                yield f"{module.place(node)}: only {DOORS[engine]} may reach {engine}"


def strings_of(module: Module) -> Iterator[tuple[ast.AST, str]]:
    nodes = list(ast.walk(module.tree))
    documentation = {id(docstring.value) for node in nodes if (docstring := docstring_of(node))}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node, node.value


def extension_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for node, text in strings_of(module):
            known = EXTENSION_READERS.fullmatch(module.path) or (module.path == PREFIX_READER and text == PREFIX)
            if re.fullmatch(r"x-[\w-]*", text) and not known:
                yield f"{module.place(node)}: only normalise/extensions reads {text}"


def hidden_import_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        lines = ["", *module.text.splitlines()]
        hidden = {
            node.lineno: node
            for function in functions_of(module)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        for line, node in sorted(hidden.items()):
            above = lines[line - 1].lstrip()
            if not above.startswith("#") and "#" not in lines[node.end_lineno or line]:
                yield f"{module.place(node)}: an import inside a function needs a comment that says why"


def type_checking_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for node in ast.walk(module.tree):
            names = {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", "")}
            if "TYPE_CHECKING" in names:
                yield f"{module.place(node)}: TYPE_CHECKING hides an import cycle"


def module_name_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        shapes = SHAPE_NAMES.intersection(module.name.split("."))
        yield from (f"{module.path}: {shape} names a shape, not a duty" for shape in sorted(shapes))


def foreign_import_faults(modules: list[Module]) -> Iterator[str]:
    allowed = RUNTIME_DEPENDENCIES | sys.stdlib_module_names
    for module in modules:
        for node, name in imports_of(module, {module.name for module in modules}):
            if name.split(".")[0] not in allowed:
                yield f"{module.place(node)}: a generated package does not depend on {name.split('.')[0]}"


def absolute_import_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for node in ast.walk(module.tree):
            name = node.module if isinstance(node, ast.ImportFrom) and not node.level else ""
            if (name or "").split(".")[0] == "runtime":
                yield f"{module.place(node)}: the runtime is copied, so it imports itself relatively"


SHARED_RULES: tuple[Rule, ...] = (
    cycle_faults,
    hidden_import_faults,
    type_checking_faults,
    module_name_faults,
)
GENERATOR_RULES: tuple[Rule, ...] = (*SHARED_RULES, layer_faults, door_faults, extension_faults)
RUNTIME_RULES: tuple[Rule, ...] = (*SHARED_RULES, foreign_import_faults, absolute_import_faults)


@pytest.mark.parametrize("rule", GENERATOR_RULES)
def test_the_generator_keeps_the_import_rules(rule: Rule) -> None:
    modules = modules_under(GENERATOR, "truespec")

    faults = list(rule(modules))

    assert modules
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("rule", RUNTIME_RULES)
def test_the_runtime_keeps_the_import_rules(rule: Rule) -> None:
    modules = modules_under(TEMPLATES, "runtime")

    faults = list(rule(modules))

    assert modules
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("rule", "files", "fault"),
    [
        (
            layer_faults,
            {"truespec/document.py": "import truespec.load"},
            "document must not import truespec.load",
        ),
        (
            layer_faults,
            {"truespec/plan/a.py": "from truespec.render import b"},
            "plan must not import truespec.render",
        ),
        (
            layer_faults,
            {"truespec/plan/a.py": "from ..render import b"},
            "plan must not import truespec.render",
        ),
        (
            layer_faults,
            {"truespec/load/a.py": "from truespec import cli", "truespec/cli.py": ""},
            "import truespec.cli",
        ),
        (
            layer_faults,
            {"truespec/load/a.py": "def f():\n    import truespec.pipeline"},
            "import truespec.pipeline",
        ),
        (layer_faults, {"truespec/attic.py": ""}, "attic is in no layer"),
        (layer_faults, {"truespec/plan/a.py": "import truespec.attic"}, "must not import truespec.attic"),
        (layer_faults, {"truespec/plan/a.py": "from truespec.plan.b import c"}, None),
        (layer_faults, {"truespec/codes.py": "from truespec.settings import Settings"}, None),
        (
            cycle_faults,
            {"truespec/a.py": "import truespec.b", "truespec/b.py": "def f():\n    from .a import x"},
            "import cycle",
        ),
        (cycle_faults, {"truespec/a.py": "import truespec.b", "truespec/b.py": "import json"}, None),
        (
            door_faults,
            {"truespec/plan/a.py": "from openapi_python_client import Project"},
            "only truespec/engines/client",
        ),
        (
            door_faults,
            {"truespec/plan/a.py": "load('datamodel_code_generator')"},
            "only truespec/engines/models",
        ),
        (door_faults, {"truespec/engines/client.py": "import openapi_python_client.parser"}, None),
        (extension_faults, {"truespec/plan/a.py": "key = 'x-order'"}, "extensions reads x-order"),
        (extension_faults, {"truespec/plan/a.py": "key.startswith('x-')"}, "extensions reads x-"),
        (extension_faults, {"truespec/plan/a.py": "'''x-order'''\nhint = 'add x-order to it'"}, None),
        (extension_faults, {"truespec/normalise/extensions/known.py": "key = 'x-order'"}, None),
        (extension_faults, {"truespec/grammar.py": "key = 'x-order'"}, "extensions reads x-order"),
        (hidden_import_faults, {"truespec/a.py": "def f():\n    import json"}, "a.py:2: an import inside"),
        (
            hidden_import_faults,
            {"truespec/a.py": "class A:\n    async def f(self):\n        import json"},
            "a.py:3:",
        ),
        (hidden_import_faults, {"truespec/a.py": "def f():\n    import json  # start-up"}, None),
        (hidden_import_faults, {"truespec/a.py": "def f():\n    # start-up\n    import json"}, None),
        (
            type_checking_faults,
            {"truespec/a.py": "from typing import TYPE_CHECKING"},
            "a.py:1: TYPE_CHECKING",
        ),
        (type_checking_faults, {"truespec/a.py": "import typing\nif typing.TYPE_CHECKING: ..."}, "a.py:2:"),
        (module_name_faults, {"truespec/load/utils.py": ""}, "utils names a shape"),
        (module_name_faults, {"truespec/common/__init__.py": ""}, "common names a shape"),
        (foreign_import_faults, {"truespec/a.py": "import httpx"}, "does not depend on httpx"),
        (foreign_import_faults, {"truespec/a.py": "import json, httpx2"}, None),
        (
            absolute_import_faults,
            {"truespec/a.py": "from runtime.drift import Drift"},
            "imports itself relatively",
        ),
    ],
)
def test_a_rule_finds_a_planted_fault(rule: Rule, files: dict[str, str], fault: str | None, tmp_path: Path) -> None:
    modules = modules_under(plant(tmp_path, files), "truespec")

    faults = list(rule(modules))

    assert len(faults) == (fault is not None), faults
    assert (fault or "") in "".join(faults)
