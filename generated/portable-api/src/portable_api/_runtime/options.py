"""What a client and a single call may be told, beside what the description says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from .drift import DriftHandler
from .events import ErrorHook, RequestHook, ResponseHook, RetryHook


class ClientOptions(TypedDict, total=False):
    """The options of a client.

    `base_url` is where the API is. `timeout` is for each phase of an attempt, `deadline` for a call with all its
    attempts, in seconds; None waits for ever. `max_retries` counts the attempts after the first; the pause before the
    first of them takes up to `retry_delay` seconds, 0.5 if it is not said, and grows with each.
    `idempotency_header` is sent with every POST and PATCH, one new value a call, so that they are safe to repeat.
    `max_response_bytes` is how large an answer that is read whole may be, 256 MiB if it is not said; None lifts it.
    `strict` raises `DecodeError` where an answer contradicts the description; else `on_drift` is called.
    `on_request`, `on_response`, `on_retry` and `on_error` are told what happens, each with its event; the headers that
    `on_request` gives are sent. `tracing` makes a span of OpenTelemetry for each request.
    """

    base_url: str | None
    timeout: float | None
    deadline: float | None
    max_retries: int
    retry_delay: float
    idempotency_header: str | None
    max_response_bytes: int | None
    strict: bool
    on_drift: DriftHandler
    on_request: RequestHook | None
    on_response: ResponseHook | None
    on_retry: RetryHook | None
    on_error: ErrorHook | None
    tracing: bool


class CallOptions(TypedDict, total=False):
    """The options of one call; what is left out, or None, is as the client was told.

    `extra_headers` and `extra_query` are sent beside what the operation describes, and instead of it where the
    names are the same. `timeout` is in seconds; an infinite one is none. `max_retries` counts the attempts after
    the first. `idempotency_key` is sent with every attempt, so that a write is safe to repeat. `strict` raises
    `DecodeError` where the answer contradicts the description.
    """

    extra_headers: Mapping[str, str] | None
    extra_query: Mapping[str, Any] | None
    timeout: float | None
    max_retries: int | None
    idempotency_key: str | None
    strict: bool | None


def refuse_unknown(given: Mapping[str, Any], known: frozenset[str]) -> None:
    """Raise TypeError for an argument that does not exist, as Python does for those of a signature."""
    if not given.keys() <= known:
        raise TypeError(f"unknown arguments: {', '.join(sorted(given.keys() - known))}")
