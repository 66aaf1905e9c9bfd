"""Folders for tools that work on disk: in memory where there is room, since they hold thousands of small files."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from typing import Final

_MEMORY: Final = "/dev/shm"
_ROOM: Final = 1 << 29
# Who says where temporary files go is not to be overruled.
_CHOICES: Final = ("TMPDIR", "TEMP", "TMP")


@contextmanager
def scratch_folder() -> Generator[Path]:
    """Give a folder that is gone after the block."""
    chosen = any(os.environ.get(name) for name in _CHOICES)
    with TemporaryDirectory(prefix="truespec-", dir=None if chosen or not _has_room(_MEMORY) else _MEMORY) as folder:
        yield Path(folder)


def _has_room(folder: str) -> bool:
    """Say whether files may be made in a folder, and a few hundred megabytes of them."""
    return os.access(folder, os.W_OK | os.X_OK) and disk_usage(folder).free > _ROOM
