"""What strict type checkers say of the generated packages, and of code that uses them rightly and wrongly."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

import guarded_api
import meanings
import paged_api
import wire_api
from answers_api import generated as generated_answers
from generated_api import PLAIN, WIDENED, generated
from hostile import hostile_project
from source_tree import ROOT

USER_CODE = ROOT / "tests/typing"
PACKAGES = (PLAIN, WIDENED, "answers", "guarded", "hostile_api", "meaning_api", "paged", "wire")
# What the checkers say about a line of user code, or of a package; packages are told by their names.
Complaints = dict[str, dict[int, list[str]]]
Checker = Callable[[Path], Complaints]
MYPY_LINE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): error: (?P<text>.*)")


@cache
def workspace(base: Path) -> Path:
    """Make a folder with the packages and the user code side by side; gives the folder."""
    folder = base / "types"
    for package in (PLAIN, WIDENED):
        shutil.copytree(generated(base, package) / "src" / package, folder / package)
    kinds = ((guarded_api, "guarded"), (meanings, "meaning_api"), (paged_api, "paged"), (wire_api, "wire"))
    for api, package in kinds:
        shutil.copytree(api.generated(base) / "src" / package, folder / package)
    shutil.copytree(hostile_project(base / "hostile") / "src/hostile_api", folder / "hostile_api")
    shutil.copytree(generated_answers(base) / "src/answers", folder / "answers")
    shutil.copytree(USER_CODE, folder / "use")
    return folder


@cache
def said_by_mypy(base: Path) -> Complaints:
    """Check everything with mypy, once."""
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11", "--config-file", ""]
    run = subprocess.run(
        [*command, "--cache-dir", str(base / "mypy-cache"), "--no-error-summary", *PACKAGES, "use"],
        cwd=workspace(base),
        capture_output=True,
        text=True,
        check=False,
    )
    found = [MYPY_LINE.fullmatch(line) for line in run.stdout.splitlines() if ": error: " in line]
    assert run.returncode == (1 if found else 0), run.stdout + run.stderr
    return collected((match["file"], int(match["line"]), match["text"]) for match in found if match)


@cache
def said_by_pyright(base: Path) -> Complaints:
    """Check everything with pyright, once."""
    folder = workspace(base)
    settings = {"include": [*PACKAGES, "use"], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    run = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stdout + run.stderr
    report = json.loads(run.stdout)
    assert report["summary"]["filesAnalyzed"] > 80
    return collected(
        (Path(one["file"]).relative_to(folder).as_posix(), one["range"]["start"]["line"] + 1, one["message"])
        for one in report["generalDiagnostics"]
    )


def collected(rows: Iterable[tuple[str, int, str]]) -> Complaints:
    """Gather complaints by file and line."""
    found: Complaints = {}
    for file, line, text in rows:
        found.setdefault(file, {}).setdefault(line, []).append(text)
    return found


CHECKERS = pytest.mark.parametrize("said_by", [said_by_mypy, said_by_pyright], ids=["mypy", "pyright"])


@CHECKERS
@pytest.mark.parametrize("package", PACKAGES)
def test_a_strict_checker_has_nothing_to_say_of_a_package(
    said_by: Checker, package: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = said_by(tmp_path_factory.getbasetemp())

    assert {file: told for file, told in found.items() if file.startswith(f"{package}/")} == {}


@CHECKERS
def test_right_use_passes_a_strict_checker(said_by: Checker, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = said_by(tmp_path_factory.getbasetemp())

    assert found.get("use/right_use.py", {}) == {}


@CHECKERS
def test_wrong_use_is_an_error_on_exactly_the_marked_lines(
    said_by: Checker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = (USER_CODE / "wrong_use.py").read_text("utf-8").splitlines()
    marked = {number for number, line in enumerate(lines, 1) if line.endswith("  # error")}

    found = said_by(tmp_path_factory.getbasetemp())

    assert len(marked) > 20
    assert set(found["use/wrong_use.py"]) == marked


def test_no_annotation_has_an_option_twice(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = workspace(tmp_path_factory.getbasetemp())

    twice = [
        f"{file.relative_to(folder)}:{union.lineno}: {ast.unparse(union)}"
        for package in PACKAGES
        for file in (folder / package).rglob("*.py")
        for union in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(union, ast.BinOp) and len(options := options_of(union)) > len(set(options))
    ]
    assert twice == []


def options_of(annotation: ast.expr) -> list[str]:
    """Give the options of a union as they are written."""
    match annotation:
        case ast.BinOp(left, ast.BitOr(), right):
            return options_of(left) + options_of(right)
        case _:
            return [ast.unparse(annotation)]


def test_no_generated_line_silences_a_checker(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Only the runtime may, where it says why; what comes from a description needs no such comment."""
    folder = workspace(tmp_path_factory.getbasetemp())

    silent = [
        f"{file.relative_to(folder)}:{number}"
        for package in (PLAIN, WIDENED, "answers")
        for file in (folder / package).rglob("*.py")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(r"#\s*(type:\s*ignore|pyright:|noqa|mypy:)", line) and "_runtime" not in file.parts
    ]
    assert silent == []
