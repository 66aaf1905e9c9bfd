"""The surface view: operations in the one form that openapi-python-client cannot misread.

Every schema is a reference to one that says whether a value is a scalar, a list, or anything: its type is the model
engine's to say, and what many operations share the engine reads once. Arguments bear the names that the plan gave
them, so that the engine's reading can be held against the plan. What answers there are is a fact of the wire table,
and not shown: the engine copies what it has read of an operation three times, and most of that would be answers.
"""

from __future__ import annotations

from typing import Any, Final

from truespec.package import Method, Package, Source
from truespec.schema import ArraySchema, Scalar, ScalarSchema, Schema
from truespec.specification import Location, Operation, Parameter, Specification

View = dict[str, Any]

JSON: Final = "application/json"
_SCALARS: Final = {
    Scalar.STRING: "string",
    Scalar.INTEGER: "integer",
    Scalar.NUMBER: "number",
    Scalar.BOOLEAN: "boolean",
}
_LIST: Final = "list"
_ANYTHING: Final = "anything"
_SCHEMAS: Final[View] = {
    **{name: {"type": name} for name in _SCALARS.values()},
    _LIST: {"type": "array", "items": {}},
    _ANYTHING: {},
}


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
        "components": {"schemas": _SCHEMAS},
    }


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
        "responses": {},
    }
    contents = operation.request_body.contents if operation.request_body else ()
    if contents:
        view["requestBody"] = {"content": {JSON: {"schema": _reference(_form(contents[0].schema))}}}
    return view


def _parameter(parameter: Parameter, name: str) -> View:
    """Lower one parameter; outside the query the engine takes no value of any type, and what it takes is not used."""
    location = "query" if parameter.location is Location.QUERYSTRING else parameter.location.value
    return {
        "name": name,
        "in": location,
        "required": parameter.required,
        "schema": _reference(_form(parameter.schema) if location == "query" else _SCALARS[Scalar.STRING]),
    }


def _reference(name: str) -> View:
    """Give a reference to a schema of the view."""
    return {"$ref": f"#/components/schemas/{name}"}


def _form(schema: Schema) -> str:
    """Give the component that says of a value what the engine may know."""
    match schema:
        case ScalarSchema():
            return _SCALARS.get(schema.scalar, _ANYTHING)
        case ArraySchema():
            return _LIST
        case _:
            return _ANYTHING
