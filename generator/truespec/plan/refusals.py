"""The answers of a stand-in for the API that are errors: one for each status that is described, and the usual ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from truespec.package import NOTHING, Refusal
from truespec.plan.annotations import union_of
from truespec.plan.bodies import Bodies
from truespec.plan.names import identifier, snake_case
from truespec.plan.source import code
from truespec.specification import Operation, Response

_USUAL: Final = (400, 401, 403, 404, 409, 422, 429, 500, 503)
# Versions of Python differ in these.
_PHRASES: Final = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    418: "Teapot",
    422: "Unprocessable Entity",
}
# See https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3.
_WITH_DELAY: Final = (429, 503)
# The types of more bodies than a reader would look at are any.
_MOST_BODIES: Final = 12


def plan_refusals(operations: tuple[Operation, ...], bodies: Bodies) -> tuple[Refusal, ...]:
    """Give what makes each error, by status, typed by the bodies that the operations describe for it."""
    described = {int(one.status) for operation in operations for one in operation.responses if one.status.isdigit()}
    statuses = sorted(
        {status for status in described if not 200 <= status <= 299 and 300 <= status <= 599} | set(_USUAL)
    )
    found: dict[int, dict[tuple[str, ...], None]] = defaultdict(dict)
    for operation in operations:
        for status in statuses:
            found[status] |= dict.fromkeys(_bodies(operation, status, bodies))
    return tuple(_refusal(status, sorted(found[status])) for status in statuses)


def _bodies(operation: Operation, status: int, bodies: Bodies) -> Iterator[tuple[str, ...]]:
    """Give the types of the bodies that an operation has for a status, in the order in which the client looks."""
    rows = {response.status.upper(): response for response in operation.responses}
    names = (str(status), f"{status // 100}XX", "DEFAULT")
    row: Response | None = next((rows[name] for name in names if name in rows), None)
    for content in row.contents if row else ():
        yield bodies.result_types(content)


def _refusal(status: int, bodies: list[tuple[str, ...]]) -> Refusal:
    phrase = _phrase(status)
    has_delay = status in _WITH_DELAY
    return Refusal(
        name=code(identifier(snake_case(phrase), "n") if phrase else f"status_{status}"),
        status=code(str(status)),
        told=code(f"{status} {phrase}".rstrip()),
        body=code(_annotation(bodies)),
        option=code("retry_after: float | None = None") if has_delay else NOTHING,
        headers=code("{**delayed_by(retry_after), **(headers or {})}" if has_delay else "headers"),
    )


def _annotation(bodies: list[tuple[str, ...]]) -> str:
    if not 0 < len(bodies) <= _MOST_BODIES:
        return "object"
    return union_of([*(type_ for types in bodies for type_ in types if type_ != "None"), "None"])


def _phrase(status: int) -> str:
    known = {one.value: one.phrase for one in HTTPStatus}
    return _PHRASES.get(status, known.get(status, ""))
