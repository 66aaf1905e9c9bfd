"""The wire table: what neither engine models, as literals that the runtime's rows take."""

from __future__ import annotations

from typing import Final

from truespec.package import NOTHING, OperationRow, Source
from truespec.plan.bodies import Bodies
from truespec.plan.names import upper_case
from truespec.plan.sequences import sequence_of
from truespec.plan.servers import server_rows
from truespec.plan.source import code, literal
from truespec.specification import (
    Content,
    Operation,
    Parameter,
    Response,
    Specification,
)

_REFUSALS: Final = "345"


def plan_row(operation: Operation, name: str, bodies: Bodies, result: str) -> OperationRow:
    """Give the wire facts of an operation; `name` is that of its method, `result` the type of its answer."""
    rows = [
        bodies.row(operation.request_body, content) for content in bodies.offered(operation) if operation.request_body
    ]
    return OperationRow(
        constant=code(f"_{upper_case(name)}"),
        result=code(result),
        id=literal(operation.name),
        method=literal(operation.method),
        path=literal(operation.path),
        parameters=tuple(_parameter(parameter) for parameter in operation.parameters),
        body=rows[0] if rows else code("None"),
        other_bodies=tuple(rows[1:]),
        responses=tuple(_response(response, bodies) for response in _rows(operation)),
        security=_security(operation, bodies.specification),
        servers=server_rows(operation.servers) if operation.servers else NOTHING,
    )


def _rows(operation: Operation) -> list[tuple[Response, Content | None]]:
    """Give a row for each status and media type."""
    rows: list[tuple[Response, Content | None]] = []
    for response in operation.responses:
        rows.extend((response, content) for content in response.contents or (None,))
    return rows


def _response(row: tuple[Response, Content | None], bodies: Bodies) -> Source:
    """Give a runtime Response; its type is looked up at the first use, so that no model is loaded before."""
    response, content = row
    if content is None:
        return code(f"Response(status={literal(response.status)})")
    sequence = None if response.status[0] in _REFUSALS else sequence_of(content, bodies)
    kind = sequence.read_as if sequence else bodies.result(content, read=True)
    items = f", items={sequence.items}" if sequence else ""
    media_type = literal(content.media_type)
    return code(f"Response(status={literal(response.status)}, media_type={media_type}, type=lambda: {kind}{items})")


def _parameter(parameter: Parameter) -> Source:
    """Give a runtime Parameter."""
    reserved = ", reserved=True" if parameter.reserved else ""
    media_type = f", media_type={literal(parameter.media_type)}" if parameter.media_type else ""
    return code(
        f"Parameter(name={literal(parameter.wire_name)}, location={literal(parameter.location.value)}, "
        f"style={literal(parameter.style)}, explode={parameter.explode}{reserved}{media_type})"
    )


def _security(operation: Operation, specification: Specification) -> Source:
    """Give the alternatives of schemes as a literal; what the client cannot apply is left to the HTTP client."""
    known = {scheme.name for scheme in specification.security_schemes}
    alternatives = (tuple(name for name in names if name in known) for names in operation.security)
    return code(ascii(tuple(dict.fromkeys(alternatives))))
