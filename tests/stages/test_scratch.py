"""Where tools that work on disk do so."""

from __future__ import annotations

from pathlib import Path

import pytest

from truespec.scratch import scratch_folder


def test_a_scratch_folder_is_gone_afterwards_with_all_that_is_in_it() -> None:
    with scratch_folder() as folder:
        (folder / "a.py").write_text("")

    assert not folder.exists()


def test_a_scratch_folder_is_where_the_user_wants_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    with scratch_folder() as folder:
        assert folder.parent == tmp_path
