"""A Specification in, a Package out: every name decided, every text made safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from described import api, normalised, ref
from truespec.diagnostic import Report
from truespec.package import EnumClass, Method
from truespec.plan import plan
from truespec.specification import Specification

OK = "responses: {'204': {description: ok}}"


def method_of(folder: Path, operation: str, schemas: str = "") -> Method:
    """Plan the one operation of a description."""
    described = normalised(
        folder, api(schemas, f"/pets/{{id}}: {{post: {{tags: [pets], operationId: addPet, {operation}}}}}")
    )
    (method,) = described.package.resources[0].methods
    return method


def test_arguments_are_flat_and_the_body_may_be_given_whole(tmp_path: Path) -> None:
    body = "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}"
    schemas = "Pet: {required: [kind], properties: {name: {enum: [1, 2, null]}, kind: {enum: [a, b]}}}"
    parameters = "parameters: [{name: X-Trace, in: header, required: true, schema: {type: integer}}]"

    method = method_of(tmp_path, f"{parameters}, {body}, {OK}", schemas)

    assert [(one.name, one.annotation, one.default) for one in method.parameters] == [
        ("x_trace", "int", ""),
        ("id", "str", ""),
    ]
    assert [(one.name, one.annotation, one.default) for one in method.fields] == [
        ("name", "models.PetName | None | int | Omit", " = OMIT"),
        ("kind", "models.PetKind | str", ""),
    ]
    assert [one.default for one in method.optional_fields] == [" = OMIT", " = OMIT"]
    assert method.required == '{"kind": "kind"}'
    assert (method.body, method.body_default) == ("models.Pet | Omit", " = OMIT")


def test_arguments_that_collide_say_where_they_go(tmp_path: Path) -> None:
    parameters = "parameters: [{name: id, in: query}, {name: id, in: header}, {name: body, in: query}]"
    body = "requestBody: {content: {application/json: {schema: {properties: {id: {type: string}, self: {}}}}}}"

    method = method_of(tmp_path, f"{parameters}, {body}, {OK}")

    names = {str(one.name): str(one.wire_key) for one in (*method.parameters, *method.fields)}
    assert names == {
        "id": '"id"',
        "id_query": '"id"',
        "id_header": '"id"',
        "body_": '"body"',
        "id_body": '"id"',
        "self_": '"self"',
    }


@pytest.mark.parametrize(
    ("content", "annotation"),
    [
        ("{application/json: {schema: {type: array, items: {type: string}}}}", "builtins.list[str] | Omit"),
        ("{application/problem+json: {schema: {type: object}}}", "builtins.dict[str, Any] | Omit"),
        ("{application/octet-stream: {}}", "FileInput | Omit"),
        (
            "{text/plain: {schema: {type: string}}, application/json: {schema: {type: integer}}}",
            "int | str | bytes | Omit",
        ),
        (
            "{application/json: {schema: {type: object}}, multipart/form-data: {schema: {type: object}}, text/csv: {},"
            " image/png: {}, multipart/mixed: {}}",
            "builtins.dict[str, Any] | FileInput | Mapping[str, Any] | bytes | str | Omit",
        ),
        (
            "{application/json: {schema: {nullable: true, enum: [null, 1.5, 2.5, a]}}}",
            'Literal["a"] | float | None | Omit',
        ),
        ("{}", ""),
    ],
)
def test_a_body_that_is_no_object_is_given_whole(content: str, annotation: str, tmp_path: Path) -> None:
    method = method_of(tmp_path, f"requestBody: {{content: {content}}}, {OK}")

    assert method.fields == ()
    assert method.body == annotation


@pytest.mark.parametrize(
    ("responses", "result"),
    [
        ("{'204': {description: d}}", "None"),
        ("{'200': {description: d, content: {application/json: {schema: {type: string}}}}}", "str"),
        ("{'200': {description: d, content: {text/csv: {}}}}", "str"),
        ("{'200': {description: d, content: {image/png: {}}}}", "bytes"),
        ("{'200': {description: d, content: {application/json: {}}}, '204': {description: d}}", "Any | None"),
        (
            "{'200': {description: d, content: {application/json: {schema: {type: string, nullable: true}}}}, "
            "'204': {description: d}}",
            "str | None",
        ),
        ("{default: {description: d, content: {application/json: {schema: {type: integer}}}}}", "int"),
        ("{'404': {description: d, content: {application/json: {schema: {type: integer}}}}}", "None"),
    ],
)
def test_a_method_gives_what_a_success_holds(responses: str, result: str, tmp_path: Path) -> None:
    method = method_of(tmp_path, f"responses: {responses}")

    assert method.row.result == result


@pytest.mark.parametrize(
    ("content", "result", "complaints"),
    [
        ("application/stream+json: {schema: {type: array, items: {type: integer}}}", "Stream[int]", []),
        ("application/json: {itemSchema: {type: integer}}", "Stream[int]", []),
        ("application/json: {schema: {type: array}, itemSchema: {type: integer}}", "builtins.list[Any]", []),
        ("application/jsonl: {itemSchema: {type: integer}}", "Stream[int]", []),
        ("multipart/mixed: {itemSchema: {type: integer}}", "bytes", ["the items of multipart/mixed cannot"]),
        ("application/x-own: {itemSchema: {type: integer}}", "bytes", ["the items of application/x-own cannot"]),
    ],
)
def test_items_are_values_of_a_stream_or_told(content: str, result: str, complaints: list[str], tmp_path: Path) -> None:
    answer = f"responses: {{'200': {{description: d, content: {{{content}}}}}}}"
    described = normalised(tmp_path, api("", f"/a: {{get: {{operationId: read, {answer}}}}}", version="3.2.0"))
    report = Report()

    ((method,),) = (resource.methods for resource in plan(described.specification, "pets", report).resources)

    assert method.forms["sync"].result == result
    assert [item.message[: len(one)] for item, one in zip(report, complaints, strict=True)] == complaints


OBJECTS = "oneOf: [{properties: {a: {type: string}}, required: [a]}, {properties: {b: {type: string}}, required: [b]}]"


@pytest.mark.parametrize(
    ("content", "body", "complaints"),
    [
        (f"multipart/form-data: {{schema: {{{OBJECTS}}}}}", "models.PutRequestA | models.PutRequestB | MAPPING", []),
        ("multipart/form-data: {schema: {additionalProperties: true}}", "MAPPING | bytes", []),
        ("multipart/form-data: {}", "MAPPING | bytes", []),
        (
            "multipart/form-data: {schema: {oneOf: [{type: object}, {type: array, items: {type: string}}]}}",
            "MAPPING | bytes",
            ["multipart/form-data is written from an object of fields; any other is given as bytes, whose boundary"],
        ),
        (
            "application/x-www-form-urlencoded: {schema: {type: string}}",
            "MAPPING | bytes",
            ["application/x-www-form-urlencoded is written from an object of fields; any other is given as bytes"],
        ),
        (
            f"multipart/form-data: {{schema: {{{OBJECTS}}}, encoding: {{a: {{contentType: text/xml}}}}}}",
            "models.PutRequestA | models.PutRequestB | MAPPING",
            [],
        ),
        (
            "multipart/form-data: {schema: {oneOf: [{properties: {a: {type: object}}}, {properties: {a: {}}}]}, "
            "encoding: {a: {contentType: application/xml}}}",
            "models.PutRequestOption1 | models.PutRequestOption2 | MAPPING",
            ["application/xml is given and taken as it is"],
        ),
        ("application/xml: {schema: {type: string}}", "str | bytes", []),
        ("application/xml: {schema: {type: object}}", "str | bytes", ["application/xml is given and taken as it is"]),
        ("application/yaml: {schema: {type: object}}", "FileInput", ["application/yaml is given and taken as it is"]),
    ],
)
def test_a_schema_of_which_no_type_tells_is_told(
    content: str, body: str, complaints: list[str], tmp_path: Path
) -> None:
    request = f"requestBody: {{required: true, content: {{{content}}}}}"
    described = normalised(tmp_path, api("", f"/a: {{put: {{operationId: put, {request}, {OK}}}}}"))
    report = Report()

    ((method,),) = (resource.methods for resource in plan(described.specification, "pets", report).resources)

    assert method.body == body.replace("MAPPING", "Mapping[str, Any]")
    assert [item.message[: len(one)] for item, one in zip(report, complaints, strict=True)] == complaints


@pytest.mark.parametrize(
    ("form", "schema", "media_type", "annotation", "is_told"),
    [
        ("multipart/form-data", "{type: object}", "application/xml", "FileInput | str", True),
        ("multipart/form-data", "{type: object}", "text/csv", "FileInput | str", True),
        ("multipart/form-data", "{type: object}", "'application/xml, application/json'", "dict[str, Any]", False),
        ("multipart/form-data", "{type: array, items: {type: object}}", "a/b+xml", "Sequence[FileInput | str]", True),
        ("multipart/form-data", "{type: array, items: {type: string}}", "a/b+xml", "Sequence[FileInput | str]", False),
        ("multipart/form-data", "{type: integer}", "application/xml", "FileInput | str", True),
        ("multipart/form-data", "{type: integer}", "text/plain", "int", False),
        ("multipart/form-data", "{type: string}", "application/xml", "FileInput | str", False),
        ("multipart/form-data", "{type: string, format: binary}", "application/xml", "FileInput", False),
        ("application/x-www-form-urlencoded", "{type: object}", "application/xml", "str", True),
        ("application/x-www-form-urlencoded", "{type: object}", "application/json", "dict[str, Any]", False),
        ("application/x-www-form-urlencoded", "{type: array, items: {type: object}}", "a/xml", "Sequence[str]", True),
        ("application/x-www-form-urlencoded", "{type: integer}", "application/xml", "int", False),
    ],
)
def test_a_field_whose_media_type_has_a_way_of_its_own_is_written_by_its_author(
    form: str, schema: str, media_type: str, annotation: str, is_told: bool, tmp_path: Path
) -> None:
    content = f"{form}: {{schema: {{properties: {{f: {schema}}}}}, encoding: {{f: {{contentType: {media_type}}}}}}}"
    described = normalised(tmp_path, api("", f"/a: {{put: {{requestBody: {{content: {{{content}}}}}, {OK}}}}}"))
    report = Report()

    ((method,),) = (resource.methods for resource in plan(described.specification, "pets", report).resources)

    (field,) = method.fields
    assert field.annotation.removeprefix("builtins.") == f"{annotation} | Omit"
    assert ["is given and taken as it is; no type tells" in item.message for item in report] == [True] * is_told


@pytest.mark.parametrize(
    ("content", "complaints"),
    [
        ("text/csv: {schema: {type: array, items: {type: string}}}", ["text/csv is given and taken as it is"]),
        ("multipart/mixed: {schema: {type: object}}", ["multipart/mixed is given and taken as it is"]),
        ("text/event-stream: {schema: {type: object}}", []),
        ("application/pdf: {schema: {type: string, format: binary}}", []),
        ("'*/*': {schema: {type: object}}", []),
    ],
)
def test_a_schema_of_an_answer_of_which_no_type_tells_is_told(
    content: str, complaints: list[str], tmp_path: Path
) -> None:
    answer = f"responses: {{'400': {{description: d, content: {{{content}}}}}}}"
    described = normalised(tmp_path, api("", f"/a: {{get: {{operationId: read, {answer}}}}}"))
    report = Report()

    plan(described.specification, "pets", report)

    assert [item.message[: len(one)] for item, one in zip(report, complaints, strict=True)] == complaints


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        ("parameters: [{name: f, in: query, style: deepObject, schema: {properties: {a: {type: string}}}}]", ""),
        (
            "parameters: [{name: f, in: query, style: deepObject, "
            "schema: {properties: {a: {type: array, items: {type: object}}}}}]",
            "f holds lists or objects inside of others, which the style deepObject leaves open: members in brackets",
        ),
        (
            "parameters: [{name: f, in: query, schema: {type: [array, 'null'], items: {oneOf: [{}, {type: object}]}}}]",
            "f holds lists or objects inside of others, which the style form leaves open: each as JSON",
        ),
        ("parameters: [{name: f, in: query, content: {application/json: {schema: {items: {type: array}}}}}]", ""),
        ("requestBody: {content: {FORM: {schema: {properties: {f: {type: array, items: {type: array}}}}}}}", ""),
        (
            "requestBody: {content: {FORM: {encoding: {f: {style: pipeDelimited}}, "
            "schema: {properties: {f: {type: array, items: {type: array}}}}}}}",
            "f holds lists or objects inside of others, which the style pipeDelimited leaves open: each as JSON",
        ),
    ],
)
def test_what_a_style_leaves_open_is_told(operation: str, told: str, tmp_path: Path) -> None:
    operation = operation.replace("FORM", "application/x-www-form-urlencoded")
    described = normalised(tmp_path, api("", f"/a: {{post: {{operationId: post, {operation}, {OK}}}}}"))
    report = Report()

    plan(described.specification, "pets", report)

    assert [item.message[: len(told)] for item in report] == ([told] if told else [])


def test_what_is_asked_for_its_head_gives_nothing(tmp_path: Path) -> None:
    answer = "responses: {'200': {description: d, content: {application/json: {schema: {type: integer}}}}}"

    described = normalised(tmp_path, api("", f"/a: {{head: {{operationId: look, {answer}}}}}"))

    ((method,),) = (resource.methods for resource in described.package.resources)
    assert (method.row.result, method.forms["sync"].result, method.forms["sync"].streaming) == ("None", "None", "")


def test_operations_are_grouped_by_tag_and_keep_their_whole_name_when_the_short_one_is_shared(tmp_path: Path) -> None:
    paths = f"""
        /a: {{get: {{tags: [Pets], operationId: getPet, {OK}}}, put: {{tags: [Pets], operationId: getPets, {OK}}}}}
        /b: {{get: {{tags: [Pets, Other], operationId: listPets, {OK}}}, post: {{operationId: ping, {OK}}}}}
        /c: {{get: {{tags: [close], operationId: x, {OK}}}}}
    """

    described = normalised(tmp_path, api("", paths))

    methods = {str(one.name): [str(method.name) for method in one.methods] for one in described.package.resources}
    assert methods == {"close_": ["x"], "default": ["ping"], "pets": ["get_pet", "get_pets", "list"]}


def test_an_argument_is_a_plain_value_and_is_described_as_its_schema_is(tmp_path: Path) -> None:
    schemas = """
        Name: {type: string, description: What it is called.}
        Day: {type: string, format: date}
        Tags: {type: array, items: {$ref: '#/components/schemas/Name'}, description: Its marks.}
        Pet:
          properties:
            name: {$ref: '#/components/schemas/Name'}
            born: {$ref: '#/components/schemas/Day'}
            tags: {$ref: '#/components/schemas/Tags'}
            other: {type: string}
    """
    body = "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}"

    method = method_of(tmp_path, f"{body}, {OK}", schemas)

    assert [(one.annotation, one.told) for one in method.fields] == [
        ("str | Omit", "What it is called."),
        ("datetime.date | Omit", ""),
        ("models.Tags | Omit", "Its marks."),
        ("str | Omit", ""),
    ]
    assert "other:" not in method.docstring


def test_a_parameter_is_described_by_its_schema_where_nothing_else_describes_it(tmp_path: Path) -> None:
    said = "schema: {type: string, description: A name.}"
    parameters = f"[{{name: a, in: query, {said}}}, {{name: b, in: query, description: A pet., {said}}}]"

    method = method_of(tmp_path, f"parameters: {parameters}, {OK}")

    assert [one.told for one in method.parameters] == ["A name.", "A pet.", ""]


def test_a_resource_says_what_the_description_says_of_its_tag(tmp_path: Path) -> None:
    tags = "tags: [{name: Pets, description: All about pets.}, {name: Other}, 5, {description: No name.}]"
    paths = f"/a: {{get: {{tags: [Pets], {OK}}}, put: {{tags: [Other], {OK}}}}}"

    described = normalised(tmp_path, api("", paths) + tags)

    assert {one.tag: str(one.docstring) for one in described.package.resources} == {
        "Pets": '"""All about pets."""',
        "Other": '"""Operations of Other."""',
    }


def test_the_first_examples_are_those_that_read_and_need_little(tmp_path: Path) -> None:
    paths = f"""
        /a: {{put: {{tags: [a], operationId: change, {OK}}}}}
        /b/{{id}}: {{get: {{tags: [b], operationId: one, {OK}}}}}
        /b: {{get: {{tags: [b], operationId: several, {OK}}}, post: {{tags: [b], operationId: add, {OK}}}}}
        /c/{{id}}: {{get: {{tags: [c], operationId: single, {OK}}}}}
        /d: {{get: {{tags: [d], operationId: some, {OK}}}}}
    """

    described = normalised(tmp_path, api("", paths))

    calls = [reference.example for reference in described.package.usage]
    assert calls == ["client.b.several()", "client.d.some()", "client.c.single(id=...)"]


def test_each_described_error_has_a_function_that_takes_its_bodies(tmp_path: Path) -> None:
    body = "{{description: no, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{}'}}}}}}}}"
    a, b, c = (body.format(name) for name in "ABC")
    paths = f"""
        /a: {{get: {{responses: {{'204': {{description: ok}}, '404': {a}, '4XX': {b}, default: {c}}}}}}}
        /b: {{get: {{responses: {{'404': {b}, '499': {{description: gone}}, '304': {{description: same}}}}}}}}
    """
    schemas = "A: {type: object}\nB: {type: object}\nC: {type: object}"

    refusals = {one.name: one for one in normalised(tmp_path, api(schemas, paths)).package.refusals}

    assert refusals["not_found"].body == "models.A | models.B | None"
    assert refusals["status_499"].body == "models.B | None" and refusals["not_modified"].told == "304 Not Modified"
    assert (
        refusals["conflict"].body == "models.B | None" and refusals["internal_server_error"].body == "models.C | None"
    )
    assert [one.name for one in refusals.values() if one.option] == ["too_many_requests", "service_unavailable"]


def test_the_authors_names_of_enum_values_win(tmp_path: Path) -> None:
    schemas = """
        Named: {enum: [a, b], x-enum-varnames: [First, second one], x-enum-descriptions: [The first., '']}
        Old: {enum: [1, 2], x-enumNames: [One, Two]}
        Short: {enum: [a, b], x-enum-varnames: [Only]}
        Twice: {enum: [a, b, c], x-enum-varnames: [Same, Same, B]}
        Mixed: {enum: [a, b], x-fern-enum: {b: {name: a}}}
        Doubled: {enum: [a, b, a]}
    """

    described = normalised(tmp_path, api(schemas))

    enums = {one.declared.name: one for one in described.package.types if isinstance(one, EnumClass)}
    names = {name: [str(member.name) for member in enum.members] for name, enum in enums.items()}
    assert names == {
        "Named": ["FIRST", "SECOND_ONE"],
        "Old": ["ONE", "TWO"],
        "Short": ["A", "B"],
        "Twice": ["SAME_A", "SAME_B", "B"],
        "Mixed": ["A", "B"],
        "Doubled": ["A", "B"],
    }
    assert enums["Named"].members[0].docstring == '"""The first."""'
    assert [enum.base for enum in enums.values()].count("OpenIntEnum") == 1


def test_schemas_that_refer_to_each_other_share_a_module(tmp_path: Path) -> None:
    schemas = f"""
        A: {{properties: {{b: {ref("B")}, c: {ref("C")}}}}}
        B: {{properties: {{a: {{type: array, items: {ref("A")}}}}}}}
        C: {{properties: {{x: {{type: string}}}}}}
    """

    described = normalised(tmp_path, api(schemas))

    modules = {one.declared.name: one.declared.module for one in described.package.types}
    assert modules == {"A": "a", "B": "a", "C": "c"}


def test_a_module_hides_neither_a_type_of_its_package_nor_one_that_the_package_refers_to(tmp_path: Path) -> None:
    schemas = "List: {properties: {x: {}}}\nObject: {type: string}\n名前: {type: string}\nDate: {type: string}"

    described = normalised(tmp_path, api(schemas))

    modules = {one.declared.name: one.declared.module for one in described.package.types}
    assert modules == {"List": "list_", "Object": "object_", "名前": "名前_", "Date_": "date"}


@pytest.mark.parametrize(
    ("version", "planned"),
    [
        ("1.2.3", "1.2.3"),
        ("v2", "2"),
        ("2024-01-01", "2024"),
        ("latest", "0.0.0"),
        ("1.0.0-beta+x", "1.0.0"),
        ("١.٢", "0.0.0"),
        ("", "0.0.0"),
    ],
)
def test_a_version_is_one_that_packaging_accepts(version: str, planned: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api("").replace("version: 1.0.0", f"version: '{version}'"))

    assert described.package.version == planned


@pytest.mark.parametrize(
    ("schemes", "arguments"),
    [
        ("{a: {type: http, scheme: Bearer}}", ["token"]),
        ("{a: {type: http, scheme: basic}, b: {type: apiKey, in: query, name: k}}", ["basic_auth", "api_key"]),
        ("{one: {type: http, scheme: bearer}, two: {type: oauth2, flows: {}}}", ["one", "two"]),
        ("{a: {type: openIdConnect}}", ["token"]),
        (
            "{api_key: {type: http, scheme: bearer}, b: {type: oauth2, flows: {}}, "
            "k: {type: apiKey, in: header, name: X}, timeout: {type: http, scheme: basic}}",
            ["api_key", "b", "k", "basic_auth"],
        ),
        ("{timeout: {type: http, scheme: bearer}, b: {type: http, scheme: bearer}}", ["b", "timeout_"]),
        ("{a: {type: mutualTLS}, b: {type: http, scheme: digest}}", ["client_certificate", "digest_auth"]),
        ("{a: {type: http, scheme: hoba}}", []),
    ],
)
def test_each_security_scheme_is_an_argument_of_the_client(schemes: str, arguments: list[str], tmp_path: Path) -> None:
    described = normalised(tmp_path, api("Pet: {}") + f"  securitySchemes: {schemes}\n")

    credentials = described.package.clients[0].credentials
    assert [credential.argument for credential in credentials] == arguments
    assert [credential.variable for credential in credentials] == [f"PETS_{one}".upper() for one in arguments]
    unsupported = schemes.count("type:") - len(arguments)
    assert sum("TS309" in line for line in described.complaints) == unsupported


def test_a_server_is_chosen_by_index_or_name_and_its_variables_by_their_values(tmp_path: Path) -> None:
    text = api("") + (
        "servers:\n- {url: 'https://{host}/{v}', description: Main, variables: {host: {default: a.b}, "
        "v: {default: v1, enum: [v1, v2]}, unused: {default: x}}}\n- {url: /, name: Own, description: The one here}\n"
    )

    package = normalised(tmp_path, text).package

    assert package.server_choice == 'Literal[0, 1, "Main", "Own"]'
    assert package.server_variables == ('"host": str', '"v": Literal["v1", "v2"]')
    assert 'ServerVariable(name="v", default="v1", choices=("v1", "v2"))' in package.servers


def test_security_is_the_operations_own_or_else_that_of_the_root(tmp_path: Path) -> None:
    text = api(
        "", f"/a: {{get: {{{OK}}}, put: {{security: [], {OK}}}, post: {{security: [{{a: [], b: []}}, {{}}], {OK}}}}}"
    )

    described = normalised(tmp_path, text + "security: [{a: []}]\n")

    assert security_of(described.specification) == {"GET": (("a",),), "PUT": (), "POST": (("a", "b"), ())}


def security_of(specification: Specification) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {operation.method: operation.security for operation in specification.operations}


def test_a_path_parameter_that_nobody_declares_is_a_text_and_is_reported(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("", f"/a/{{b}}: {{get: {{{OK}}}}}"))

    (operation,) = described.specification.operations
    assert [(one.wire_name, one.required) for one in operation.parameters] == [("b", True)]
    assert [line.split(": ", 1)[0] for line in described.complaints] == ["4:12 TS302"]


def test_parameters_of_an_operation_win_over_those_of_its_path(tmp_path: Path) -> None:
    paths = f"""
        /a:
          parameters: [{{name: x, in: query, schema: {{type: string}}}}, {{name: y, in: query}}]
          get: {{parameters: [{{name: x, in: query, required: true, schema: {{type: integer}}}}], {OK}}}
    """

    described = normalised(tmp_path, api("", paths))

    (method,) = described.package.resources[0].methods
    assert [(one.name, one.annotation) for one in method.parameters] == [("x", "int"), ("y", "Any | Omit")]


def test_a_header_of_several_answers_has_each_of_their_types_once(tmp_path: Path) -> None:
    types = (
        "{type: string, nullable: true}",
        "{type: integer, nullable: true}",
        "{oneOf: [{type: string}, {type: boolean}]}",
    )
    answers = ", ".join(
        f"'20{number}': {{description: ok, headers: {{X-A: {{schema: {type_}}}}}}}"
        for number, type_ in enumerate(types)
    )

    ((header,),) = (
        class_.fields
        for class_ in normalised(tmp_path, api("", f"/a: {{get: {{responses: {{{answers}}}}}}}")).package.headers
    )

    assert header.annotation == "Header[str | None | int | bool]"


def test_a_refusal_takes_each_type_of_its_bodies_once(tmp_path: Path) -> None:
    types = ("{type: string, nullable: true}", "{type: integer, nullable: true}")
    contents = (f"{{application/json: {{schema: {type_}}}}}" for type_ in types)
    paths = "\n".join(
        f"/{number}: {{get: {{responses: {{'404': {{description: d, content: {content}}}}}}}}}"
        for number, content in enumerate(contents)
    )

    refusals = normalised(tmp_path, api("", paths)).package.refusals

    assert [one.body for one in refusals if one.status == "404"] == ["int | str | None"]


@pytest.mark.parametrize(
    ("described", "names"),
    [
        (["{Link: {}}", "{link: {}}"], ["LinkHeaders"]),
        (["{X-Rate-Limit: {}, X-Rate-Left: {}}"], ["XRateLeftXRateLimitHeaders"]),
        (["{X-Rate-Limit-Of-The-Hour: {}, X-Rate-Left-Of-The-Hour: {}}"], ["XRateHeaders"]),
        (["{Etag-That-Is-Rather-Long: {}, X-Request-Id-Of-The-Hour: {}}"], ["EtagThatIsRatherLongAndOtherHeaders"]),
        (["{X-A: {schema: {type: integer}}}", "{X-A: {}}"], ["XAHeaders_[0-9a-f]{6}", "XAHeaders_[0-9a-f]{6}"]),
        (["{Content-Type: {}}"], []),
    ],
)
def test_sets_of_headers_are_classes(tmp_path: Path, described: list[str], names: list[str]) -> None:
    paths = "\n".join(
        f"/{number}: {{get: {{responses: {{'200': {{description: ok, headers: {headers}}}}}}}}}"
        for number, headers in enumerate(described)
    )

    planned = normalised(tmp_path, api("", paths)).package.headers

    assert len(planned) == len(names)
    assert all(re.fullmatch(name, one.name) for one, name in zip(planned, names, strict=True))
