"""Importing costs only what is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize("module", ["errors", "drift", "omit", "operation", "headers", "open_enum", "places"])
def test_light_modules_load_neither_the_http_nor_the_model_library(module):
    program = f"import sys, runtime.{module}; print(sorted({{'httpx2', 'pydantic'}} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", program], cwd=TEMPLATES, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_models_load_without_the_http_library():
    program = "import sys, runtime.model, runtime.formats; print('httpx2' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], cwd=TEMPLATES, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
