"""One call of a test, made through the sync or the async client of a generated package."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any


def call_either(kind: str, module: Any, name: str, action: Callable[[Any], Any], **settings: Any) -> Any:
    """Run `action(client)` on a new client, `module.NAME` or `module.AsyncNAME`, and give its result."""
    if kind == "async":
        return asyncio.run(_awaited(getattr(module, f"Async{name}")(**settings), action))
    with getattr(module, name)(**settings) as client:
        return action(client)


async def _awaited(client: Any, action: Callable[[Any], Any]) -> Any:
    async with client:
        result = action(client)
        return await result if inspect.isawaitable(result) else result
