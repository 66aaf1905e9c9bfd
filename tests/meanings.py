"""A package of types for everything that schemas can say, generated once for all tests."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from command import run_truespec

DESCRIPTION = Path(__file__).parent / "behaviour/meaning/openapi.yaml"


@cache
def generated(scratch: Path) -> Path:
    """Generate the package, once, and make it importable; gives its project folder."""
    output = scratch / "meaning"
    run = run_truespec("generate", DESCRIPTION, "--output", output, "--package", "meaning_api", cwd=scratch)
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(output / "src"))
    return output
