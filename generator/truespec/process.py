"""The process that a command runs in: what ends it early, its streams, and its end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from io import StringIO, TextIOWrapper
from types import FrameType
from typing import Final, NoReturn

_ENDING: Final = tuple(filter(None, (signal.SIGTERM, getattr(signal, "SIGHUP", None))))


def prepare() -> None:
    """Make the process fit for a command: whoever ends it interrupts it, and all that it says can be written.

    Who ends the command, or closes its terminal, is to find nothing of it, no scratch folder either.
    """
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    _mend_streams()
    # A run leaves hardly any cycles behind, and looking for them among a million values is dear.
    gc.disable()


def _mend_streams() -> None:
    """Put a stream in the place of one that the caller closed, and let each take what its encoding does not hold."""
    sys.stdout, sys.stderr = (stream or StringIO() for stream in (sys.stdout, sys.stderr))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def leave(status: object) -> None:
    """End the process at once with a status that is a number, since freeing all values first takes a while.

    Do nothing where Python has a message to show, or its end is going to find that output has nowhere to go.
    """
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        if isinstance(status, int):
            os._exit(status)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Interrupt the command once: a terminal that is closed says so twice, and what is left is being removed then."""
    for ending in _ENDING:
        signal.signal(ending, signal.SIG_IGN)
    raise KeyboardInterrupt
