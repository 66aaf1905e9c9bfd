"""Modules are imported from a FileTree before anything is written."""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib.abc import ExecutionLoader, MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

from truespec.file_tree import File, FileTree
from truespec.template_folder import template_folder

_SOURCES: Final = "src/"
_RUNTIME: Final = "/_runtime/"
_INIT: Final = "/__init__.py"


@contextmanager
def unwritten(files: FileTree, package_name: str) -> Generator[list[str]]:
    """Let the modules of a package be imported in a block, and give their names, sorted."""
    finder = _Finder(files)
    for name in [name for name in sys.modules if name.split(".")[0] == package_name]:
        # Another module of that name, which truespec may have imported, is not the package.
        del sys.modules[name]
    sys.meta_path.insert(0, finder)
    try:
        yield [name for name in sorted(finder.modules) if name.split(".")[0] == package_name]
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder, ExecutionLoader):
    """Finds and loads the modules below the folder of sources of a tree."""

    def __init__(self, files: FileTree) -> None:
        modules = (file for file in files if file.path.startswith(_SOURCES) and file.path.endswith(".py"))
        self.modules = {_module_name(file.path): file for file in modules}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give the spec of a module in the tree."""
        file = self.modules.get(fullname)
        return ModuleSpec(fullname, self, origin=file.path, is_package=self.is_package(fullname)) if file else None

    def is_package(self, fullname: str) -> bool:
        """Say whether a module holds others."""
        return self.modules[fullname].path.endswith(_INIT)

    def get_filename(self, fullname: str) -> str:
        """Give the path of a module in the tree."""
        return self.modules[fullname].path

    def get_source(self, fullname: str) -> str:
        """Give the text of a module."""
        return self.modules[fullname].content.decode()

    def get_code(self, fullname: str) -> CodeType | None:
        """Give the code of a module; that of a copy is its original's, of which Python keeps the byte code."""
        original = _original(self.modules[fullname])
        return SourceFileLoader(fullname, str(original)).get_code(fullname) if original else super().get_code(fullname)


def _original(file: File) -> Path | None:
    """Give the module of the runtime that a file is a copy of."""
    _, of_runtime, name = file.path.partition(_RUNTIME)
    if not of_runtime:
        return None
    original = template_folder() / "runtime" / name
    return original if original.is_file() and original.read_bytes() == file.content else None


def _module_name(path: str) -> str:
    """Give the name of the module that a path below the sources holds."""
    return path.removeprefix(_SOURCES).removesuffix(_INIT).removesuffix(".py").replace("/", ".")
