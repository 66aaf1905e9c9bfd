"""The project's own modules as syntax trees, for the tests that enforce rules about code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "templates"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One module: its dotted name, its path below the root that was read, its text and its tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @classmethod
    def read(cls, file: Path, root: Path) -> Module:
        """Read `file`, whose dotted name starts below `root`."""
        parts = file.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = file.read_text("utf-8")
        return cls(name=name, path=file.relative_to(root).as_posix(), text=text, tree=ast.parse(text))

    @property
    def is_package(self) -> bool:
        """Whether it is an `__init__.py`."""
        return self.path.endswith("__init__.py")

    def place(self, node: ast.AST) -> str:
        """Give `path:line` of a node."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def modules_under(root: Path, package: str) -> list[Module]:
    """Read every module of `root`/`package`, in the order of their paths."""
    return [Module.read(file, root) for file in sorted((root / package).rglob("*.py"))]


def imports_of(module: Module, known: set[str]) -> Iterator[tuple[ast.stmt, str]]:
    """Give each import with the dotted name of the module that it reaches, as exactly as `known` allows."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = origin_of(node, module)
            names = [f"{origin}.{alias.name}" for alias in node.names]
            yield from ((node, name if name in known else origin) for name in names)


def origin_of(node: ast.ImportFrom, module: Module) -> str:
    """Give the absolute dotted name of the module that a from-import names."""
    if not node.level:
        return node.module or ""
    climbs = node.level - module.is_package
    package = module.name.split(".")[: -climbs or None]
    return ".".join([*package, *([node.module] if node.module else [])])


def functions_of(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, FUNCTIONS))


def docstring_of(node: ast.AST) -> ast.Expr | None:
    """Give the statement that is the docstring of a module, class or function."""
    if not isinstance(node, (ast.Module, *SCOPES)):
        return None
    match node.body:
        case [ast.Expr(value=ast.Constant(value=str())) as first, *_]:
            return first
    return None


def plant(root: Path, files: dict[str, str]) -> Path:
    """Write `files` below `root`, for a test that checks that a rule can fail."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root
