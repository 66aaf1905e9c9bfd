"""Which of the described answers an actual one is: by its status, then by its Content-Type."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .drift import STATUS, Drift
from .media import EVENTS, REMEMBERED, breadth, covers, essence, kind_of
from .operation import Operation, Response
from .raw_response import RawResponse

_NOTHING = Response(status="")


def success_row(operation: Operation[Any], answer: RawResponse) -> Response:
    """The row of a success; where its status is not described, the one of another success that is most like it."""
    row = _described(operation, answer.status, answer.content_type)
    if row is not None:
        return row
    rows = _successes(operation)
    empty = [row for row in rows if row.media_type is None and not answer.content]
    return _nearest(empty or rows, answer.content_type) or _NOTHING


def stream_row(operation: Operation[Any], answer: RawResponse) -> Response | None:
    """The row of a success that is a stream, None if it is none; events are known by their Content-Type alone."""
    row, actual = success_row(operation, answer), answer.content_type
    if row.items is None:
        streams = [one for one in _successes(operation) if one.items and not covers(row.media_type or "", actual)]
        row = _nearest(streams, actual) or _NOTHING
    described = row.media_type or ""
    are_lines = EVENTS not in (essence(described), essence(actual))
    return row if row.items and (are_lines or not actual or covers(described, actual)) else None


def unexpected_status(operation: Operation[Any], row: Response, answer: RawResponse) -> tuple[Drift, ...]:
    """Tell a success whose status is not described."""
    if row.status.upper() in (str(answer.status), "2XX", "DEFAULT"):
        return ()
    described = " or ".join(dict.fromkeys(one.status for one in _successes(operation)))
    return (Drift.of_header(operation.id, STATUS, expected=described or "no success", got=str(answer.status)),)


def find_row(operation: Operation[Any], content_type: str, statuses: Iterable[str]) -> Response | None:
    """The row of the first of some statuses that is described, the one that is nearest to a content type."""
    for status in statuses:
        rows = [row for row in operation.responses if row.status.upper() == status]
        if rows:
            return _nearest(rows, content_type)
    return None


@lru_cache(REMEMBERED)
def _described(operation: Operation[Any], status: int, content_type: str) -> Response | None:
    has_successes = any(row.status.startswith("2") for row in operation.responses)
    return find_row(operation, content_type, (str(status), "2XX", *(() if has_successes else ("DEFAULT",))))


def _successes(operation: Operation[Any]) -> list[Response]:
    return [row for row in operation.responses if row.status.startswith("2")]


def _nearest(rows: list[Response], content_type: str) -> Response | None:
    return min(rows, key=lambda row: _distance(row, content_type), default=None)


def _distance(row: Response, actual: str) -> int:
    """How far the media type of a row is from the actual one: the same, its kin, a range of it, its like, another."""
    described = row.media_type
    if described is not None and covers(described, actual):
        return int(essence(described) != essence(actual)) + breadth(described)
    is_like = described is not None and row.items is None and kind_of(described) == kind_of(actual)
    return 5 if actual and is_like else 6
