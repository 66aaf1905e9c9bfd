"""Names that collide: told apart, told of, and the same whatever the order of entries."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from described import api, normalised
from truespec.diagnostic import Report
from truespec.package import EnumClass, ModelClass, Package
from truespec.plan import plan
from truespec.specification import Specification

TEXT: dict[str, Any] = {"type": "string"}


def operation(tag: str, **said: Any) -> dict[str, Any]:
    """Give an operation with a tag."""
    return {"tags": [tag], "responses": {}, **said}


FIELDS = [
    *("Address", "address", "+1", "-1", "sort_direction", "sort.direction", "X", "X[]", "x", "<=1y", ">1y", "class"),
    *(
        "list",
        "self",
        "None",
        "",
        "_",
        "__",
        "$",
        "@id",
        "id",
        "\u0438\u043c\u044f",
        "\u0918\u0930",
        "\u0918\u0930\u093f",
        "a\u0bf0",
    ),
    *("copy", "json", "model_config", "str", "2fa", "\uff21", "A", "\u00df", "ss", "\u2028", "a b", "a-b", "a_b", "aB"),
]
PROPERTIES = {"properties": dict.fromkeys(FIELDS, TEXT)}
NASTY = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "paths": {
        "/a/{id}": {
            "get": {
                "tags": ["Pets"],
                "operationId": "getPet",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": TEXT},
                    {"name": "id", "in": "query", "schema": TEXT},
                    {"name": "id", "in": "header", "schema": TEXT},
                    {"name": "id", "in": "cookie", "schema": TEXT},
                    {"name": "id_query", "in": "query", "schema": TEXT},
                    {"name": "Id", "in": "query", "schema": TEXT},
                ],
                "responses": {},
            },
            "put": {
                "tags": ["pets"],
                "operationId": "get_pet",
                "requestBody": {"content": {"application/json": {"schema": PROPERTIES}}},
                "responses": {},
            },
        },
        "/a/id": {"get": operation(""), "post": operation("a/b", operationId="same")},
        "/b": {"get": operation("a_b", operationId="same"), "put": operation("+")},
        "/c": {"get": operation("-", operationId="class"), "put": operation("con")},
    },
    "components": {
        "schemas": {
            **dict.fromkeys(("Address", "address", "ADDRESS", "Model", "list"), PROPERTIES),
            **{name: {"enum": [*FIELDS, "mro", "name"]} for name in ("Kind", "kind", "2", "_2", "__")},
        }
    },
}


def shuffled(value: Any, random: Random) -> Any:
    """Give the same description with the entries of every mapping in another order."""
    if isinstance(value, list):
        return [shuffled(item, random) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    random.shuffle(keys)
    return {key: shuffled(value[key], random) for key in keys}


def names_of(package: Package, specification: Specification) -> Any:
    """Give every name of a package by what it names."""
    types = {one.declared.schema_name: (one.declared.name, one.declared.module) for one in package.types}
    fields = {
        (one.declared.schema_name, field.wire_name): name
        for one in package.types
        if isinstance(one, ModelClass)
        for name, field in one.fields.items()
    }
    members = {
        (one.declared.schema_name, str(member.value)): str(member.name)
        for one in package.types
        if isinstance(one, EnumClass)
        for member in one.members
    }
    methods = {
        method.operation: (str(resource.name), str(resource.facades[0].class_name), str(method.name))
        for resource in package.resources
        for method in resource.methods
    }
    operations = {operation.name: operation for operation in specification.operations}
    arguments = {
        (method.operation, parameter.location, parameter.wire_name): str(argument.name)
        for resource in package.resources
        for method in resource.methods
        for parameter, argument in zip(operations[method.operation].parameters, method.parameters, strict=True)
    }
    return types, fields, members, methods, arguments


def planned(folder: Path, description: Any) -> Any:
    """Plan a description and give its names."""
    specification = normalised(folder, json.dumps(description)).specification
    return names_of(plan(specification, "pets", Report()), specification)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers())
def test_names_do_not_depend_on_the_order_of_entries(seed: int, tmp_path: Path) -> None:
    assert planned(tmp_path, shuffled(NASTY, Random(seed))) == planned(tmp_path, NASTY)


def test_no_two_things_have_one_name_and_every_name_is_valid(tmp_path: Path) -> None:
    types, fields, members, methods, arguments = planned(tmp_path, NASTY)

    assert len({name for name, _ in types.values()}) == len(types)
    for named in (fields, members):
        assert all(name.isidentifier() for name in named.values())
        scoped = [(scope, name) for (scope, _), name in named.items()]
        assert len(set(scoped)) == len(scoped)
    assert len(set(methods.values())) == len(methods)
    asked = [(operation, name) for (operation, _, _), name in arguments.items()]
    assert len(set(asked)) == len(asked)


def test_tags_that_differ_in_case_are_one_resource_and_an_empty_one_is_none(tmp_path: Path) -> None:
    methods = planned(tmp_path, NASTY)[3]

    assert methods["getPet"][0] == methods["get_pet"][0] == "pets"
    assert methods["get_a_id"][0] == "default"


@pytest.mark.parametrize(
    ("schemas", "paths", "told"),
    [
        ("Pet: {}\npet: {}", "", ["the class pet is Pet_bbba57 in Python, because another one is Pet"]),
        (
            "Pet: {properties: {'+1': {}, '-1': {}}}",
            "",
            [
                "the property +1 is plus_1 in Python, because another one is n1",
                "the property -1 is minus_1 in Python, because another one is n1",
            ],
        ),
        ("Pet: {enum: [a, A]}", "", ["the value a is A_ca9781 in Python, because another one is A"]),
        (
            "",
            "/a/{id}: {get: {parameters: [{name: id, in: path, required: true, schema: {}}, {name: id, in: query}]}}",
            ['the argument query "id" is id_query in Python, because another one is id'],
        ),
        ("Pet: {properties: {class: {}, '$': {}, 2fa: {}}}", "", []),
    ],
)
def test_every_name_that_was_told_apart_is_a_remark(schemas: str, paths: str, told: list[str], tmp_path: Path) -> None:
    report = Report()

    plan(normalised(tmp_path, api(schemas, paths)).specification, "pets", report)

    assert [item.message for item in report if item.code.number == "TS403"] == told
