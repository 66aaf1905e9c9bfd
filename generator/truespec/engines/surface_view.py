"""The surface view: operations in the one form that openapi-python-client cannot misread.

Every schema is a reference to a named stub, a scalar, or a list of those; arguments bear the names that the plan gave
them, so that the engine's reading can be held against the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from truespec.package import Method, Package, Source
from truespec.schema import (
    ArraySchema,
    ReferenceSchema,
    Scalar,
    ScalarSchema,
    Schema,
    references,
)
from truespec.specification import (
    Content,
    Location,
    Operation,
    Parameter,
    Response,
    Specification,
)

View = dict[str, Any]

_TYPES: Final = {
    Scalar.STRING: "string",
    Scalar.INTEGER: "integer",
    Scalar.NUMBER: "number",
    Scalar.BOOLEAN: "boolean",
}
JSON: Final = "application/json"


def surface_view(specification: Specification, package: Package) -> View:
    """Give the description of all operations, each tagged with its resource and named by `operation_id`."""
    planned = {method.operation: (method, resource) for resource in package.resources for method in resource.methods}
    paths: dict[str, View] = {}
    for operation in specification.operations:
        method, resource = planned[operation.name]
        paths[_path(operation, method, resource.name)] = {"post": _operation(operation, method, resource.name)}
    return {
        "openapi": "3.1.0",
        "info": {"title": package.name, "version": str(package.version)},
        "paths": paths,
        "components": {"schemas": {_stub(name): {} for name in _named(specification.operations)}},
    }


def _named(operations: Iterable[Operation]) -> Iterator[str]:
    """Give the schemas that operations refer to: the engine copies all that it knows for each that it reads."""
    for operation in operations:
        for parameter in operation.parameters:
            yield from references(parameter.schema)
        for body in (operation.request_body, *operation.responses):
            for content in body.contents[:1] if body else ():
                yield from references(content.schema)


def operation_id(resource: Source, method: Method) -> str:
    """Give the id that names an operation in the view."""
    return f"{resource}__{method.name}"


def argument_names(method: Method) -> list[str]:
    """Give the names of a method's parameters in the view; the engine finds only ASCII ones in a path."""
    names = [str(argument.name) for argument in method.parameters]
    return [name if name.isascii() else f"argument_{index}" for index, name in enumerate(names)]


def _path(operation: Operation, method: Method, resource: Source) -> str:
    """Give a path of its own for each operation: the real one and the real method are facts of the wire table."""
    named = zip(operation.parameters, argument_names(method), strict=True)
    in_path = [f"{{{name}}}" for parameter, name in named if parameter.location is Location.PATH]
    return "/".join(["", operation_id(resource, method), *in_path])


def _operation(operation: Operation, method: Method, resource: Source) -> View:
    """Lower one operation."""
    named = zip(operation.parameters, argument_names(method), strict=True)
    parameters = [_parameter(parameter, name) for parameter, name in named]
    view: View = {
        "operationId": operation_id(resource, method),
        "tags": [str(resource)],
        "parameters": parameters,
        "responses": {response.status: _response(response) for response in operation.responses},
    }
    contents = operation.request_body.contents if operation.request_body else ()
    if contents:
        view["requestBody"] = {"content": {JSON: _content(contents[0])}}
    return view


def _parameter(parameter: Parameter, name: str) -> View:
    """Lower one parameter; outside the query the engine takes no value of any type, and what it takes is not used."""
    location = "query" if parameter.location is Location.QUERYSTRING else parameter.location.value
    return {
        "name": name,
        "in": location,
        "required": parameter.required,
        "schema": _schema(parameter.schema) if location == "query" else {"type": "string"},
    }


def _response(response: Response) -> View:
    """Lower one response."""
    view: View = {"description": ""}
    if response.contents:
        view["content"] = {JSON: _content(response.contents[0])}
    return view


def _content(content: Content) -> View:
    """Lower one media type."""
    return {"schema": _schema(content.schema)}


def _schema(schema: Schema) -> View:
    """Lower a schema to a stub, a scalar, a list of those, or any value."""
    match schema:
        case ReferenceSchema():
            return {"$ref": f"#/components/schemas/{_stub(schema.name)}"}
        case ScalarSchema(scalar=scalar) if scalar in _TYPES:
            return {"type": _TYPES[scalar]}
        case ArraySchema():
            return {"type": "array", "items": _schema(schema.items)}
        case _:
            return {}


def _stub(name: str) -> str:
    """Give the key of a named schema's stub, which takes any value: its type is the model engine's to say."""
    return f"stub.{name}"
