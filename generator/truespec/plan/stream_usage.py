"""Example calls of methods whose answers come bit by bit or in pages, as the README shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truespec.package import Method, Resource, Source, StreamUsage
from truespec.plan.forms import SYNC
from truespec.plan.source import code


def stream_usage(resources: Iterable[Resource]) -> StreamUsage | None:
    """Give a call for each kind of answer that comes bit by bit, one that needs little; None when there is none."""
    methods = [method for resource in resources for method in resource.methods]
    values = _easiest(_of_values(methods))
    files = _easiest(_streaming(method) for method in methods if "StreamedBytes" in method.forms[SYNC].streaming)
    return StreamUsage(values=values, files=files) if values or files else None


def page_usage(resources: Iterable[Resource]) -> tuple[Source, ...]:
    """Give a call whose answer comes in pages, one that needs little, if there is any."""
    methods = (method for resource in resources for method in resource.methods)
    return _easiest(method.reference.asked for method in methods if method.paging)


def _of_values(methods: Iterable[Method]) -> Iterator[Source]:
    for method in methods:
        form = method.forms[SYNC]
        if form.result.startswith("Stream["):
            yield method.reference.asked
        elif form.streaming.startswith("Streamed["):
            yield _streaming(method)


def _streaming(method: Method) -> Source:
    return code(method.reference.asked.replace(f".{method.name}(", f".streaming.{method.name}(", 1))


def _easiest(calls: Iterable[Source]) -> tuple[Source, ...]:
    """Give the shortest, if there is any."""
    return tuple(sorted(calls, key=lambda call: (len(call), call))[:1])
