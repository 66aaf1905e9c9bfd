"""The same input gives the same bytes, whatever the hash seed, the locale, the time zone and the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


def test_two_runs_in_different_surroundings_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "another folder" / "b"]

    first, second = (generated(folder, world) for folder, world in zip(folders, WORLDS, strict=True))

    assert first.keys() == second.keys()
    assert [path for path, content in first.items() if content != second[path]] == []
    assert "MANIFEST" in first


def generated(folder: Path, world: dict[str, str]) -> dict[str, bytes]:
    """Generate the page's package inside `folder` and read it back, path by path."""
    folder.mkdir(parents=True)
    output = folder / "portable-api"
    command = [sys.executable, "-m", "truespec", "generate", str(PAGE), "--output", str(output)]
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
