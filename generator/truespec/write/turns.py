"""Runs that write to the same folder take turns."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    from fcntl import LOCK_EX, flock


@contextmanager
def turn(folder: Path) -> Generator[None]:
    """Wait until no other run is in its turn at a folder, and keep others waiting meanwhile; raises OSError.

    The system ends the turn of a run that was killed. Where folders cannot be locked, nobody waits.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)
