"""The answers to one method of an API that a test stands in for, and what the method sent."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

from .fake_answers import Answer, answer_of
from .fake_calls import Received, Target
from .fake_content import reply_of
from .fake_transport import Reply

T = TypeVar("T")


class Route(Generic[T]):
    """The answers to one method, and what it sent; shared by threads and tasks."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._replies: list[Reply] = []
        self._given = 0
        self._calls: list[Received] = []
        self._lock = threading.Lock()

    def returns(self, value: T) -> None:
        """Let every call give a value."""
        self.answers(value)

    def answers(self, *answers: T | Answer[T]) -> None:
        """Answer the requests one after the other, those of retries too; the last answer repeats.

        Raises TypeError for a value that the description does not have.
        """
        if not answers:
            raise TypeError("give at least one answer")
        target = self.target
        replies = [reply_of(target.operation, answer_of(one), streamed=target.streamed) for one in answers]
        with self._lock:
            self._replies, self._given = replies, 0

    @property
    def calls(self) -> list[Received]:
        """The requests that arrived, in order."""
        with self._lock:
            return list(self._calls)

    @property
    def unused(self) -> int:
        """How many of the answers no request has had."""
        with self._lock:
            return max(len(self._replies) - self._given, 0)

    def reply(self, received: Received) -> Reply | None:
        """Give the next answer, None if there is none."""
        with self._lock:
            if not self._replies:
                return None
            reply = self._replies[min(self._given, len(self._replies) - 1)]
            self._given += 1
            if reply.failure != "unreachable":
                self._calls.append(received)
            return reply

    def __repr__(self) -> str:
        return f"<Route {self.target.operation.id}>"
