"""Says where names were the same in Python, so that they were told apart by a suffix or by their symbols."""

from __future__ import annotations

from ast import literal_eval
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from truespec.codes import NAME_COLLISION
from truespec.diagnostic import Report
from truespec.document import Place
from truespec.package import EnumClass, Method, ModelClass, ModelType, Package, Resource, Source
from truespec.plan.method_names import method_name
from truespec.plan.names import Maker, argument_name, class_name, field_name, member_name, snake_case
from truespec.schema import EnumSchema, ObjectSchema
from truespec.specification import Operation, Specification


class _Scope(Struct, frozen=True):
    """Names that have to differ: what they name, and the place of each, by the names that they were made from."""

    kind: str
    names: Mapping[str, str]
    make: Maker
    places: Mapping[str, Place]


def report_collisions(specification: Specification, package: Package, report: Report) -> None:
    """Report every name of a class, field, member, resource, method or argument that collided with another."""
    for scope in _scopes(specification, package):
        wanted = {key: scope.make(key) for key in scope.names}
        count = Counter(wanted.values())
        for key, name in scope.names.items():
            if count[wanted[key]] > 1 and name != wanted[key]:
                message = f"the {scope.kind} {key} is {name} in Python, because another one is {wanted[key]}"
                report.add(NAME_COLLISION, at=scope.places[key], message=message)


def _scopes(specification: Specification, package: Package) -> Iterator[_Scope]:
    """Give all names of a package, scope by scope."""
    declared = (*(type_.declared for type_ in package.types), *(shared.declared for shared in package.shared))
    classes = {one.schema_name: one.name for one in declared}
    yield _Scope("class", classes, class_name, {one.name: one.place for one in specification.schemas})
    for type_ in package.types:
        yield from _of_type(type_, specification)
    operations = {operation.name: operation for operation in specification.operations}
    firsts = {resource.tag: operations[resource.methods[0].operation].place for resource in package.resources}
    yield _Scope("tag", {one.tag: str(one.name) for one in package.resources}, snake_case, firsts)
    for resource in package.resources:
        yield from _of_resource(resource, operations)


def _of_type(type_: ModelType, specification: Specification) -> Iterator[_Scope]:
    """Give the names inside a class."""
    schema = specification.schema(type_.declared.schema_name).schema
    match type_, schema:
        case ModelClass(), ObjectSchema():
            fields = {field.wire_name: name for name, field in type_.fields.items() if not field.is_extras}
            yield _Scope("property", fields, field_name, {one.wire_name: one.place for one in schema.properties})
        case EnumClass(), EnumSchema():
            pairs = zip(schema.members, type_.members, strict=True)
            members = {str(value.value): str(member.name) for value, member in pairs if value.name_hint is None}
            yield _Scope("value", members, member_name, dict.fromkeys(members, schema.place))
        case _:
            return


def _of_resource(resource: Resource, operations: Mapping[str, Operation]) -> Iterator[_Scope]:
    """Give the names of a resource's methods, and of their arguments."""
    names = {method.operation: str(method.name) for method in resource.methods}
    places = {name: operations[name].place for name in names}
    yield _Scope("operation", names, lambda name: method_name(name, ""), places)
    for method in resource.methods:
        yield _of_method(method, operations[method.operation])


def _of_method(method: Method, operation: Operation) -> _Scope:
    """Give the names of a method's arguments: the same name may be asked for in several places."""
    body = operation.request_body.place if operation.request_body else operation.place
    given = [
        *(
            (one.location.value, argument, one.place)
            for one, argument in zip(operation.parameters, method.parameters, strict=True)
        ),
        *(("body", argument, body) for argument in method.fields),
    ]
    wire = {f"{where} {argument.wire_key}": _wire_name(argument.wire_key) for where, argument, _ in given}
    names = dict(zip(wire, (str(argument.name) for _, argument, _ in given), strict=True))
    places = dict(zip(wire, (place for _, _, place in given), strict=True))
    return _Scope("argument", names, lambda key: argument_name(wire[key]), places)


@cache
def _wire_name(key: Source) -> str:
    """Give the name on the wire that a literal holds; most operations share theirs with others."""
    return str(literal_eval(key))
