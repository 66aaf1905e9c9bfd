"""The page's package and a caller of it, for the tests that use what was generated."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

import answers_api
from answers_api import Answers
from generated_api import PLAIN, Caller, generated


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORTABLE_API_TOKEN", "PORTABLE_API_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the project that the page becomes, importable; it is not to be changed."""
    return generated(tmp_path_factory.getbasetemp(), PLAIN)


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, httpserver: HTTPServer, project: Path) -> Caller:
    """Calls the loopback server, once for each client."""
    return Caller(PLAIN, request.param, httpserver)


@pytest.fixture(params=["sync", "async"])
def answers(
    request: pytest.FixtureRequest, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory
) -> Answers:
    """Calls the loopback server through the package that answers in every form, once for each client."""
    answers_api.generated(tmp_path_factory.getbasetemp())
    return Answers(request.param, httpserver)
