# ruff: noqa: E501  (a row is a line)
"""A description in, and every rule of the specification that it breaks, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from truespec.diagnostic import Report, Severity
from truespec.load import load
from truespec.pipeline import lint
from truespec.rules import check_rules
from truespec.settings import Settings

HEAD = "openapi: {version}\ninfo: {{title: Pets, version: '1'}}\n"
SWAGGER = "swagger: '2.0'\ninfo: {{title: Pets, version: '1'}}\n"
GET = "paths:\n  /pets/{{id}}:\n    get:\n      responses: {{'200': {{description: d}}}}\n      "
COMPONENTS = "paths: {{}}\ncomponents:\n  "


def broken(folder: Path, text: str, version: str) -> list[str]:
    """Check a description, and tell what it breaks as `line:column code message`."""
    file = folder / "api.yaml"
    file.write_text(text.format(version=version), "utf-8")
    report = Report()
    check_rules(load(file, report), report)
    assert all(item.code.survived and item.code.severity is Severity.WARNING for item in report)
    return [f"{item.place.line}:{item.place.column} {item.code.number} {item.message}" for item in report]


@pytest.mark.parametrize(
    ("text", "version", "found"),
    [
        (HEAD + "paths: {{}}\noverlays: 1", "3.1.0", ["4:1 TS321 overlays is no key of an OpenAPI Object in OpenAPI 3.1"]),
        (HEAD + "x-more: 1", "3.0.3", ["1:1 TS322 an OpenAPI Object needs the key paths"]),
        (HEAD, "3.1.0", ["1:1 TS322 a description needs one of paths, components and webhooks"]),
        (HEAD + "paths: {{}}\nwebhooks: {{}}", "3.0.3", ["4:1 TS321 webhooks is no key of an OpenAPI Object in OpenAPI 3.0"]),
        (HEAD + "paths: {{}}\ntags: [{{name: 1}}]", "3.0.3", ["4:15 TS323 name must be a text, and is a number: 1"]),
        (HEAD + "paths: {{}}\ntags: {{}}", "3.0.3", ["4:7 TS323 tags must be a list of Tag Objects, and is a mapping"]),
        (HEAD + COMPONENTS + "schemas: {{A: {{type: text}}}}", "3.0.3", ["5:23 TS323 type must be one of array, boolean, integer, number, object, string, and is a text: 'text'"]),
        (HEAD + COMPONENTS + "schemas: {{A: {{type: [text]}}}}", "3.1.0", ["5:24 TS323 this must be a type or a list of types, and is a text: 'text'"]),
        (HEAD + COMPONENTS + "schemas: {{A: {{minLength: -1}}}}", "3.1.0", ["5:28 TS323 minLength must be a whole number from 0 on, and is a number: -1"]),
        (HEAD + COMPONENTS + "schemas: {{A: {{const: 1}}}}", "3.0.3", ["5:17 TS321 const is no key of a Schema Object in OpenAPI 3.0"]),
        (HEAD + COMPONENTS + "schemas: {{A: {{type: string, default: 1}}}}", "3.1.0", ["5:31 TS324 the default is not of the type string"]),
        (HEAD + COMPONENTS + "schemas: {{A: {{oneOf: [{{$ref: '#/components/schemas/A'}}]}}}}", "3.1.0", ["5:13 TS324 the schema A contains itself, at the same place"]),
        (HEAD + COMPONENTS + "schemas: {{A: false}}", "3.1.0", []),
        (HEAD + COMPONENTS + "schemas: {{A: false}}", "3.0.3", ["5:16 TS323 this must be a Schema Object, and is true or false: False"]),
        (HEAD + COMPONENTS + "schemas: {{a b: {{}}}}", "3.1.0", ["5:13 TS325 'a b' names one of the schemas: it may hold A-Z a-z 0-9 . _ - only"]),
        (HEAD + COMPONENTS + "headers: {{A: {{schema: {{}}, name: A}}}}", "3.1.0", ["5:29 TS321 name is no key of a Header Object in OpenAPI 3.1"]),
        (HEAD + COMPONENTS + "parameters: {{A: {{name: a, in: query, schema: {{}}, example: 1, examples: {{}}}}}}", "3.1.0", ["5:64 TS324 example and examples exclude each other"]),
        (HEAD + COMPONENTS + "parameters: {{A: {{name: a, in: query, style: simple, schema: {{}}}}}}", "3.1.0", ["5:40 TS324 the style simple is not for parameters in query"]),
        (HEAD + COMPONENTS + "parameters: {{A: {{name: 'a b', in: header, schema: {{}}}}}}", "3.1.0", ["5:20 TS325 'a b' is no name of a header"]),
        (HEAD + COMPONENTS + "securitySchemes: {{A: {{type: apiKey, name: a}}}}", "3.1.0", ["5:25 TS322 a security scheme of the type apiKey needs the key in"]),
        (HEAD + "paths: {{}}\nsecurity: [{{a: []}}]", "3.1.0", ["4:13 TS326 no security scheme is named a"]),
        (HEAD + "paths: {{pets: {{}}}}", "3.1.0", ["3:9 TS325 the path 'pets' must begin with /"]),
        (HEAD + "paths: {{'/{{a}}': {{}}, '/{{b}}': {{}}}}", "3.1.0", ["3:21 TS324 /{b} and /{a} are the same path"]),
        (HEAD + GET + "parameters: [{{name: ID, in: path, required: true, schema: {{}}}}]", "3.1.0", ["7:20 TS326 ID is in the path, and /pets/{id} has no {ID}"]),
        (HEAD + GET + "parameters: [{{name: a, in: query, schema: {{}}}}, {{name: a, in: query, schema: {{}}}}]", "3.1.0", ["7:54 TS324 a in query is there already"]),
        (HEAD + GET + "requestBody: {{content: {{json: {{}}}}}}", "3.1.0", ["7:21 TS325 'json' is no media type"]),
        (HEAD + "paths: {{/a: {{get: {{responses: {{ok: {{description: d}}}}}}}}}}", "3.1.0", ["3:32 TS325 ok is no status, range such as 4XX, or default"]),
        (HEAD + "paths: {{/a: {{get: {{$ref: a.yaml}}}}}}", "3.1.0", ["3:20 TS321 an Operation Object cannot be a reference"]),
        (HEAD + "paths: {{}}\nservers: [{{url: 'https://{{host}}'}}]", "3.1.0", ["4:12 TS322 the address has {host}, and no variable declares it"]),
        (SWAGGER + "paths: {{}}\ncomponents: {{}}", "", ["4:1 TS321 components is no key of an OpenAPI Object in OpenAPI 2.0"]),
        (SWAGGER + "paths: {{}}\ndefinitions: {{A: {{type: array}}}}", "", ["4:19 TS322 an array needs the key items"]),
        (SWAGGER + "produces: [application/json]\npaths:\n  /a:\n    get: {{responses: {{'200': {{description: d, schema: {{}}, examples: {{text/plain: a, Application/JSON;a=b: b}}}}}}}}", "", ["6:70 TS326 the operation does not produce text/plain"]),
        (SWAGGER + "paths:\n  /a:\n    get: {{responses: {{'200': {{description: d, examples: {{text/plain: a}}}}}}}}", "", ["5:58 TS324 a response without a schema has no content to show"]),
        (SWAGGER + "paths: {{}}\nresponses: {{A: {{description: d, schema: {{type: file}}}}}}\nparameters: {{B: {{name: b, in: body, schema: {{type: file}}}}}}", "", ["5:37 TS323 a file is a parameter in formData, or the schema of a response"]),
        (SWAGGER + "paths: {{}}\nhost: 'https://pets.example'\nbasePath: v1", "", ["4:1 TS323 host is a name, perhaps with a port, and nothing else: 'https://pets.example'", "5:1 TS323 basePath must begin with /"]),
        (SWAGGER + "paths: {{}}\nhost: '[::1]:8080'\nbasePath: /", "", []),
        (SWAGGER + "paths:\n  /a:\n    parameters: [{{name: b, in: body, schema: {{}}}}]\n    put: {{parameters: [{{name: b, in: body, schema: {{}}}}], responses: {{'204': {{description: d}}}}}}", "", []),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told_at_its_place(tmp_path: Path, text: str, version: str, found: list[str]) -> None:
    assert broken(tmp_path, text, version) == found


@pytest.mark.parametrize("version", ["3.0.3", "3.1.1", "3.2.0"])
def test_what_the_specification_allows_is_no_complaint(tmp_path: Path, version: str) -> None:
    text = HEAD + (
        "x-root: 1\ntags: [{{name: pets, externalDocs: {{url: /docs}}}}]\n"
        "servers: [{{url: 'https://{{host}}/v1', variables: {{host: {{default: a, enum: [a, b]}}}}}}]\n"
        "security: [{{}}, {{key: []}}]\n"
        "paths:\n  x-paths: 1\n  /pets/{{id}}:\n"
        "    parameters: [{{$ref: '#/components/parameters/Id'}}]\n"
        "    get:\n      operationId: getPet\n      parameters: [{{name: id, in: query, schema: {{type: integer, default: 1}}}}]\n"
        "      responses:\n        2XX: {{description: d, headers: {{X-Rate: {{schema: {{type: integer}}}}}}}}\n"
        "        default: {{$ref: '#/components/responses/Error'}}\n"
        "      callbacks: {{done: {{'{{$request.body#/url}}': {{post: {{responses: {{'204': {{description: d}}}}}}}}}}}}\n"
        "components:\n  parameters:\n    Id: {{name: id, in: path, required: true, schema: {{type: string}}}}\n"
        "  responses:\n    Error: {{description: d, content: {{application/problem+json: {{schema: {{$ref: '#/components/schemas/Tree'}}}}}}}}\n"
        "  securitySchemes:\n    key: {{type: apiKey, in: header, name: X-Key}}\n"
        "  schemas:\n    Tree: {{type: object, required: [type], properties: {{type: {{type: string}}, trees: {{type: array, "
        "items: {{$ref: '#/components/schemas/Tree'}}}}, $ref: {{type: string}}}}, additionalProperties: true, x-more: 1}}\n"
    )  # fmt: skip

    assert broken(tmp_path, text, version) == []


def test_rules_are_held_in_every_file(tmp_path: Path) -> None:
    (tmp_path / "a b.yaml").write_text("get: {foo: 1, security: [{no: []}], responses: {'200': {description: d}}}")
    (tmp_path / "api.yaml").write_text((HEAD + "paths: {{/a: {{$ref: a b.yaml}}}}").format(version="3.1.0"))
    report = Report()

    lint(Settings(sources=(str(tmp_path / "api.yaml"),)), report, lambda _: None)

    told = [f"{item.place} {item.code.number}" for item in report]
    assert told == ["a b.yaml:1:7 TS321", "a b.yaml:1:27 TS326"]
