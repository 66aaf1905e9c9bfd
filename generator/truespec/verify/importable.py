"""The generated package imports, every module of it, in a Python of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from truespec.codes import NOT_IMPORTABLE
from truespec.diagnostic import Report
from truespec.document import Place
from truespec.file_tree import FileTree

# Isolated, so that neither the user's environment nor the current folder has a say in what is imported.
_SCRIPT: Final = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""
_LONGEST_WAIT: Final = 300


def check_imports(files: FileTree, package_name: str, report: Report) -> None:
    """Report when a module of the package cannot be imported."""
    with TemporaryDirectory() as scratch:
        files.write_to(Path(scratch))
        command = [sys.executable, "-I", "-B", "-c", _SCRIPT, str(Path(scratch) / "src"), package_name]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_LONGEST_WAIT)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        report.add(
            NOT_IMPORTABLE,
            at=Place(package_name),
            message=last,
            hint="please report this with the description",
        )
