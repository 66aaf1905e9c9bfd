"""Under load, and when calls are cancelled, nothing is left behind; `make load` does the same for a minute each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from loading import Left, cancelled, measured, tasked, threaded


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what a process has open is read from /proc")
@pytest.mark.parametrize(
    "run",
    [
        pytest.param(lambda url: asyncio.run(tasked(url, 1.0)), id="1000 tasks"),
        pytest.param(lambda url: threaded(url, 1.0), id="32 threads"),
        pytest.param(lambda url: asyncio.run(cancelled(url, 8, seed=5)), id="cancelled at random"),
    ],
)
def test_a_load_leaves_nothing_behind(run: Callable[[str], Left], project: Path) -> None:
    left = measured(run, pause=0.002)

    assert left.calls >= 200
    assert (left.failed, left.tasks, left.threads, left.connections) == (0, 0, 0, 0)
    assert left.descriptors <= 0
