"""The page's package with and without the overlay, generated once for all tests, and two ways to call it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer

from command import run_truespec
from either_client import call_either
from source_tree import ROOT

PAGE = ROOT / "spec/portable/create-source.md"
OVERLAY = ROOT / "spec/portable/overlay.yaml"
# Both have the clients Portable and AsyncPortable.
PLAIN, WIDENED = "portable_api", "portable"
TOKEN = "secret-token"


@cache
def generated(scratch: Path, package: str) -> Path:
    """Generate one of the two packages, once, and make it importable; gives its project folder."""
    overlays = ["--overlay", OVERLAY] if package == WIDENED else []
    output = scratch / package
    run = run_truespec("generate", PAGE, *overlays, "--output", output, "--package", package, cwd=scratch)
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(output / "src"))
    return output


@dataclass
class Caller:
    """Calls a server through one client of a generated package; drift is collected unless a handler is given."""

    package: str
    kind: str
    server: HTTPServer
    drifts: list[Any] = field(default_factory=list)

    def __call__(self, action: Callable[[Any], Any], **settings: Any) -> Any:
        """Run `action(client)` on a new client and give its result."""
        base_url = self.server.url_for("/")
        given = {"token": TOKEN, "base_url": base_url, "on_drift": self.drifts.append, **settings}
        return call_either(self.kind, self.part("client"), "Portable", action, **given)

    def part(self, name: str) -> Any:
        """Give a module of the package."""
        return import_module(f"{self.package}.{name}")

    @property
    def errors(self) -> Any:
        """The exceptions of the package."""
        return self.part("errors")

    @property
    def models(self) -> Any:
        """The types of the package."""
        return self.part("models")

    @property
    def request(self) -> Any:
        """The last request that arrived."""
        return self.server.log[-1][0]
