"""A real server on loopback and one way to call it through the sync and the async client."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from either_client import call_either

HERE = Path(__file__).parent
for folder in (HERE, HERE.parents[1] / "templates"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import sample_api.client  # noqa: E402

from runtime.drift import Drift  # noqa: E402

SOURCE = {"id": 1, "sourceSpec": {"name": "google"}}


class Caller:
    """Calls the server through one of the two clients; drift is collected unless a handler is given."""

    def __init__(self, kind: str, server: HTTPServer) -> None:
        self.kind = kind
        self.server = server
        self.drifts: list[Drift] = []

    def __call__(self, action: Callable[[Any], Any], **settings: Any) -> Any:
        """Run `action(client)` on a new client and give its result."""
        given = {
            "token": "secret-token",
            "base_url": self.server.url_for("/"),
            "on_drift": self.drifts.append,
            **settings,
        }
        return call_either(self.kind, sample_api.client, "Sample", action, **given)

    @property
    def request(self) -> Any:
        """The last request that arrived."""
        return self.server.log[-1][0]


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, httpserver: HTTPServer) -> Caller:
    """Calls the loopback server, once for each client."""
    return Caller(request.param, httpserver)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAMPLE_API_TOKEN", "SAMPLE_API_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
