"""Input that must fail, with exactly these lines, and without touching what is there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import Command
from source_tree import ROOT

CASES = sorted((ROOT / "tests/rejected").iterdir())
EXPECTED = "diagnostics.txt"
OVERLAY = "overlay.yaml"


@pytest.mark.case
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_refused_with_exactly_these_lines(
    case: Path, truespec: Command, tmp_path: Path, is_update: bool
) -> None:
    output = tmp_path / "client"
    output.mkdir()
    (output / "mine.txt").write_text("mine")
    overlays = ["--overlay", OVERLAY] if (case / OVERLAY).exists() else []

    run = truespec("generate", entry_of(case), "--output", output, *overlays, cwd=case)

    if is_update:
        (case / EXPECTED).write_text(run.stderr, encoding="utf-8")
    assert run.stderr == (case / EXPECTED).read_text("utf-8")
    assert run.returncode == 1
    assert "Traceback" not in run.stdout + run.stderr
    assert [file.name for file in output.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_expects_a_code_with_a_place(case: Path) -> None:
    lines = (case / EXPECTED).read_text("utf-8").splitlines()

    assert any(line.startswith(("openapi.", "page.", OVERLAY)) and ": error TS" in line for line in lines)


def entry_of(case: Path) -> str:
    """Give the name of the one file that is neither expected nor an overlay."""
    (entry,) = (file.name for file in case.iterdir() if file.name not in (EXPECTED, OVERLAY))
    return entry
