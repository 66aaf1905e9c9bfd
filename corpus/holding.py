"""Run by itself on one package: evaluates expressions about it, read as JSON, and prints which hold."""

from __future__ import annotations

import json
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")


def main(folder: Path, name: str) -> None:
    """Evaluate each expression with the package's parts at hand; what it raises is told in its place."""
    sys.path.insert(0, str(folder / "src"))
    models = import_module(f"{name}.models")
    to_request_json = import_module(f"{name}._runtime.encode").to_request_json
    given = {
        "m": models,
        "src": lambda part: _text(folder / "src" / name / part),
        "sent": lambda model: json.loads(to_request_json(model)),
    }
    print(json.dumps([_held(expression, given) for expression in json.load(sys.stdin)]))


def _held(expression: str, given: dict[str, Any]) -> str:
    """Say why an expression does not hold, nothing when it does."""
    try:
        return "" if eval(expression, given) else "it does not hold"
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:200]


def _text(path: Path) -> str:
    """Give the text of a module, or of all modules of a folder."""
    files = sorted(path.glob("*.py")) if path.is_dir() else [path]
    return "".join(file.read_text("utf-8") for file in files)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
