"""What asynchronous code asks of its event loop; a plain call is not to wait for the import of asyncio."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from asyncio import Task

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


def begun(work: Coroutine[Any, Any, T]) -> Task[T]:
    """Let the running event loop do the work; raises RuntimeError where there is none."""
    task: Task[T] = _asyncio().get_running_loop().create_task(work)
    return task


async def outliving(task: Task[T]) -> T:
    """Wait for a task that goes on when those that wait are cancelled."""
    result: T = await _asyncio().shield(task)
    return result


def finish_later(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Let the running event loop do the work; raises RuntimeError where there is none."""
    task = begun(work())
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)


def _asyncio() -> Any:
    # The import takes as long as a call, and whoever awaits has made it.
    import asyncio

    return asyncio
