"""A span of OpenTelemetry for each request, if the user asks for it and has it installed.

See https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from .events import ErrorEvent, Observer, RequestEvent, ResponseEvent, RetryEvent

_METHODS = frozenset("CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT QUERY TRACE".split())
_PORTS = {"http": 80, "https": 443}
_SPAN = "opentelemetry.span"
# The value of what signs or opens an address, which is not to be kept.
_SECRET = re.compile(r"((?:signature|\bsig|key|key_?id|token|secret|password|credential|auth)=)[^&]*", re.IGNORECASE)


def tracing(package: str) -> Observer:
    """Give what makes the spans; raises ImportError when OpenTelemetry is not installed."""
    try:
        # Nobody who does not ask for spans needs the library.
        return _Spans(package, import_module("opentelemetry.trace"), import_module("opentelemetry.propagate"))
    except ImportError as error:
        name = package.replace("_", "-")
        raise ImportError(f"tracing=True needs OpenTelemetry: pip install {name}[opentelemetry]") from error


class _Spans:
    def __init__(self, package: str, trace: Any, propagate: Any) -> None:
        self._trace = trace
        self._propagate = propagate
        self._tracer = trace.get_tracer(package)

    def request(self, event: RequestEvent) -> Mapping[str, str]:
        method = event.method if event.method in _METHODS else "_OTHER"
        named = event.method if event.method in _METHODS else "HTTP"
        span = self._tracer.start_span(
            f"{named} {event.template}", kind=self._trace.SpanKind.CLIENT, attributes=_attributes(event, method)
        )
        event.notes[_SPAN] = span
        carrier: dict[str, str] = {}
        self._propagate.inject(carrier, context=self._trace.set_span_in_context(span))
        return carrier

    def response(self, event: ResponseEvent) -> None:
        span = event.request.notes.pop(_SPAN)
        span.set_attribute("http.response.status_code", event.status)
        if event.status >= 400:
            self._fail(span, str(event.status))
        span.end()

    def failure(self, request: RequestEvent, error: BaseException) -> None:
        span = request.notes.pop(_SPAN)
        self._fail(span, type(error).__qualname__)
        span.end()

    def retry(self, event: RetryEvent) -> None:
        """Leave it to the span of the next request, which says that it is another attempt."""

    def error(self, event: ErrorEvent) -> None:
        """Leave it to the span of the request that failed."""

    def _fail(self, span: Any, kind: str) -> None:
        span.set_attribute("error.type", kind)
        span.set_status(self._trace.Status(self._trace.StatusCode.ERROR))


def _attributes(event: RequestEvent, method: str) -> dict[str, Any]:
    parts = urlsplit(event.url)
    attributes: dict[str, Any] = {
        "http.request.method": method,
        "server.address": parts.hostname or "",
        "server.port": parts.port or _PORTS[parts.scheme],
        "url.full": _SECRET.sub(r"\1REDACTED", event.url),
        "url.template": event.template,
    }
    if method == "_OTHER":
        attributes["http.request.method_original"] = event.method
    if event.attempt > 1:
        attributes["http.request.resend_count"] = event.attempt - 1
    return attributes
