"""Every example of the description, through the types of this package and back."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

_DATA = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
_CASES = [pytest.param(case, id=case["place"]) for case in _DATA["examples"] if case["type"]]


@pytest.mark.parametrize("case", _CASES)
def test_an_example_decodes_and_encodes_to_the_same_json(case: dict[str, Any]) -> None:
    package = _DATA["package"]
    runtime = import_module(f"{package}._runtime.codec"), import_module(f"{package}._runtime.encode")
    type_ = getattr(import_module(f"{package}.models"), case["type"])
    decoded = runtime[0].codec_of(type_).decode(json.dumps(case["value"]).encode())
    assert json.loads(runtime[1].to_json(decoded.value)) == case["value"]
