"""Python client for The Portable API.

This API allows you to interact with the Portable platform.
"""

from __future__ import annotations

# Importing typing would cost five times as much as the rest; type checkers know the name.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import errors, models
    from ._runtime.api_response import APIResponse
    from ._runtime.drift import Drift, SpecDriftWarning
    from ._runtime.events import ErrorEvent, RequestEvent, ResponseEvent, RetryEvent
    from ._runtime.files import File
    from ._runtime.omit import OMIT, Omit
    from ._runtime.tokens import Token
    from .client import AsyncPortable, Portable

__version__ = "0.0.1"

__all__ = [
    "Portable",
    "AsyncPortable",
    "APIResponse",
    "Drift",
    "ErrorEvent",
    "File",
    "OMIT",
    "Omit",
    "RequestEvent",
    "ResponseEvent",
    "RetryEvent",
    "SpecDriftWarning",
    "Token",
    "errors",
    "models",
]

_HOMES = {
    "Portable": ".client",
    "AsyncPortable": ".client",
    "APIResponse": "._runtime.api_response",
    "Drift": "._runtime.drift",
    "ErrorEvent": "._runtime.events",
    "File": "._runtime.files",
    "OMIT": "._runtime.omit",
    "Omit": "._runtime.omit",
    "RequestEvent": "._runtime.events",
    "ResponseEvent": "._runtime.events",
    "RetryEvent": "._runtime.events",
    "SpecDriftWarning": "._runtime.drift",
    "Token": "._runtime.tokens",
}

# A type checker that saw this would take every name for one of the module's.
if not TYPE_CHECKING:
    from importlib import import_module

    def __getattr__(name: str) -> object:
        """Load a part of the package when it is first used, so that importing the package costs next to nothing."""
        if name in ("errors", "models"):
            return import_module(f".{name}", __name__)
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
