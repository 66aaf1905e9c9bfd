"""Example calls of methods whose answers come bit by bit or in pages, as the README shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truespec.package import Method, PiecemealUsage, Resource, Source
from truespec.plan.forms import SYNC
from truespec.plan.source import code


def piecemeal_usage(resources: Iterable[Resource]) -> PiecemealUsage:
    """Give a call of each kind that there is, one that needs little."""
    methods = [method for resource in resources for method in resource.methods]
    files = (_streaming(method) for method in methods if "StreamedBytes" in method.forms[SYNC].streaming)
    return PiecemealUsage(
        values=_easiest(_of_values(methods)),
        files=_easiest(files),
        pages=_easiest(method.reference.asked for method in methods if method.paging),
    )


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
