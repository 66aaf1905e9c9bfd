"""Two pieces of work at once: one in a child process, one here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

First = TypeVar("First")
Second = TypeVar("Second")


def side_by_side(here: Callable[[], First], aside: Callable[[], Second]) -> tuple[First, Second]:
    """Do both and give both results, `aside` from a copy of this process; raises what either of them raises.

    `aside` sees everything as it is now, and what it gives back must be picklable. Where processes cannot be copied,
    one is done after the other.
    """
    if "fork" not in get_all_start_methods():
        return in_turn(here, aside)
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(sender, aside), daemon=True)
    child.start()
    sender.close()
    try:
        return here(), _received(receiver)
    finally:
        # After a failure here, nobody waits for what the child has still to say.
        receiver.close()
        child.join()


def in_turn(first: Callable[[], First], second: Callable[[], Second]) -> tuple[First, Second]:
    """Do one after the other here, and give both results."""
    return first(), second()


def _send(sender: Connection[Any, Any], work: Callable[[], object]) -> None:
    """Do the work in the child, and send its result or what it raised."""
    answer: tuple[object, BaseException | None]
    try:
        answer = (work(), None)
    except (Exception, KeyboardInterrupt) as error:  # It is raised again where the result is waited for.
        answer = (None, error)
    # Where the other process has failed, or was interrupted too, nobody waits.
    with suppress(BrokenPipeError):
        sender.send(answer)


def _received(receiver: Connection[Any, Any]) -> Any:
    """Give the child's result, or raise what it raised; raises RuntimeError when it died without a word."""
    try:
        result, error = receiver.recv()
    except EOFError:
        raise RuntimeError("a child process died") from None
    if error is not None:
        raise error
    return result
