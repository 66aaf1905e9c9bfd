"""How long the exchanges of one call may take."""

from __future__ import annotations

import time
from math import inf
from typing import Self

from .options import CallOptions, ClientOptions
from .record import Record


class Timing(Record):
    """The seconds that each phase may take, None if nobody said, and the moment when all of it is to be over."""

    timeout: float | None = None
    deadline: float = inf

    @classmethod
    def of(cls, call: CallOptions, client: ClientOptions) -> Self:
        """Start the clock of a call; to a client None is for ever, to a call it is what the client says."""
        told, seconds = call.get("timeout"), client.get("deadline")
        if told is None and "timeout" in client:
            told = inf if client["timeout"] is None else client["timeout"]
        return cls(timeout=told, deadline=inf if seconds is None else time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds until the deadline, at least 0."""
        return max(0.0, self.deadline - time.monotonic())
