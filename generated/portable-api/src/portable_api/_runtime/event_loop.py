"""What asynchronous code asks of its event loop; a plain call is not to wait for the import of asyncio."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# The event loop itself keeps no task alive.
_TASKS: set[Any] = set()


async def sleep(seconds: float) -> None:
    """Let other tasks run for so long."""
    await _asyncio().sleep(seconds)


async def within(seconds: float, work: Awaitable[T], late: Callable[[], T]) -> T:
    """Give what the work gives, or what `late` gives where it took longer than so many seconds and was left."""
    clock = _asyncio().timeout(seconds)
    try:
        async with clock:
            return await work
    except TimeoutError:
        if not clock.expired():
            raise
        return late()


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function that may block, and let other tasks run meanwhile."""
    result: T = await _asyncio().to_thread(function, *args, **kwargs)
    return result


def begun(work: Callable[[], Coroutine[Any, Any, T]], finished: Callable[[], object] = bool) -> Awaitable[T]:
    """Let the running event loop do the work, and tell when it is over; raises RuntimeError where there is none."""

    def over(task: Any) -> None:
        _TASKS.discard(task)
        finished()

    task = _asyncio().get_running_loop().create_task(work())
    _TASKS.add(task)
    task.add_done_callback(over)
    waited: Awaitable[T] = task
    return waited


async def outliving(work: Awaitable[T]) -> T:
    """Wait for work that was begun, and goes on when those that wait are cancelled."""
    result: T = await _asyncio().shield(work)
    return result


def _asyncio() -> Any:
    # The import takes as long as a call, and whoever awaits has made it.
    import asyncio

    return asyncio
