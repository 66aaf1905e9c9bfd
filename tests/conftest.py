"""What all tests share: the command, the corpus beside the checkout, and the switch for updates."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from command import Command, run_truespec
from source_tree import ROOT


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "case: compares with files that `make update` rewrites")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real pages and descriptions, which is not part of the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the pages and descriptions of {folder} are not here")
    return folder


@pytest.fixture(scope="session")
def is_update() -> bool:
    """Say whether what is expected is to be rewritten."""
    return bool(os.environ.get("TRUESPEC_UPDATE"))


@pytest.fixture(scope="session")
def truespec() -> Command:
    """Run the command in a process of its own, as a user does."""
    return run_truespec
