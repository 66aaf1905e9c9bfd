"""Compiled templates are kept where Python keeps compiled modules, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from truespec.engines.compiled import compiled


def printed(templates: Path) -> str:
    environment = Environment(loader=FileSystemLoader(templates), bytecode_cache=compiled(templates), autoescape=False)
    return environment.get_template("one.jinja").render()


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "one.jinja").write_text("{{ 1 + 1 }}")
    return folder


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_code_is_kept_beside_the_templates(templates: Path) -> None:
    assert printed(templates) == "2"

    (code,) = kept(templates / "__pycache__")
    before = code.stat().st_mtime_ns
    assert printed(templates) == "2"
    assert code.stat().st_mtime_ns == before


def test_a_template_that_was_changed_is_compiled_anew(templates: Path) -> None:
    printed(templates)
    (templates / "one.jinja").write_text("{{ 2 + 2 }}")

    assert printed(templates) == "4"


def test_code_is_kept_where_the_user_wants_it(templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))

    assert printed(templates) == "2"
    assert kept(templates) == [templates / "one.jinja"]
    assert len(kept(tmp_path / "elsewhere")) == 1


def test_no_code_is_kept_when_python_keeps_none(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert printed(templates) == "2"
    assert kept(templates) == [templates / "one.jinja"]


def test_what_an_earlier_run_kept_is_read_all_the_same(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(templates)
    (code,) = kept(templates / "__pycache__")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (templates / "one.jinja").write_text("{{ 2 + 2 }}")
    before = code.read_bytes()

    assert printed(templates) == "4"
    assert code.read_bytes() == before


def test_nothing_is_kept_where_no_folder_can_be(templates: Path) -> None:
    (templates / "__pycache__").write_text("in the way")

    assert printed(templates) == "2"
