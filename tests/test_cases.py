"""The smallest description that shows one quirk, and the few files that it must give."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from command import run_python
from described import normalised
from source_tree import ROOT
from truespec.diagnostic import Report, Stopped
from truespec.pipeline import generate
from truespec.settings import Settings

CASES = sorted(folder for folder in (ROOT / "tests/cases").iterdir() if folder.is_dir())
DIAGNOSTICS, CANONICAL = "diagnostics.txt", "openapi.yaml"
EXPECTED = sorted(path for case in CASES for path in (case / "expected").rglob("*") if path.is_file())


@dataclass(frozen=True, slots=True)
class Made:
    """What a case gives: its generated project and what there was to say."""

    folder: Path
    package: str
    diagnostics: str

    def text(self, name: str) -> str:
        """Give the text that an expected file has to hold; a module is named from its package on."""
        if name == DIAGNOSTICS:
            return self.diagnostics
        return (self.folder / ("" if name == CANONICAL else f"src/{self.package}") / name).read_text("utf-8")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Generate every case, each as a package of its own name."""
    folder = tmp_path_factory.mktemp("cases")
    return {case.name: generated(case, folder / case.name) for case in CASES}


def generated(case: Path, output: Path) -> Made:
    """Generate the one description of a case."""
    (entry,) = (file.name for file in case.iterdir() if file.is_file())
    package = case.name.replace("-", "_") + "_case"
    report = Report()
    with chdir(case):
        try:
            generate(Settings(sources=(str(entry),), output=output, package_name=package), report, unwatched)
        except Stopped:
            pytest.fail("\n".join(map(str, report)))
    return Made(output, package, "".join(f"{item}\n" for item in report))


def unwatched(stage: str) -> None:
    """Watch a run without a word."""


@pytest.mark.case
@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.relative_to(ROOT / "tests/cases").as_posix())
def test_a_case_gives_what_is_expected(path: Path, made: dict[str, Made], is_update: bool) -> None:
    case, _, *names = path.relative_to(ROOT / "tests/cases").parts

    text = made[case].text("/".join(names))

    if is_update:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_expects_a_few_files(case: Path) -> None:
    expected = [path for path in EXPECTED if path.is_relative_to(case)]

    assert 1 <= len(expected) <= 5


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_canonical_description_of_a_case_is_its_own_canonical_form(
    case: Path, made: dict[str, Made], tmp_path: Path
) -> None:
    canonical = (made[case.name].folder / CANONICAL).read_bytes()

    assert normalised(tmp_path, canonical.decode()).canonical == canonical


def test_every_case_passes_the_type_checker_as_a_whole_package(made: dict[str, Made], tmp_path: Path) -> None:
    sources = os.pathsep.join(str(one.folder / "src") for one in made.values())
    packages = [argument for one in made.values() for argument in ("--package", one.package)]

    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", tmp_path, *packages],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": sources},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.stdout + run.stderr == ""


def test_every_name_of_every_case_can_be_imported(made: dict[str, Made], tmp_path: Path) -> None:
    imports = "".join(
        f"import {one.package}.errors\nfrom {one.package}.models import *\nfrom {one.package} import *\n"
        for one in made.values()
    )
    (tmp_path / "all.py").write_text(imports)
    paths = os.pathsep.join(str(one.folder / "src") for one in made.values())

    run = run_python("-W", "error", "all.py", cwd=tmp_path, env={"PYTHONPATH": paths})

    assert run.stderr == ""
    assert run.returncode == 0
