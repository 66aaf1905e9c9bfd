"""How long a call takes, against a hand-written client and the peers' on the same server, call by call in turn."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import peers
from by_hand import AsyncByHand, ByHand
from figures import Figure
from generating import generate

HERE = Path(__file__).resolve().parent
DESCRIPTION = HERE / "spec/sources.yaml"
OURS = "truespec"
BY_HAND = "by hand"
AT_MOST = 1.10
AWAITED_AT_MOST = 1.15
OF_A_PEER = 1.0
WARM_UP = 20
SOURCE = {"display_name": "Team", "source_spec": "google_calendar", "properties": {"email": "a@example.com"}}
# What is called, how often, by which method and with what.
CALLS: tuple[tuple[str, int, str, dict[str, Any]], ...] = (
    ("POST, 1 object", 3_000, "create", SOURCE),
    ("GET, 1 object", 3_000, "list", {"limit": 1}),
    ("GET, 1,000 objects", 60, "list", {"limit": 1_000}),
)


def figures(scratch: Path) -> list[Figure]:
    """Generate the clients, start the server, and call it with each, blocking and with await."""
    output = scratch / "portable-api"
    generate(DESCRIPTION, output)
    peers.make(DESCRIPTION, scratch)
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
    """Measure the blocking clients."""
    # Generated a moment ago, so it could not be imported before.
    from portable_api import Portable

    by_hand = ByHand(base_url, "secret")
    with Portable(token="secret", base_url=base_url) as client, by_hand.http:
        clients = {OURS: client.sources, BY_HAND: by_hand, **dict(peers.blocking(base_url))}
        for one in clients.values():
            check(one.list(limit=1_000))
        for what, count, method, arguments in CALLS:
            calls = {name: partial(getattr(one, method), **arguments) for name, one in clients.items()}
            yield from compared(what, in_turn(count, calls), AT_MOST)


async def awaited_figures(base_url: str) -> list[Figure]:
    """Measure the clients that are awaited."""
    # As above.
    from portable_api import AsyncPortable

    by_hand = AsyncByHand(base_url, "secret")
    figures: list[Figure] = []
    async with AsyncPortable(token="secret", base_url=base_url) as client, by_hand.http:
        clients = {OURS: client.sources, BY_HAND: by_hand, **dict(peers.awaited(base_url))}
        for one in clients.values():
            check(await one.list(limit=1_000))
        for what, count, method, arguments in CALLS:
            calls = {name: partial(getattr(one, method), **arguments) for name, one in clients.items()}
            figures.extend(compared(f"async {what}", await in_turn_awaited(count, calls), AWAITED_AT_MOST))
    return figures


def compared(what: str, seconds: Mapping[str, list[float]], of_by_hand: float) -> Iterator[Figure]:
    """Hold ours against each of the others."""
    for name, theirs in seconds.items():
        if name != OURS:
            at_most = of_by_hand if name == BY_HAND else OF_A_PEER
            yield Figure(what=f"{what} / {name}", ours=seconds[OURS], yardstick=theirs, at_most=at_most)


def check(listed: Any) -> None:
    """See that the whole answer was really decoded."""
    assert len(listed.data) == 1_000
    assert listed.data[999].id == 80_999


def in_turn(count: int, calls: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Call all in turn, each of them first as often as the others, and give the seconds of each call."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    order = list(calls)
    for _ in range(count + WARM_UP):
        for name in order:
            start = perf_counter()
            calls[name]()
            seconds[name].append(perf_counter() - start)
        order.append(order.pop(0))
    return {name: values[WARM_UP:] for name, values in seconds.items()}


async def in_turn_awaited(count: int, calls: Mapping[str, Callable[[], Awaitable[object]]]) -> dict[str, list[float]]:
    """Do as `in_turn` does, with await."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    order = list(calls)
    for _ in range(count + WARM_UP):
        for name in order:
            start = perf_counter()
            await calls[name]()
            seconds[name].append(perf_counter() - start)
        order.append(order.pop(0))
    return {name: values[WARM_UP:] for name, values in seconds.items()}
