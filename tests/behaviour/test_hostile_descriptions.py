"""Text of a description never runs, never breaks what it is put into, and never leaves the output folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pytest_httpserver import HTTPServer
from ruamel.yaml import YAML

from command import Command
from hostile import ALL, NAMES, TEXTS, description, hostile_project, keys

# Imports every module, calls every method, and tells the docstrings and what came back.
USE = """
import importlib, inspect, json, pkgutil, sys

body, base_url = sys.stdin.read(), sys.argv[1]
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)

def public(value):
    return [getattr(value, name) for name in dir(value) if not name.startswith("_")]

models, client_class = package.models, getattr(package, package.__all__[0])
own = {"self", "http_client", "server", "server_variables", "options"}
credentials = dict.fromkeys(inspect.signature(client_class.__init__).parameters.keys() - own, "t")
told, results = [package, client_class, *public(models)], []
with client_class(**credentials, base_url=base_url, strict=True) as client:
    for resource in public(client):
        if hasattr(resource, "_client"):
            for method in filter(inspect.ismethod, public(resource)):
                model = getattr(models, inspect.signature(method).return_annotation.removeprefix("models."))
                results.append(method(id="1", body=model.from_json(body)).to_dict())
                told += [resource, method]
print(json.dumps([[inspect.getdoc(one) for one in told], results]))
"""
# Imports every module and looks every model up.
IMPORT = """
import importlib, pkgutil, sys

package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
for name in dir(package.models):
    getattr(package.models, name)
"""
# The only places that a generated manual links to.
LINKS = {"REFERENCE.md", "openapi.yaml"}


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project of the hostile description; it is not to be changed."""
    return hostile_project(tmp_path_factory.getbasetemp() / "hostile")


