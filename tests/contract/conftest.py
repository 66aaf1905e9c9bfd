"""Callers of the page's package, with and without the overlay, sync and async."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from generated_api import PLAIN, WIDENED, Caller, generated


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORTABLE_API_TOKEN", "PORTABLE_API_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Caller:
    """Calls the loopback server through the package of the page alone, once for each client."""
    generated(tmp_path_factory.getbasetemp(), PLAIN)
    return Caller(PLAIN, request.param, httpserver)


@pytest.fixture(params=["sync", "async"])
def call_widened(
    request: pytest.FixtureRequest, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory
) -> Caller:
    """Calls the loopback server through the package of the page with the overlay, once for each client."""
    generated(tmp_path_factory.getbasetemp(), WIDENED)
    return Caller(WIDENED, request.param, httpserver)
