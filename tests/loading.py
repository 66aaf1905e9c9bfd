"""Keeps one client of a generated package busy, and says what it left behind: `make load` runs it for a minute."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2

PACKAGE = Path(__file__).parents[1] / "generated/portable-api/src"
TASKS, THREADS = 1000, 32
# The first part of the time fills caches and the pool; what grows after it is a leak.
WARMING = 0.3
# Less than 10 bytes a call in a minute: the allocator's own unrest.
MOST_KILOBYTES = 4096

SERVER = """
import asyncio, json, sys
BODY = json.dumps({"data": {"id": 1, "sourceSpec": {"name": "google"}, "displayName": "a" * 200}}).encode()
HEAD = b"HTTP/1.1 201 Created\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n"
ANSWER = HEAD % len(BODY) + BODY
open_connections = 0

async def serve(reader, writer):
    global open_connections
    open_connections += 1
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            length = [line for line in head.lower().split(b"\\r\\n") if line.startswith(b"content-length:")]
            await reader.readexactly(int(length[0].split(b":")[1]) if length else 0)
            if head.startswith(b"GET /open"):
                told = str(open_connections - 1).encode()
                writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n%b" % (len(told), told))
            else:
                await asyncio.sleep(float(sys.argv[1]))
                writer.write(ANSWER)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        open_connections -= 1
        writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a load has done, and what there is more of each thing after it; of memory, than after the warming."""

    calls: int
    failed: int
    kilobytes: int
    tasks: int = 0
    threads: int = 0
    connections: int = 0
    descriptors: int = 0


@contextmanager
def serving(pause: float = 0.0) -> Iterator[str]:
    """Run a server in a process of its own, that answers after a pause; gives its URL."""
    with subprocess.Popen([sys.executable, "-c", SERVER, str(pause)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def threaded(url: str, seconds: float) -> Left:
    """Call from many threads through one client."""
    with portable().Portable(token="t", base_url=url, max_retries=0) as client:
        done: list[int] = []
        failures: list[Exception] = []
        end = time.monotonic() + seconds

        def work() -> None:
            count = 0
            while time.monotonic() < end:
                try:
                    client.sources.create(source_spec="google")
                except Exception as error:
                    failures.append(error)
                count += 1
            done.append(count)

        workers = [threading.Thread(target=work) for _ in range(THREADS)]
        for worker in workers:
            worker.start()
        time.sleep(seconds * WARMING)
        before = memory()
        for worker in workers:
            worker.join()
        grown = memory() - before
    return Left(calls=sum(done), failed=len(failures), kilobytes=grown)


async def tasked(url: str, seconds: float) -> Left:
    """Call from many tasks through one client."""
    calls = failed = 0
    async with portable().AsyncPortable(token="t", base_url=url, max_retries=0) as client:
        end = time.monotonic() + seconds

        async def work() -> None:
            nonlocal calls, failed
            while time.monotonic() < end:
                try:
                    await client.sources.create(source_spec="google")
                except Exception:
                    failed += 1
                calls += 1

        workers = [asyncio.create_task(work()) for _ in range(TASKS)]
        await asyncio.sleep(seconds * WARMING)
        before = memory()
        await asyncio.gather(*workers)
        grown = memory() - before
    return Left(calls=calls, failed=failed, kilobytes=grown, tasks=len(asyncio.all_tasks()) - 1)


async def cancelled(url: str, times: int, seed: int) -> Left:
    """Cancel calls at random moments, many at a time, and then see that the pool serves as before."""
    chance = random.Random(seed)
    async with portable().AsyncPortable(token="t", base_url=url, max_retries=0, timeout=5) as client:
        for _ in range(times):
            calls = [asyncio.create_task(client.sources.create(source_spec="google")) for _ in range(20)]
            for call in calls:
                await asyncio.sleep(chance.choice((0, 0, chance.random() / 200)))
                call.cancel()
            await asyncio.gather(*calls, return_exceptions=True)
        answers = await asyncio.gather(*(client.sources.create(source_spec="google") for _ in range(200)))
    return Left(calls=len(answers), failed=0, kilobytes=0, tasks=len(asyncio.all_tasks()) - 1)


def measured(run: Callable[[str], Left], pause: float = 0.0) -> Left:
    """Run a load against a server and count what is still there after its client is closed."""
    with serving(pause) as url:
        before = descriptors(), threading.active_count()
        done = run(url)
        gc.collect()
        # The server learns a moment later that a connection is closed.
        time.sleep(0.1)
        return replace(
            done,
            descriptors=descriptors() - before[0],
            threads=threading.active_count() - before[1],
            connections=int(httpx2.get(f"{url}/open").text),
        )


def descriptors() -> int:
    """Give how many files and sockets this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def memory() -> int:
    """Give the memory of this process in KiB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def portable() -> Any:
    """Give the package, imported from where it was generated."""
    return import_module("portable_api")


def main() -> None:
    """Print what each load left, as a line of JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--cancel", type=int, default=50)
    given = arguments.parse_args()
    sys.path.insert(0, str(PACKAGE))
    loads: list[tuple[str, float, Callable[[str], Left]]] = [
        ("tasks", 0.0, lambda url: asyncio.run(tasked(url, given.seconds))),
        ("threads", 0.0, lambda url: threaded(url, given.seconds)),
        ("cancelled", 0.002, lambda url: asyncio.run(cancelled(url, given.cancel, 5))),
    ]
    for name, pause, run in loads:
        result = measured(run, pause)
        sys.stdout.write(json.dumps({"load": name} | asdict(result)) + "\n")
        sys.stdout.flush()
        leaks = result.tasks + result.threads + result.connections + max(0, result.descriptors)
        if result.failed or leaks or result.kilobytes > MOST_KILOBYTES:
            sys.exit(f"{name}: something failed or was left behind")


if __name__ == "__main__":
    main()
