"""Marks what an API wants nobody to use any more."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Method = TypeVar("Method", bound=Callable[..., Any])


def deprecated(message: str) -> Callable[[Method], Method]:
    """Let each call of a method warn with a DeprecationWarning at the caller's line."""

    def marked(method: Method) -> Method:
        warning = _waiting(method, message) if inspect.iscoroutinefunction(method) else _plain(method, message)
        warning.__deprecated__ = message
        return cast("Method", warning)

    return marked


def _plain(method: Callable[..., Any], message: str) -> Any:
    @wraps(method)
    def warning(*args: Any, **kwargs: Any) -> Any:
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return method(*args, **kwargs)

    return warning


def _waiting(method: Callable[..., Any], message: str) -> Any:
    @wraps(method)
    async def warning(*args: Any, **kwargs: Any) -> Any:
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return await method(*args, **kwargs)

    return warning
