"""Parameters and fields of forms that hold more than their style has a form for.

See https://spec.openapis.org/oas/v3.2.0#style-values, which is about lists of plain values and objects of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from truespec.codes import NESTED_VALUE
from truespec.diagnostic import Report
from truespec.plan.bodies import Bodies
from truespec.schema import ArraySchema, MapSchema, ObjectSchema, Schema, TupleSchema, nested
from truespec.specification import Operation

_COMPOSED: Final = (ArraySchema, MapSchema, ObjectSchema, TupleSchema)
_DEEP: Final = "members in brackets, objects in a list with their index, and plain values in a list one by one"

Styled: TypeAlias = tuple[str, str, Schema]


def report_nested_values(bodies: Bodies, report: Report) -> None:
    """Say which values have lists or objects inside of others, and how they are written."""
    for operation in bodies.specification.operations:
        for name, style, schema in _styled(operation, bodies):
            if _is_nested(schema, bodies):
                how = _DEEP if style == "deepObject" else "each as JSON"
                message = f"{name} holds lists or objects inside of others, which the style {style} leaves open: {how}"
                report.add(NESTED_VALUE, at=schema.place, message=message)


def _styled(operation: Operation, bodies: Bodies) -> Iterator[Styled]:
    """Give the name, the style and the schema of whatever has a style."""
    for given in operation.parameters:
        if not given.media_type:
            yield given.wire_name, given.style, given.schema
    for content in operation.request_body.contents if operation.request_body else ():
        schemas = {one.wire_name: one.schema for one in bodies.properties(content)}
        for encoding in content.encoding:
            if encoding.style and encoding.name in schemas:
                yield encoding.name, encoding.style, schemas[encoding.name]


def _is_nested(schema: Schema, bodies: Bodies) -> bool:
    inner = (one for option in bodies.options(schema) for one in nested(option))
    return any(isinstance(option, _COMPOSED) for one in inner for option in bodies.options(one))
