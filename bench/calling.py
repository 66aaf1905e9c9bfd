"""How long a call takes, against a hand-written client on the same server, call by call in turn."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from by_hand import AsyncByHand, ByHand
from figures import Figure
from generating import generate

HERE = Path(__file__).resolve().parent
AT_MOST = 1.10
WARM_UP = 20
SOURCE = {"display_name": "Team", "source_spec": "google_calendar", "properties": {"email": "a@example.com"}}
# What is called, how often, by which method and with what.
CALLS: tuple[tuple[str, int, str, dict[str, Any]], ...] = (
    ("POST, 1 object", 3_000, "create", SOURCE),
    ("GET, 1 object", 3_000, "list", {"limit": 1}),
    ("GET, 1,000 objects", 60, "list", {"limit": 1_000}),
)


def figures(scratch: Path) -> list[Figure]:
    """Generate the client, start the server, and call it both ways, blocking and with await."""
    output = scratch / "portable-api"
    generate(HERE / "spec/sources.yaml", output)
    sys.path.insert(0, str(output / "src"))
    with server() as base_url:
        return [*blocking_figures(base_url), *asyncio.run(awaited_figures(base_url))]


@contextmanager
def server() -> Iterator[str]:
    """Run the server in a process of its own; it stops when its standard input closes."""
    command = [sys.executable, str(HERE / "server.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"


def blocking_figures(base_url: str) -> Iterator[Figure]:
    """Measure the blocking client."""
    # Generated a moment ago, so it could not be imported before.
    from portable_api import Portable

    by_hand = ByHand(base_url, "secret")
    with Portable(token="secret", base_url=base_url) as client, by_hand.http:
        check(client.sources.list(limit=1_000), by_hand.list(limit=1_000))
        for what, count, method, arguments in CALLS:
            ours = partial(getattr(client.sources, method), **arguments)
            seconds = in_turn(count, ours, partial(getattr(by_hand, method), **arguments))
            yield Figure(what=f"{what} / by hand", at_most=AT_MOST, **seconds)


async def awaited_figures(base_url: str) -> list[Figure]:
    """Measure the client that is awaited."""
    # As above.
    from portable_api import AsyncPortable

    by_hand = AsyncByHand(base_url, "secret")
    figures = []
    async with AsyncPortable(token="secret", base_url=base_url) as client, by_hand.http:
        check(await client.sources.list(limit=1_000), await by_hand.list(limit=1_000))
        for what, count, method, arguments in CALLS:
            ours = partial(getattr(client.sources, method), **arguments)
            seconds = await in_turn_awaited(count, ours, partial(getattr(by_hand, method), **arguments))
            figures.append(Figure(what=f"async {what} / by hand", at_most=AT_MOST, **seconds))
    return figures


def check(ours: Any, theirs: Any) -> None:
    """See that both really decoded the whole answer."""
    assert len(ours.data) == len(theirs.data) == 1_000
    assert ours.data[999].source_spec.property_definitions[5].name == "date"
    assert ours.data[999].created_at == theirs.data[999].created_at


def in_turn(calls: int, ours: Callable[[], object], theirs: Callable[[], object]) -> dict[str, list[float]]:
    """Call both in turn, each of them first every other time, and give the seconds of each call."""
    seconds: dict[str, list[float]] = {"ours": [], "yardstick": []}
    pair = [("ours", ours), ("yardstick", theirs)]
    for _ in range(calls + WARM_UP):
        for name, call in pair:
            start = perf_counter()
            call()
            seconds[name].append(perf_counter() - start)
        pair.reverse()
    return {name: values[WARM_UP:] for name, values in seconds.items()}


async def in_turn_awaited(
    calls: int, ours: Callable[[], Awaitable[object]], theirs: Callable[[], Awaitable[object]]
) -> dict[str, list[float]]:
    """Do as `in_turn` does, with await."""
    seconds: dict[str, list[float]] = {"ours": [], "yardstick": []}
    pair = [("ours", ours), ("yardstick", theirs)]
    for _ in range(calls + WARM_UP):
        for name, call in pair:
            start = perf_counter()
            await call()
            seconds[name].append(perf_counter() - start)
        pair.reverse()
    return {name: values[WARM_UP:] for name, values in seconds.items()}
