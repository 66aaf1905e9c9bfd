"""Run by itself on one package: compiles and imports every module, touches every lazy part, builds every model.

Prints JSON: the operations as [method, path], and the faults.
"""

from __future__ import annotations

import json
import sys
import warnings
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType

# A SyntaxWarning is a fault of what was generated; a deprecation in a dependency is not.
warnings.simplefilter("error", SyntaxWarning)
sys.setrecursionlimit(1_000)


def main(folder: Path, name: str) -> None:
    """Check one package."""
    sys.path.insert(0, str(folder / "src"))
    faults: list[str] = []
    modules = sorted((folder / "src" / name).rglob("*.py"))
    for path in modules:
        _try(faults, str(path.relative_to(folder)), lambda path=path: compile(path.read_bytes(), str(path), "exec"))
    operations: list[list[str]] = []
    for path in modules:
        dotted = ".".join(path.relative_to(folder / "src").with_suffix("").parts).removesuffix(".__init__")
        _try(faults, dotted, lambda dotted=dotted: operations.extend(_operations(import_module(dotted), faults)))
    models = import_module(f"{name}.models")
    for model in models.__all__:
        _try(faults, f"models.{model}", lambda model=model: _build(getattr(models, model)))
    for value in vars(import_module(f"{name}.client")).values():
        for part, held in vars(value).items() if isinstance(value, type) else ():
            if isinstance(held, cached_property):
                _try(faults, f"{value.__name__}.{part}", lambda held=held: held.func(None))
    print(json.dumps({"operations": operations, "models": len(models.__all__), "faults": faults}))


def _operations(module: ModuleType, faults: list[str]) -> list[list[str]]:
    """Give the operations that a module states, and look up the types of their answers."""
    rows = [value for value in vars(module).values() if type(value).__name__ == "Operation" and hasattr(value, "path")]
    for row in rows:
        for response in row.responses:
            if response.type is not None:
                _try(faults, f"{module.__name__}: {row.id} {response.status}", response.type)
    return [[row.method, row.path] for row in rows]


def _build(value: object) -> None:
    """Let pydantic build a model whose types it has not looked up yet."""
    if isinstance(value, type) and getattr(value, "__pydantic_complete__", True) is False:
        value.model_rebuild()


def _try(faults: list[str], what: str, work: object) -> None:
    try:
        work()
    except Exception as error:
        faults.append(f"{what}: {type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else ''}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
