"""Names for what the description leaves unnamed: made from where it stands, never from the order of entries."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from described import api, normalised
from source_tree import ROOT
from truespec.diagnostic import Report
from truespec.pipeline import understand
from truespec.settings import Settings

OBJECT = "{properties: {x: {type: string}}}"
CAT, DOG = (f"{{properties: {{kind: {{enum: [{kind}]}}}}, required: [kind]}}" for kind in ("cat", "dog"))
DATA = {"example", "examples", "default", "enum", "const"}


@pytest.mark.parametrize(
    ("schemas", "name"),
    [
        (f"A: {{properties: {{b: {OBJECT}}}}}", "A.b"),
        (f"A: {{properties: {{b: {{properties: {{c: {OBJECT}}}}}}}}}", "A.b.c"),
        (f"A: {{properties: {{b: {{type: array, items: {OBJECT}}}}}}}", "A.b.item"),
        (f"A: {{type: array, items: {OBJECT}}}", "A.item"),
        (f"A: {{additionalProperties: {OBJECT}}}", "A.value"),
        (f"A: {{oneOf: [{{type: string}}, {OBJECT}]}}", "A.object"),
        (f"A: {{properties: {{b: {{oneOf: [{OBJECT}, {{type: 'null'}}]}}}}}}", "A.b"),
        (f"A: {{properties: {{b: {{oneOf: [{OBJECT}, {{type: array, items: {OBJECT}}}]}}}}}}", "A.b.item"),
        (f"A: {{oneOf: [{CAT}, {DOG}]}}", "A.cat"),
        (f"A: {{oneOf: [{DOG}, {CAT}]}}", "A.cat"),
        (f"A: {{oneOf: [{{properties: {{Big: {{}}}}, required: [Big]}}, {CAT}]}}", "A.Big"),
        (f"A: {{oneOf: [{OBJECT}, {{properties: {{y: {{}}}}}}]}}", "A.option2"),
        (f"A: {{anyOf: [{{title: Big one, {OBJECT[1:]}]}}", "A.Big_one"),
        (f"A: {{properties: {{'b c/d': {OBJECT}}}}}", "A.b_c_d"),
        (f"A: {{properties: {{items: {OBJECT}}}}}", "A.items"),
        (f"A: {{properties: {{b: {{x-go-type-name: Mine, {OBJECT[1:]}}}}}", "Mine"),
        ("A: {properties: {b: {enum: [x, y]}}}", "A.b"),
        ("A: {properties: {b: {type: array, items: {enum: [1, 2]}}}}", "A.b.item"),
    ],
)
def test_an_inline_schema_is_named_by_its_owner_and_the_way_from_there(schemas: str, name: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(schemas))

    assert name in described.schemas


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("requestBody: {content: {application/json: {schema: OBJECT}}}", "addPet.request"),
        ("responses: {'201': {description: d, content: {application/json: {schema: OBJECT}}}}", "addPet.response"),
        ("responses: {default: {description: d, content: {application/json: {schema: OBJECT}}}}", "addPet.response"),
        ("responses: {'404': {description: d, content: {application/json: {schema: OBJECT}}}}", "addPet.404"),
        ("parameters: [{name: how, in: query, schema: {enum: [a, b]}}]", "addPet.how"),
        (
            "requestBody: {content: {application/json: {schema: OBJECT}, text/csv: {schema: OBJECT}}}",
            "addPet.request.csv",
        ),
        (
            "responses: {'200': {description: d, headers: {X-A: {schema: {enum: [a, b]}}}, content: {}}}",
            "addPet.response.X-A",
        ),
    ],
)
def test_an_inline_schema_of_an_operation_is_named_by_its_part(operation: str, name: str, tmp_path: Path) -> None:
    paths = f"/pets: {{post: {{operationId: addPet, {operation.replace('OBJECT', OBJECT)}}}}}"

    described = normalised(tmp_path, api("Pet: {}", paths))

    assert name in described.schemas


def test_an_inline_schema_of_a_path_is_named_by_it(tmp_path: Path) -> None:
    parameter = "{name: how, in: query, schema: {enum: [a, b]}}"

    described = normalised(tmp_path, api("", f"/pets/{{id}}: {{parameters: [{parameter}], get: {{}}}}"))

    assert "pets_id.how" in described.schemas


def test_an_inline_schema_of_a_shared_response_is_named_by_it(tmp_path: Path) -> None:
    text = api("Pet: {}") + f"  responses: {{Bad: {{description: d, content: {{a/json: {{schema: {OBJECT}}}}}}}}}\n"

    described = normalised(tmp_path, text)

    assert "Bad.body" in described.schemas


def test_a_name_that_is_taken_gets_a_suffix_that_stays(tmp_path: Path) -> None:
    entries = [f"b.c: {OBJECT}", f"b_c: {OBJECT}", f"b c: {OBJECT}"]

    described = [
        normalised(tmp_path, api(f"A: {{properties: {{{', '.join(order)}}}}}\nA.b: {{}}"))
        for order in (entries, entries[::-1])
    ]

    first, second = (one.properties("A") for one in described)
    assert first == second
    assert len({str(reference) for reference in first.values()}) == len(entries)


def test_an_inline_schema_never_takes_the_name_of_a_component(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"A: {{properties: {{b: {OBJECT}}}}}\nA.b: {{type: string}}"))

    assert described.schemas["A.b"] == {"type": "string"}
    assert len(described.schemas) == len(("A", "A.b", "the inline one"))


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ("/a: {get: {operationId: one}, post: {operationId: two}}", {"one", "two"}),
        ("/a/{id}/b: {get: {}}", {"get_a_id_b"}),
        ("/: {get: {}}", {"get"}),
        ("/a: {get: {operationId: ''}, post: {operationId: 5}}", {"get_a", "post_a"}),
        ("/a: {get: {operationId: x}, post: {operationId: x}}", {"get_a", "post_a"}),
        ("/a/{b}: {get: {operationId: read_one_a__b__get}}", {"read_one"}),
        ("/a: {get: {operationId: _a_get}, put: {operationId: a_a_put}}", {"_a_get", "a"}),
        ("/a: {get: {operationId: x_a_get}, put: {operationId: x_a_put}}", {"x_a_get", "x_a_put"}),
    ],
)
def test_an_operation_is_named_by_its_own_id_or_by_its_path(paths: str, names: set[str], tmp_path: Path) -> None:
    described = normalised(tmp_path, api("", paths))

    assert {operation.name for operation in described.specification.operations} == names


def test_operations_that_would_be_named_the_same_are_told_apart(tmp_path: Path) -> None:
    paths = "/a/b: {get: {}}\n/a/{b}: {get: {}}\n/c: {get: {operationId: get_a_b}}"

    described = normalised(tmp_path, api("", paths))

    names = {operation.path: operation.name for operation in described.specification.operations}
    assert len(set(names.values())) == len(names)
    assert names["/c"] == "get_a_b"


def test_an_operation_of_a_shared_path_item_keeps_its_id(tmp_path: Path) -> None:
    shared = "  pathItems: {P: {get: {operationId: x, responses: {default: {description: d}}}}}\n"
    text = api("A: {}", "/a: {$ref: '#/components/pathItems/P'}")
    (tmp_path / "api.yaml").write_text(text.replace("components:\n", f"components:\n{shared}"))
    report = Report()

    specification = understand(Settings(sources=(str(tmp_path / "api.yaml"),)), report, lambda _: None)

    assert [operation.name for operation in specification.operations] == ["x"]
    assert list(report) == []


def test_an_id_of_two_operations_is_reported_at_both(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("", "/a: {get: {operationId: x}, put: {operationId: x}}"))

    told = [line for line in described.complaints if "TS308" in line]
    assert told == [f"4:{column} TS308: x is the operationId of 2 operations" for column in (27, 50)]


def shuffled(value: Any, key: str, shuffle: random.Random) -> Any:
    """Give a description with its entries in another order, data and properties aside: theirs means something."""
    if isinstance(value, list):
        return [shuffled(item, "", shuffle) for item in value]
    if not isinstance(value, dict) or key in DATA:
        return value
    names = list(value)
    if key != "properties":
        shuffle.shuffle(names)
    return {name: shuffled(value[name], "" if key == "properties" else name, shuffle) for name in names}


def yaml_of(page: Path) -> Any:
    text = page.read_text("utf-8").split("````")[1].split("\n", 1)[1]
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_entries_leaves_no_trace(seed: int, tmp_path: Path) -> None:
    source = yaml_of(ROOT / "spec/portable/create-source.md")
    source["components"]["schemas"].update(
        YAML(typ="safe", pure=True).load(
            """
            Both: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b.c: {properties: {x: {}}}}}]}
            A: {required: [b_c], properties: {b_c: {enum: [p, q]}, 'b c': {properties: {y: {}}}}}
            A.b_c: {type: string}
            One: {x-go-type: n.T, x-go-type-import: {path: one.org/n}}
            Two: {x-go-type: n.T, x-go-type-import: {path: two.org/n}}
            Any: {type: array, x-go-type: '[]n.T'}
            """
        )
    )
    source["paths"]["/a/b"] = {"get": {"responses": {"200": {"description": "d"}}}}
    source["paths"]["/a/{b}"] = {"get": {"responses": {"200": {"description": "d"}}}}
    types = {"one.org/n.T": "mine.One", "two.org/n.T": "mine.Two"}

    first, second = (
        normalised(tmp_path, json.dumps(one), types) for one in (source, shuffled(source, "", random.Random(seed)))
    )

    assert second.canonical == first.canonical
    assert second.package.resources == first.package.resources


def test_an_option_that_is_composed_with_what_stands_beside_its_choice_keeps_its_name(tmp_path: Path) -> None:
    options = ", ".join(f"{{properties: {{kind: {{const: {kind}}}}}}}" for kind in "ab")
    schemas = f"Pet: {{type: object, properties: {{id: {{type: string}}}}, oneOf: [{options}]}}"
    content = f"{{application/json: {{schema: {{properties: {{id: {{type: string}}}}, oneOf: [{options}]}}}}}}"
    path = f"/pets: {{get: {{operationId: get, responses: {{'200': {{description: ok, content: {content}}}}}}}}}"

    described = normalised(tmp_path, api(schemas, path))

    assert [*described.schemas] == ["Pet", "Pet.a", "Pet.b", "get.response", "get_response.a", "get_response.b"]
