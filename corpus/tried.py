"""Instances as answers of a generated package: read strictly by its client, written back, and compared."""

from __future__ import annotations

import json
import sys
import warnings
from dataclasses import dataclass
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import Any

import httpx2

from methods import client_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A valid instance of a schema, by the name of its test."""

    name: str
    schema: str
    instance: Any


def tried(folder: Path, package: str, cases: list[Case]) -> dict[str, str]:
    """Let the package's client receive each instance; gives why those that fail do."""
    sys.path.insert(0, str(folder / "src"))
    invalidate_caches()
    warnings.simplefilter("ignore")
    answers: list[bytes] = []
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=answers[-1], headers=_JSON))
    faults: dict[str, str] = {}
    with httpx2.Client(transport=transport) as http_client:
        client = client_of(package, "https://example.com", http_client=http_client)
        to_json = import_module(f"{package}._runtime.encode").to_json
        for case in cases:
            answers.append(json.dumps(case.instance).encode())
            fault = _fault(lambda name=case.schema: getattr(client.suite, name)(strict=True), to_json, case.instance)
            if fault:
                faults[case.name] = fault
    return faults


_JSON = {"content-type": "application/json"}


def _fault(call: Any, to_json: Any, instance: Any) -> str:
    """Say what is wrong with one reading, nothing when nothing is."""
    try:
        back = json.loads(to_json(call()))
    except Exception as error:
        return f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
    return "" if _same(back, instance) else f"came back as {json.dumps(back)[:120]}"


def _same(one: Any, other: Any) -> bool:
    """Say whether two values are the same JSON, for which 1 and 1.0 are, but not 1 and true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool) is isinstance(other, bool) and one == other
