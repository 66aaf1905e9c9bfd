"""The wire table: what neither engine models, as literals that the runtime's rows take."""

from __future__ import annotations

from dataclasses import replace

from truespec.codes import UNSUPPORTED_PARAMETER
from truespec.diagnostic import Report
from truespec.package import OperationRow, Source
from truespec.plan.annotations import Annotations
from truespec.plan.field_rules import is_nullable, sending_rules
from truespec.plan.names import upper_case
from truespec.plan.source import code, frozen_set, literal
from truespec.schema import ObjectSchema, Sending
from truespec.specification import (
    Content,
    Location,
    Operation,
    Parameter,
    RequestBody,
    Response,
    SecurityScheme,
    Specification,
)

_STYLES = {
    Location.PATH: "simple",
    Location.HEADER: "simple",
    Location.QUERY: "form",
    Location.COOKIE: "form",
}


def is_json(media_type: str) -> bool:
    """Say whether a media type is JSON or one of its kin. See https://www.rfc-editor.org/rfc/rfc6839#section-3.1."""
    essence = media_type.split(";")[0].strip().lower()
    return essence == "application/json" or essence.endswith("+json")


def plan_row(operation: Operation, name: str, specification: Specification, annotations: Annotations) -> OperationRow:
    """Give the wire facts of an operation; `name` is that of its method."""
    return OperationRow(
        constant=code(f"_{upper_case(name)}"),
        result=code(result_of(operation, annotations)),
        id=literal(operation.name),
        method=literal(operation.method),
        path=literal(operation.path),
        parameters=tuple(_parameter(parameter) for parameter in operation.parameters),
        body=_body(operation.request_body, specification) if operation.request_body else code("None"),
        responses=tuple(_response(response, annotations) for response in _rows(operation)),
        security=_security(operation.security),
    )


def result_of(operation: Operation, annotations: Annotations) -> str:
    """Give the annotation of what a successful call gives back: a union when several successes differ."""
    successes = [response for response in operation.responses if response.status.startswith("2")]
    successes = successes or [response for response in operation.responses if response.status == "default"]
    types = [_type(content, annotations) for response in successes for content in response.contents]
    without_content = any(not response.contents for response in successes) or not successes
    return " | ".join(dict.fromkeys([*types, *(["None"] if without_content else [])]))


def _type(content: Content, annotations: Annotations) -> str:
    """Give the annotation of a media type's value: its schema's for JSON, else text or bytes."""
    if is_json(content.media_type):
        return annotations.of(content.schema)
    return "str" if content.media_type.startswith("text/") else "bytes"


def _rows(operation: Operation) -> list[tuple[Response, Content | None]]:
    """Give a row for each status and media type."""
    rows: list[tuple[Response, Content | None]] = []
    for response in operation.responses:
        rows.extend((response, content) for content in response.contents or (None,))
    return rows


def _response(row: tuple[Response, Content | None], annotations: Annotations) -> Source:
    """Give a runtime Response; its type is looked up at the first use, so that no model is loaded before."""
    response, content = row
    if content is None:
        return code(f"Response(status={literal(response.status)})")
    kind = _type(content, replace(annotations, read=True))
    media_type = literal(content.media_type)
    return code(f"Response(status={literal(response.status)}, media_type={media_type}, type=lambda: {kind})")


def _parameter(parameter: Parameter) -> Source:
    """Give a runtime Parameter."""
    return code(
        f"Parameter(name={literal(parameter.wire_name)}, location={literal(parameter.location.value)}, "
        f"style={literal(_STYLES[parameter.location])}, explode={parameter.explode})"
    )


def report_styles(operation: Operation, report: Report) -> None:
    """Say which parameters are written in another style than the description asks for."""
    for parameter in operation.parameters:
        written = _STYLES[parameter.location]
        if parameter.style != written:
            message = f"{parameter.wire_name} has the style {parameter.style}, and is written as {written}"
            report.add(UNSUPPORTED_PARAMETER, at=parameter.place, message=message)


def _body(body: RequestBody, specification: Specification) -> Source:
    """Give a runtime Body with the flat fields that have a zero value or take null."""
    if not body.contents:
        return code("None")
    content = body.contents[0]
    schema = specification.resolved(content.schema)
    properties = schema.properties if isinstance(schema, ObjectSchema) else ()
    zero = [one.wire_name for one in properties if one.zero and one.sending is not Sending.ALWAYS]
    nullable = [property_.wire_name for property_ in properties if is_nullable(property_.schema, specification)]
    given = (("zero", zero), ("nullable", nullable))
    rules = "".join(f", {word}={frozen_set(names)}" for word, names in given if names)
    sending = ", ".join(sending_rules({property_.wire_name: property_ for property_ in properties}, specification))
    rules += f", rules=FieldRules({sending})" if sending else ""
    return code(f"Body(media_type={literal(content.media_type)}, required={body.required}{rules})")


def _security(alternatives: tuple[tuple[str, ...], ...]) -> Source:
    """Give the alternatives of schemes as a literal."""
    return code(ascii(alternatives))


def security_scheme(scheme: SecurityScheme, argument: str, variable: str) -> Source:
    """Give a runtime SecurityScheme, whose default is read from an environment variable."""
    where = ""
    if scheme.kind == "apiKey":
        where = f", location={literal(scheme.location)}, parameter={literal(scheme.parameter_name)}"
    return code(
        f"SecurityScheme(name={literal(scheme.name)}, kind={literal(scheme.kind)}, variable={literal(variable)}, "
        f"argument={literal(argument)}{where})"
    )
