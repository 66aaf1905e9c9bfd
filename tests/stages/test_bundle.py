"""A description of many files in, one of one file out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from truespec.diagnostic import Report
from truespec.document import Document, plain
from truespec.load import OtherFiles, load
from truespec.pointer import Pointer
from truespec.resolve import bundle, lead_home

HEAD = "openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\n"
Bundled = Callable[..., tuple[Document, list[str]]]


@pytest.fixture
def bundled(tmp_path: Path) -> Bundled:
    """Bundle `api/openapi.yaml` (given without its head) with other files, given by their path."""

    def bundle_files(entry: str, root: str = "", **files: str) -> tuple[Document, list[str]]:
        for name, text in {"api/openapi.yaml": HEAD + dedent(entry), **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text))
        report = Report()
        source = tmp_path / "api/openapi.yaml"
        others = OtherFiles(source, tmp_path / root if root else None, report)
        document = bundle(load(source, report), others.read, report)
        return document, [str(one) for one in report]

    return bundle_files


def found(document: Document, pointer: str) -> Any:
    return plain(document.find(Pointer.parse(pointer)))


def test_a_schema_in_another_file_becomes_a_component(bundled: Bundled) -> None:
    document, complaints = bundled(
        "components: {schemas: {Pet: {properties: {owner: {$ref: 'people.yaml#/Owner', description: Hers}}}}}",
        **{"api/people.yaml": "Owner: {properties: {friend: {$ref: '#/Friend'}}}\nFriend: {type: string}\n"},
    )

    assert complaints == []
    assert found(document, "#/components/schemas") == {
        "Pet": {"properties": {"owner": {"$ref": "#/components/schemas/Owner", "description": "Hers"}}},
        "Owner": {"properties": {"friend": {"$ref": "#/components/schemas/Friend"}}},
        "Friend": {"type": "string"},
    }
    assert str(document.place(Pointer.parse("#/components/schemas/Friend/type"))) == "people.yaml:2:16"


def test_a_path_item_in_another_file_is_put_in_place(bundled: Bundled) -> None:
    document, complaints = bundled(
        "paths: {/pets: {$ref: paths/pets.yaml}}",
        **{
            "api/paths/pets.yaml": "get: {responses: {'200': {$ref: '../responses.yaml#/Pets'}}}\n",
            "api/responses.yaml": "Pets: {description: all}\n",
        },
    )

    assert complaints == []
    assert found(document, "#/paths") == {
        "/pets": {"get": {"responses": {"200": {"$ref": "#/components/responses/Pets"}}}}
    }
    assert found(document, "#/components/responses") == {"Pets": {"description": "all"}}


def test_files_that_refer_to_each_other_in_a_circle_are_bundled(bundled: Bundled) -> None:
    document, complaints = bundled(
        "components: {schemas: {A: {items: {$ref: 'b.yaml#/B'}}}}",
        **{"api/b.yaml": "B: {items: {$ref: 'openapi.yaml#/components/schemas/A'}}\n"},
    )

    assert complaints == []
    assert found(document, "#/components/schemas") == {
        "A": {"items": {"$ref": "#/components/schemas/B"}},
        "B": {"items": {"$ref": "#/components/schemas/A"}},
    }


def test_two_files_with_one_name_are_told_apart_whatever_their_order(bundled: Bundled) -> None:
    entry = "components: {{schemas: {{X: {{items: {{$ref: '{}'}}}}, Y: {{items: {{$ref: '{}'}}}}}}}}"
    files = {"api/one/pet.yaml": "type: string\n", "api/two/pet.yaml": "type: integer\n"}

    first, _ = bundled(entry.format("one/pet.yaml", "two/pet.yaml"), **files)
    second, _ = bundled(entry.format("two/pet.yaml", "one/pet.yaml"), **files)

    schemas = [found(document, "#/components/schemas") for document in (first, second)]
    assert schemas[0].keys() == schemas[1].keys() and len(schemas[0]) == 4
    assert schemas[0]["X"] == schemas[1]["Y"] and schemas[0]["Y"] == schemas[1]["X"]


def test_a_property_named_like_a_reference_is_no_reference(bundled: Bundled) -> None:
    text = "{schemas: {A: {properties: {$ref: {type: string}}, example: {$ref: 'none.yaml'}}}}"
    document, complaints = bundled(f"components: {text}")

    assert complaints == []
    assert found(document, "#/components/schemas/A/properties") == {"$ref": {"type": "string"}}


@pytest.mark.parametrize(
    ("reference", "complaint"),
    [
        ("none.yaml", "error TS201: there is no file none.yaml (check the path)"),
        ("people.yaml#/Nobody", "error TS201: nothing is named people.yaml#/Nobody"),
        (
            "../secret.yaml",
            "error TS204: ../secret.yaml leads out of the folder that references may lead to "
            "(name a wider folder with --root, or copy the file into the entry document's)",
        ),
        (
            "https://example.com/a.yaml",
            "error TS204: https://example.com/a.yaml leads out of the folder that references may lead to "
            "(name a wider folder with --root, or copy the file into the entry document's)",
        ),
    ],
)
def test_a_reference_that_cannot_be_followed_is_told(bundled: Bundled, reference: str, complaint: str) -> None:
    entry = f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}"

    _, complaints = bundled(entry, **{"secret.yaml": "type: string\n", "api/people.yaml": "Owner: {}\n"})

    assert complaints == [f"openapi.yaml:3:34: {complaint}"]


def test_a_wider_folder_may_be_allowed(bundled: Bundled) -> None:
    document, complaints = bundled(
        "components: {schemas: {A: {$ref: ../common.yaml}}}", root=".", **{"common.yaml": "type: string\n"}
    )

    assert complaints == []
    assert found(document, "#/components/schemas/common") == {"type": "string"}


def test_a_reference_into_the_definitions_around_it_is_repaired_and_told(tmp_path: Path) -> None:
    source = tmp_path / "openapi.yaml"
    source.write_text(
        HEAD + "components: {schemas: {A: {properties: {b: {$ref: '#/$defs/B'}}, $defs: {B: {type: string}}}}}\n"
    )
    report = Report()

    document = lead_home(load(source, report), report)

    assert found(document, "#/components/schemas/A/properties/b") == {"$ref": "#/components/schemas/A/$defs/B"}
    assert [str(one) for one in report] == [
        "openapi.yaml:3:51: warning TS205: #/$defs/B is meant to lead to the definitions of the schema around it "
        "(write the whole pointer from the root)"
    ]


def test_what_an_extension_holds_is_left_alone(bundled: Bundled) -> None:
    document, complaints = bundled("x-topics: [{content: {$ref: ./docs/none.md}}]")

    assert complaints == []
    assert found(document, "#/x-topics") == [{"content": {"$ref": "./docs/none.md"}}]
