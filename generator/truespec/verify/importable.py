"""The generated package imports, every module of it."""

from __future__ import annotations

import sys
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory

from truespec.codes import NOT_IMPORTABLE
from truespec.diagnostic import Report
from truespec.document import Place
from truespec.file_tree import FileTree


def import_fault(files: FileTree, package_name: str) -> str:
    """Import every module of the package and give what went wrong, an empty text when nothing did.

    Run it in a process that ends afterwards: what it imports stays.
    """
    with TemporaryDirectory() as scratch:
        files.write_to(Path(scratch))
        _forget(package_name)
        sys.path.insert(0, str(Path(scratch) / "src"))
        sys.dont_write_bytecode = True
        try:
            package = import_module(package_name)
            for module in walk_packages(package.__path__, f"{package_name}."):
                import_module(module.name)
            _touch_lazy_parts(package_name)
        except Exception as error:  # Whatever it is, it is what the user of the package would see.
            return f"{type(error).__name__}: {error}"
    return ""


def _touch_lazy_parts(package_name: str) -> None:
    """Load what the package loads on first use only: each type, and each resource of each client."""
    models = import_module(f"{package_name}.models")
    for name in models.__all__:
        getattr(models, name)
    for value in vars(import_module(f"{package_name}.client")).values():
        for part in vars(value).values() if isinstance(value, type) else ():
            if isinstance(part, cached_property):
                part.func(None)


def report_import_fault(fault: str, package_name: str, report: Report) -> None:
    """Report that the package cannot be imported, if it cannot."""
    if fault:
        report.add(
            NOT_IMPORTABLE, at=Place(package_name), message=fault, hint="please report this with the description"
        )


def _forget(package_name: str) -> None:
    """Let another module of that name, which truespec may have imported, not be taken for the package."""
    for name in [name for name in sys.modules if name.split(".")[0] == package_name]:
        del sys.modules[name]
