"""The same input gives the same bytes, whatever the hash seed, locale, time zone, folder and order of keys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from source_tree import ROOT

PAGE = ROOT / "spec/portable/create-source.md"
WORLDS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "40"},
    {
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C.UTF-8",
        "TZ": "Pacific/Chatham",
        "COLUMNS": "200",
        "PYTHONUTF8": "1",
    },
)
# Files that tell the lines of the description, and those that tell of such files.
TELL_LINES = {"REPORT.json", "MANIFEST", ".truespec", "src/portable_api/models/places.json", "tests/examples.json"}

KEY = {"type": "apiKey", "in": "header"}
FLOW = {"tokenUrl": "https://a.example/token", "scopes": {"write": "change", "read": "see"}}
REFERENCE = "#/components/schemas/"
API: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1", "contact": {"url": "https://a.example", "name": "n", "email": "a@b.ex"}},
    "servers": [{"url": "https://{b}.{a}", "variables": {"b": {"default": "x"}, "a": {"enum": ["z"], "default": "z"}}}],
    "security": [{"second": [], "first": [], "third": ["write"]}],
    "paths": {
        "/pets": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": f"{REFERENCE}Pet"}}}},
                           "responses": {"201": {"description": "made"}, "200": {"description": "ok"}}}},
        "/cats": {"get": {"security": [{"second": [], "first": []}], "responses": {"204": {"description": "none"}}}},
    },
    "components": {
        "securitySchemes": {
            "third": {"type": "oauth2", "flows": {"clientCredentials": FLOW}},
            "second": {"name": "X-B", **KEY},
            "first": {"name": "X-A", **KEY},
        },
        "schemas": {
            "Pet": {"oneOf": [{"$ref": f"{REFERENCE}Dog"}, {"$ref": f"{REFERENCE}Cat"}], "discriminator": {
                "propertyName": "kind", "mapping": {"pug": f"{REFERENCE}Dog", "dog": f"{REFERENCE}Dog", "cat": "Cat"}}},
            "Dog": {"required": ["kind"], "properties": {"kind": {"type": "string"}, "b": {}, "a": {}}},
            "Cat": {
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}},
                "dependentRequired": {"b": ["a"], "a": ["b"]},
            },
        },
    },
}  # fmt: skip


def test_two_runs_in_different_surroundings_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "another folder" / "b"]

    first, second = (generated(folder, world) for folder, world in zip(folders, WORLDS, strict=True))

    assert first.keys() == second.keys()
    assert [path for path, content in first.items() if content != second[path]] == []
    assert "MANIFEST" in first


def test_the_order_of_keys_leaves_no_trace(tmp_path: Path) -> None:
    trees: list[dict[str, bytes]] = []
    for name, description in (("as-written", API), ("reversed", turned(API))):
        source = tmp_path / f"{name}.json"
        source.write_text(json.dumps(description))
        trees.append(generated(tmp_path / name, {}, source))

    first, second = ({path: content for path, content in tree.items() if path not in TELL_LINES} for tree in trees)

    assert trees[0] != trees[1]
    assert [path for path in first if first[path] != second.get(path)] == []
    assert first.keys() == second.keys()


def turned(value: Any, *, keeps_order: bool = False) -> Any:
    """Turn the order of keys round, but not that of properties, which is the order of a class's fields."""
    if isinstance(value, list):
        return [turned(item) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value) if keeps_order else reversed(value)
    return {key: turned(value[key], keeps_order=key == "properties") for key in keys}


def generated(folder: Path, world: dict[str, str], source: Path = PAGE) -> dict[str, bytes]:
    """Generate a package inside `folder` and read it back, path by path."""
    folder.mkdir(parents=True)
    output = folder / "portable-api"
    command = [sys.executable, "-m", "truespec", "generate", str(source), "--output", str(output)]
    run = subprocess.run(
        [*command, "--package", "portable_api"],
        cwd=folder,
        env={**os.environ, **world},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in written_below(output)}


def written_below(folder: Path) -> list[Path]:
    """List the files, without what an import of the package leaves behind."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
