"""References: every one reaches a value, or there is a complaint at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised, ref, refused
from truespec.diagnostic import Report, Stopped
from truespec.load import load
from truespec.pipeline import understand
from truespec.resolve import resolve
from truespec.settings import Settings


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("'#/components/schemas/Pat'", "TS201: nothing is named #/components/schemas/Pat"),
        ("'#/components/schemas'", ""),
        ("'#/nowhere/at/all'", "TS201: nothing is named #/nowhere/at/all"),
        ("'#Pet'", "TS201: nothing is named #Pet"),
        ("other.yaml", "TS204: other.yaml points outside of this document"),
        ("https://example.com/a.yaml#/x", "TS204: https://example.com/a.yaml#/x points outside of this document"),
        ("5", "TS301: a $ref must be a text"),
        ("null", "TS301: a $ref must be a text"),
    ],
)
def test_a_reference_that_reaches_nothing_is_an_error_at_its_place(target: str, complaint: str, tmp_path: Path) -> None:
    text = f"Pet:\n  properties:\n    a:\n      $ref: {target}"

    complaints = refused(tmp_path, api(text))

    assert complaints == [f"9:17 {complaint}"] if complaint else complaints


def test_the_hint_names_the_closest_neighbour(tmp_path: Path) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(api(f"Pet: {{items: {ref('Pte')}}}\nHouse: {{}}"), "utf-8")
    report = Report()

    with pytest.raises(Stopped):
        resolve(load(file, report), report)

    assert [item.hint for item in report] == ["did you mean Pet?"]


@pytest.mark.parametrize(
    "schemas",
    [
        "A: {$ref: '#/components/schemas/A'}",
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}",
        "C: {items: {$ref: '#/components/schemas/A'}}\nA: {$ref: '#/components/schemas/A'}",
    ],
)
def test_references_that_never_reach_a_value_are_errors(schemas: str, tmp_path: Path) -> None:
    complaints = refused(tmp_path, api(schemas))

    assert complaints
    assert all("TS203" in complaint for complaint in complaints)


def test_parameters_that_never_reach_a_value_are_errors(tmp_path: Path) -> None:
    parameters = "parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/A'}}"
    text = api("Pet: {}", "/a: {get: {parameters: [{$ref: '#/components/parameters/A'}]}}")

    complaints = refused(tmp_path, f"{text}  {parameters}\n")

    assert complaints
    assert all("TS203" in complaint for complaint in complaints)


def test_what_cannot_be_a_reference_is_none(tmp_path: Path) -> None:
    text = api("Pet: {discriminator: {$ref: '#/nowhere'}}").replace("title: Pets", "title: Pets, $ref: '#/nowhere'")

    described = normalised(tmp_path, text)

    assert described.root["info"]["$ref"] == "#/nowhere"
    assert described.complaints == []


def test_a_schema_may_hold_itself(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Node: {{properties: {{next: {ref('Node')}}}}}"))

    assert described.complaints == []


@pytest.mark.parametrize(
    "kind", ["parameters", "requestBodies", "responses", "headers", "examples", "links", "callbacks", "pathItems"]
)
def test_every_kind_of_component_can_be_missing(kind: str, tmp_path: Path) -> None:
    missing = f"{{$ref: '#/components/{kind}/Missing'}}"
    body = {"examples": f"{{examples: {{a: {missing}}}}}"}.get(kind, "{}")
    response = {
        "responses": missing,
        "headers": f"{{description: d, headers: {{X-A: {missing}}}}}",
        "links": f"{{description: d, links: {{a: {missing}}}}}",
    }.get(kind, f"{{description: d, content: {{application/json: {body}}}}}")
    operation = f"""
        responses: {{'200': {response}}}
        parameters: [{missing if kind == "parameters" else "{name: a, in: query}"}]
        requestBody: {missing if kind == "requestBodies" else "{content: {}}"}
        callbacks: {{a: {missing if kind == "callbacks" else "{}"}}}
    """
    item = missing if kind == "pathItems" else f"{{post: {{{', '.join(operation.strip().splitlines())}}}}}"

    complaints = refused(tmp_path, api("Pet: {}", f"/pets: {item}"))

    assert [line.split(" ", 1)[1] for line in complaints] == [f"TS201: nothing is named #/components/{kind}/Missing"]


@pytest.mark.parametrize(
    "schema",
    [
        "{examples: [{$ref: '#/components/examples/gone'}]}",
        "{example: {deep: [{$ref: '#/components/examples/gone'}]}}",
        "{default: {$ref: '#/components/examples/gone'}}",
        "{const: {$ref: '#/components/examples/gone'}}",
        "{enum: [{$ref: '#/components/examples/gone'}, 1]}",
    ],
)
def test_a_dangling_reference_in_data_is_a_warning_and_is_kept(schema: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {schema}"))

    (warning,) = [line for line in described.complaints if "TS202" in line]
    column = len("    Pet: ") + schema.index("'#") + 1
    assert warning == f"6:{column} TS202: the example #/components/examples/gone is not on this page"
    (key,) = described.schemas["Pet"]
    assert "#/components/examples/gone" in str(described.schemas["Pet"][key])


def test_a_reference_in_data_that_reaches_something_is_kept_as_it_is(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("Pet: {example: {$ref: '#/components/schemas/Pet'}}"))

    assert described.schemas["Pet"] == {"example": {"$ref": "#/components/schemas/Pet"}}
    assert described.complaints == []


def test_a_property_or_a_map_key_by_the_name_of_ref_is_no_reference(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("Pet: {properties: {$ref: {type: string}}}"))

    assert described.properties("Pet") == {"$ref": {"type": "string"}}
    assert described.complaints == []


SWAGGER = """\
swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /a:
    get:
      parameters: [{$ref: '#/parameters/Nope'}]
      responses: {'400': {$ref: '#/responses/Nope'}, '200': {description: d, schema: %s}}
definitions:
  Pet: {type: object}
  One: {$ref: '#/definitions/Two'}
  Two: {$ref: '#/definitions/One'}
"""


@pytest.mark.parametrize(
    ("schema", "complaint"),
    [
        ("{$ref: '#/definitions/Pett'}", "#/definitions/Pett (did you mean Pet?)"),
        ("{$ref: '#/definitions/%4D'}", "#/definitions/%4D (add it, or take the reference out)"),
        ("{$ref: '#/definitions/Pet/items'}", "#/definitions/Pet/items (add it, or take the reference out)"),
        ("{$ref: '#/components/schemas/M'}", "#/components/schemas/M (add it, or take the reference out)"),
    ],
)
def test_a_dangling_reference_of_swagger_is_told_as_it_is_written(tmp_path: Path, schema: str, complaint: str) -> None:
    (tmp_path / "api.yaml").write_text(SWAGGER.replace("%s", schema))
    report = Report()

    with pytest.raises(Stopped):
        understand(Settings(sources=(str(tmp_path / "api.yaml"),)), report, lambda _: None)

    assert [f"{item.message} ({item.hint})" for item in report if item.code.number in ("TS201", "TS203")] == [
        "nothing is named #/parameters/Nope (add it under parameters, or take the reference out)",
        "nothing is named #/responses/Nope (add it under responses, or take the reference out)",
        f"nothing is named {complaint}",
        "#/definitions/Two leads back to itself (give one of them a value)",
        "#/definitions/One leads back to itself (give one of them a value)",
    ]
