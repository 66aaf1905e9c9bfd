"""Templates, compiled once: their code is kept where Python keeps the code of modules."""

from __future__ import annotations

import os
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

_NAME: Final = "%s.jinja-cache"


def compiled(templates: Path) -> FileSystemBytecodeCache | None:
    """Give where the code of a folder's templates is kept, None when that can be nowhere.

    It is read and not written when Python writes none, or may not. What is kept goes by the text of a template, so
    that one that was changed is compiled anew.
    """
    folder = Path(cache_from_source(str(templates / "_.py"))).parent
    if sys.dont_write_bytecode:
        return _Kept(str(folder), _NAME) if folder.is_dir() else None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return (FileSystemBytecodeCache if os.access(folder, os.W_OK) else _Kept)(str(folder), _NAME)


class _Kept(FileSystemBytecodeCache):
    """Code that an earlier run has left."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Leave what is kept as it is."""
