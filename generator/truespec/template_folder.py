"""Where the templates are: beside the package in a wheel, beside `generator/` in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def template_folder() -> Path:
    """Give the folder that holds `models`, `client`, `package` and `runtime`; raises FileNotFoundError."""
    package = Path(__file__).resolve().parent
    for folder in (package / "templates", package.parents[1] / "templates"):
        if (folder / "runtime").is_dir():
            return folder
    raise FileNotFoundError(f"truespec is not installed whole: it has no templates beside {package}")
