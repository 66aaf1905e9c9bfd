"""Of the imports that a template offers a module, those stay that ruff would leave."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from ruff import find_ruff_bin  # type: ignore[import-untyped]

from truespec.engines.used_imports import with_used_imports

HEAD = '''\
"""Operations of pets."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, overload

from .. import models
from .._runtime import formats, loose
from .._runtime.deprecation import deprecated
from .._runtime.omit import OMIT, Omit

'''
USING = {
    "nothing": "ROWS = ()\n",
    "annotations": "def get(self, id: uuid.UUID | Omit = OMIT) -> Mapping[str, Any]: ...\n",
    "an argument like a module": "def get(self, uuid: str, models: int) -> int:\n    return self.call(uuid, models)\n",
    "an attribute like a module": "def get(self) -> int:\n    return self.models.uuid.formats\n",
    "texts": 'ROW = {"Any": "Mapping", "uuid.": "models.Pet"}\n',
    "a docstring": '"""Give Any Mapping of uuid.UUID, deprecated."""\n',
    "docstrings": 'def get() -> models.Pet:\n    """Give a "Mapping"."""\n\n\ndef put() -> Any:\n    """Omit it."""\n',
    "escaped quotes in a docstring": 'def get() -> models.Pet:\n    """Give \\"\\"\\"Any\\"\\"\\" Mapping."""\n',
    "a comment": "ROWS = ()  # Any Mapping of models.Pet\n",
    "a decorator": '@deprecated("Use put.")\ndef get(self) -> models.Pet: ...\n',
    "a model like a class": "A: models.Omit\nB: models.Mapping | Any\n",
    "modules of the runtime": "A = formats.Date\n",
}
# What a look at words cannot tell is left to ruff.
DOUBTFUL = {
    "an argument like a function": "@overload\ndef get(self, deprecated: bool) -> int: ...\n",
    "a keyword like a function": '@deprecated("")\ndef get(self) -> int:\n    return self.call(overload=1)\n',
    "a method like a function": "@overload\ndef overload(self) -> int: ...\n",
    "a class like a class": "class Omit:\n    pass\n",
    "single quotes": "A = 'Any \"b\" Mapping'\n",
    "three quotes in a text": 'A = \'"""Any\'\nB = "Mapping"\n',
    "escaped quotes": 'A = "a \\" Any"\n',
}


@pytest.mark.parametrize("code", USING.values(), ids=USING)
def test_what_is_not_used_goes(code: str, tmp_path: Path) -> None:
    module = tmp_path / "pets.py"
    module.write_text(HEAD + code)
    steps = (["check", "--fix-only", "--unsafe-fixes", "--select", "F401"], ["format"])
    for step in steps:
        subprocess.run([find_ruff_bin(), *step, "--isolated", "--quiet", "--line-length=120", module], check=True)
    made = with_used_imports(HEAD + code)

    assert made is not None
    assert made.split() == module.read_text().split()


@pytest.mark.parametrize("code", DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_in_doubt_is_left_to_ruff(code: str) -> None:
    assert with_used_imports(HEAD + code) is None


def test_a_module_without_the_imports_is_left_alone() -> None:
    assert with_used_imports("import os\n") is None