def use(project: Path, base_url: str, body: str) -> Any:
    """Use all of the package in a Python of its own, and give what it tells."""
    (package,) = (project / "src").iterdir()
    run = subprocess.run(
        [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", "-c", USE, base_url, package.name],
        cwd=project.parent,
        env={"PYTHONPATH": str(project / "src")},
        input=body,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def squeezed(text: str) -> str:
    """Give a text without its white space, which a docstring may break otherwise."""
    return "".join(text.split())


def test_nothing_runs_and_every_text_arrives(project: Path, httpserver: HTTPServer) -> None:
    body = {"id": 1, **{text: text for text in TEXTS.values()}}
    for number in range(len(TEXTS)):
        httpserver.expect_request(f"/things{number}/1", method="POST").respond_with_json(body)

    docstrings, results = use(project, httpserver.url_for("/"), json.dumps(body))

    assert results == [body] * len(TEXTS)
    assert [request.json for request, _ in httpserver.log] == [body] * len(TEXTS)
    told = [squeezed(docstring or "") for docstring in docstrings]
    for text in (ALL, *TEXTS.values()):
        assert [docstring for docstring in told if squeezed(text) in docstring] != [], text
    for text in TEXTS.values():
        assert [docstring for docstring in told if squeezed(f"id: {text}") in docstring] != [], text
    assert list(project.parent.rglob("pwned*")) == []


def test_only_the_output_folder_is_written(project: Path) -> None:
    found = {path.name for path in project.parent.iterdir()}

    assert found - {"__pycache__"} == {"openapi.json", "out"}
    assert {path.name for path in (project / "src").iterdir()} == {"hostile_api"}


def test_every_file_of_the_project_is_what_it_should_be(project: Path) -> None:
    for file in project.rglob("*.py"):
        compile(file.read_text("utf-8"), file, "exec")
        assert all(character.isprintable() or character == "\n" for character in file.read_text("utf-8")), file

    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    assert set(settings) == {"build-system", "project", "tool"}
    assert set(settings["tool"]) == {"hatch"}
    printable = "".join(character for character in ALL if character.isprintable() or character.isspace())
    assert squeezed(printable) in squeezed(settings["project"]["description"])


@pytest.mark.parametrize("name", ["README.md", "REFERENCE.md"])
def test_the_manuals_hold_no_markup_of_the_description(project: Path, name: str) -> None:
    text = (project / name).read_text("utf-8")

    tokens = list(flat(MarkdownIt().parse(text)))
    assert [token.content for token in tokens if token.type.startswith("html")] == []
    assert {str(token.attrGet("href")) for token in tokens if token.type == "link_open"} <= LINKS
    assert [token for token in tokens if token.type == "image"] == []
    assert "alert(1)" in text
    assert all(character.isprintable() or character == "\n" for character in text)


def flat(tokens: list[Token]) -> Iterator[Token]:
    """Give tokens and what is in them."""
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def test_the_shipped_description_holds_every_text_as_it_was(project: Path) -> None:
    shipped = YAML(typ="safe").load((project / "openapi.yaml").read_text("utf-8"))

    described = description(tuple(TEXTS.values()))
    assert shipped["info"]["title"] == ALL
    assert shipped["info"]["description"] == ALL
    for path, item in described["paths"].items():
        operation = shipped["paths"][path]["post"]
        assert operation["summary"] == item["post"]["summary"]
        assert operation["operationId"] == item["post"]["operationId"]
        assert [one["name"] for one in operation["parameters"]] == [one["name"] for one in item["post"]["parameters"]]


def test_names_that_look_like_paths_stay_in_the_output_folder_and_can_be_used(
    truespec: Command, tmp_path: Path, httpserver: HTTPServer
) -> None:
    body = {"id": 1, **{name: name for name in NAMES}}
    httpserver.expect_request(re.compile("/things[0-9]+/1"), method="POST").respond_with_json(body)
    folder = tmp_path / "a/b/c"
    folder.mkdir(parents=True)
    (folder / "openapi.json").write_text(json.dumps(description(NAMES, everywhere="../../x")))

    run = truespec("generate", "openapi.json", "--output", "out", cwd=folder)

    assert run.returncode == 0, run.stderr
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    outside = {path.as_posix() for path in written if "out" not in path.parts}
    assert outside == {"a/b/c/openapi.json"}
    (package,) = (path for path in (folder / "out/src").iterdir())
    assert package.name.isidentifier()
    stems = {path.stem for path in package.rglob("*.py")}
    assert stems & {"con", "nul", "aux", "prn"} == set()
    assert use(folder / "out", httpserver.url_for("/"), json.dumps(body))[1] == [body] * len(NAMES)


def test_no_key_address_or_word_becomes_code_or_a_path(truespec: Command, tmp_path: Path) -> None:
    folder = tmp_path / "a/b/c"
    folder.mkdir(parents=True)
    (folder / "openapi.json").write_text(json.dumps(keys(tuple(TEXTS.values()))))

    run = truespec("generate", "openapi.json", "--output", "out", "--package", "keys_api", cwd=folder)

    assert run.returncode == 0, run.stderr
    for kind in ("operations", "schemas", "bodies", "responses"):
        assert re.search(rf"{kind} +{len(TEXTS)} of {len(TEXTS)}", run.stdout), run.stdout
    imported = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT, "keys_api"],
        cwd=folder / "out/src",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (imported.returncode, imported.stderr) == (0, "")
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path for path in written if not path.startswith("a/b/c/out/")} == {"a/b/c/openapi.json"}
    assert list(tmp_path.rglob("pwned*")) == []
    for name in ("README.md", "REFERENCE.md"):
        tokens = list(flat(MarkdownIt().parse((folder / "out" / name).read_text("utf-8"))))
        assert [token.content for token in tokens if token.type.startswith("html") or token.type == "image"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [('"title": "\\ud800"', "surrogate"), ('"title": "a\nb"', "control"), ('"title": "\\x"', "escape")],
)
def test_text_that_is_no_text_is_refused_at_its_place(
    truespec: Command, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "openapi.json").write_text(f'{{"openapi": "3.1.0", "info": {{{text}}}, "paths": {{}}}}')

    run = truespec("generate", "openapi.json", "--output", "out", cwd=tmp_path)

    assert run.returncode == 1
    assert run.stderr.startswith("openapi.json:1:3") or run.stderr.startswith("openapi.json:1:4")
    assert message in run.stderr.lower()
    assert not (tmp_path / "out").exists()
