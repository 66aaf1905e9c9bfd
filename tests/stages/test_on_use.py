"""A library that is imported and never used is never loaded."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from truespec.engines.on_use import loaded_on_use


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put two modules where Python finds them; what each leaves in `loaded` says that it was loaded."""
    for name in ("never_used", "as_ever"):
        (tmp_path / f"{name}.py").write_text(f"import loaded\nloaded.names.append({name!r})\nANSWER = 42\n")
    (tmp_path / "loaded.py").write_text("names = []\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return tmp_path


@pytest.mark.usefixtures("library")
def test_a_module_is_loaded_when_something_in_it_is_used() -> None:
    loaded = import_module("loaded")

    with loaded_on_use("never_used", "not_there"):
        never_used, as_ever = import_module("never_used"), import_module("as_ever")

    assert loaded.names == ["as_ever"]
    assert (as_ever.ANSWER, never_used.ANSWER) == (42, 42)
    assert loaded.names == ["as_ever", "never_used"]


def test_a_module_that_is_not_there_is_told_at_once() -> None:
    with loaded_on_use("not_there"), pytest.raises(ModuleNotFoundError):
        import_module("not_there")
