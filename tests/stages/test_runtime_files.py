"""Only the modules of the runtime that a package uses are copied into it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from source_tree import TEMPLATES
from truespec.file_tree import File, FileTree
from truespec.render.runtime_files import imported, runtime_files

RUNTIME = TEMPLATES / "runtime"
CLIENT = "from ._runtime.client import AsyncClient, SyncClient\n"


@pytest.mark.parametrize(
    ("module", "copied", "spared"),
    [
        (CLIENT, {"__init__", "client", "core", "request", "response"}, {"deprecation", "forms", "json_lines"}),
        (
            f"{CLIENT}from .._runtime.multipart import multipart_body\n",
            {"client", "forms", "multipart"},
            {"json_lines"},
        ),
        ("if True:\n    from pets._runtime.omit import OMIT\n", {"__init__", "omit"}, {"client", "errors"}),
        ('"""Like from pets._runtime.nothing."""\n', {"__init__"}, {"nothing"}),
        ('"""Use it so:\n\nfrom pets._runtime.nothing import x\n"""\n', {"__init__"}, {"nothing"}),
    ],
)
def test_a_module_is_copied_when_the_package_comes_to_it(module: str, copied: set[str], spared: set[str]) -> None:
    generated = FileTree.of([File(path="src/pets/one.py", content=module.encode(), producer="test")])

    files = runtime_files(RUNTIME, "src/pets/_runtime", generated)

    names = {Path(file.path).stem for file in files}
    assert copied <= names
    assert not spared & names
    assert all(file.content == (RUNTIME / Path(file.path).name).read_bytes() for file in files)


@pytest.mark.parametrize("path", sorted(RUNTIME.glob("*.py")), ids=lambda path: path.stem)
def test_every_import_of_a_module_is_seen(path: Path) -> None:
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom) and node.level]
    named = {node.module or alias.name for node in nodes for alias in node.names}

    assert imported(path.read_bytes()) == named
