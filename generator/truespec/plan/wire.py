"""The wire table: what neither engine models, as literals that the runtime's rows take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from truespec.package import NOTHING, AnswerRow, OperationRow, Source
from truespec.plan.bodies import Bodies, parts_of
from truespec.plan.names import identifier, upper_case
from truespec.plan.response_headers import ResponseHeaders
from truespec.plan.sequences import sequence_of
from truespec.plan.servers import server_rows
from truespec.plan.source import code, literal
from truespec.specification import (
    Content,
    Location,
    Operation,
    Parameter,
    Response,
    Specification,
)

_REFUSALS: Final = "345"
# Says nothing in a name.
_MODULES: Final = re.compile(r"\b(?:models|builtins)\.")


class RowPlanner(Struct, frozen=True):
    """Plans the rows of operations."""

    bodies: Bodies
    headers: ResponseHeaders

    def plan(self, operation: Operation, name: str, result: str) -> OperationRow:
        """Give the wire facts of an operation; `name` is that of its method, `result` the type of its answer."""
        bodies = self.bodies
        rows = [
            bodies.row(operation.request_body, content)
            for content in bodies.offered(operation)
            if operation.request_body
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
            answers=tuple(self._answers(operation)),
            security=_security(operation, bodies.specification),
            servers=server_rows(operation.servers) if operation.servers else NOTHING,
        )

    def _answers(self, operation: Operation) -> Iterator[AnswerRow]:
        """Give a runtime Response for each status and media type."""
        for response in operation.responses:
            class_name = self.headers.of(operation, response)
            headers = f", headers={class_name}.read" if class_name else ""
            for content in response.contents or (None,):
                yield self._answer(response, content, headers)

    def _answer(self, response: Response, content: Content | None, headers: str) -> AnswerRow:
        """Give a runtime Response; the type is looked up at the first use, to load no model before."""
        kind = held = ""
        if content:
            sequence = None if response.status[0] in _REFUSALS else sequence_of(content, self.bodies)
            kind = sequence.read_as if sequence else self.bodies.result(content, read=True)
            items = f", items={sequence.items}" if sequence else ""
            held = f", media_type={literal(content.media_type)}, type=lambda: {kind}{items}"
        name = upper_case(f"answer {response.status} {_MODULES.sub('', kind)}")
        return AnswerRow(
            constant=code(identifier(f"_{name}", "")),
            row=code(f"Response(status={literal(response.status)}{held}{headers})"),
        )


def _parameter(parameter: Parameter) -> Source:
    """Give a runtime Parameter."""
    reserved = ", reserved=True" if parameter.reserved else ""
    media_type = f", media_type={literal(parameter.media_type)}" if parameter.media_type else ""
    is_key = ", is_key=True" if parameter.is_key else ""
    is_whole = parameter.location is Location.QUERYSTRING
    whole = f", write=whole_query{parts_of(parameter.encoding)}" if is_whole else ""
    return code(
        f"Parameter(name={literal(parameter.wire_name)}, location={literal(parameter.location.value)}, "
        f"style={literal(parameter.style)}, explode={parameter.explode}{reserved}{media_type}{is_key}{whole})"
    )


def _security(operation: Operation, specification: Specification) -> Source:
    """Give the alternatives of schemes as a literal; what the client cannot apply is left to the HTTP client."""
    known = {scheme.name for scheme in specification.security_schemes}
    alternatives = (tuple(name for name in names if name in known) for names in operation.security)
    return literal(tuple(dict.fromkeys(alternatives)))
