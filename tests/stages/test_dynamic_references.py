"""What a dynamic reference leads to: the outermost anchor of its name on the way to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from truespec.diagnostic import Report
from truespec.document import plain
from truespec.load import OtherFiles, load
from truespec.pointer import Pointer
from truespec.resolve import bundle

HEAD = "openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\n"
GENERIC = """
    Page:
      $id: page
      properties: {items: {items: {$dynamicRef: '#item'}}, owner: {$ref: user}}
      $defs: {item: {$dynamicAnchor: item, const: nothing}}
    Pets:
      $id: pets
      $ref: page
      $defs: {item: {$dynamicAnchor: item, $ref: pet}}
    Pet: {$id: pet, type: string}
    User: {$id: user, type: integer}
"""
LEAVES = ", ".join(f"{{$dynamicRef: 'd{level}#n{level}'}}" for level in range(12))


def bundled(folder: Path, schemas: str) -> tuple[dict[str, Any], list[str]]:
    """Give the schemas of a description after its references were resolved, and the complaints."""
    source, report = folder / "openapi.yaml", Report()
    source.write_text(HEAD + "components:\n  schemas:\n" + schemas)
    document = bundle(load(source, report), OtherFiles(folder, report, root=None), report)
    return plain(document.find(Pointer.parse("#/components/schemas"))), [str(one) for one in report]


def test_a_schema_is_made_for_each_meaning_of_its_dynamic_references(tmp_path: Path) -> None:
    schemas, complaints = bundled(tmp_path, GENERIC)

    assert complaints == []
    assert schemas["Pets"]["$ref"] == "#/components/schemas/Pets_Page"
    assert schemas["Pets_Page"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Pet"}
    assert schemas["Page"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/item"}
    assert schemas["item"]["const"] == "nothing"
    # What does not depend on the way is not copied.
    assert {*schemas} == {"Page", "Pets", "Pet", "User", "Pets_Page", "item"}


@pytest.mark.parametrize(
    ("schema", "reference"),
    [
        ("$dynamicAnchor: node, properties: {next: {$dynamicRef: '#node'}}", "#/components/schemas/A"),
        ("$id: a, $dynamicAnchor: node, properties: {next: {$dynamicRef: '#node'}}", "#/components/schemas/A"),
        ("$id: a, $recursiveAnchor: true, properties: {next: {$recursiveRef: '#'}}", "#/components/schemas/A"),
        ("properties: {next: {$dynamicRef: '#/components/schemas/B'}}", "#/components/schemas/B"),
    ],
)
def test_one_possible_target_is_a_plain_reference(schema: str, reference: str, tmp_path: Path) -> None:
    schemas, complaints = bundled(tmp_path, f"    A: {{{schema}}}\n    B: {{type: string}}\n")

    assert complaints == []
    assert schemas["A"]["properties"]["next"] == {"$ref": reference}
    assert {*schemas} == {"A", "B"}


def test_a_schema_that_depends_on_more_ways_than_anybody_writes_is_refused(tmp_path: Path) -> None:
    lines: list[str] = []
    for level in range(12):
        following = f"anyOf: [{{$ref: a{level + 1}}}, {{$ref: b{level + 1}}}]" if level < 11 else f"anyOf: [{LEAVES}]"
        lines += [f"c{level}: {{$id: c{level}, {following}}}", f"d{level}: {{$id: d{level}, $dynamicAnchor: n{level}}}"]
        for kind in "ab":
            anchor = f"{{$dynamicAnchor: n{level}, const: {kind}}}"
            lines.append(f"{kind}{level}: {{$id: {kind}{level}, $ref: c{level}, $defs: {{x: {anchor}}}}}")

    _, complaints = bundled(tmp_path, "".join(f"    {line}\n" for line in lines))

    assert any("depends on more than 1000 ways to it" in complaint for complaint in complaints)


def test_what_stands_beside_a_reference_is_resolved_too(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("B: {type: string}\n")

    schemas, complaints = bundled(
        tmp_path, "    A: {$ref: '#/components/schemas/C', items: {$ref: 'b.yaml#/B'}}\n    C: {}\n"
    )

    assert complaints == []
    assert schemas["A"]["items"] == {"$ref": "#/components/schemas/B"}


@pytest.mark.parametrize("page", ["", "A"])
def test_a_dynamic_reference_in_another_file_has_a_meaning_for_each_way_to_it(page: str, tmp_path: Path) -> None:
    (tmp_path / "page.yaml").write_text("items: {$dynamicRef: '#item'}\n$defs: {item: {$dynamicAnchor: item}}\n")
    pets = "    Pets: {$id: pets, $ref: page.yaml, $defs: {item: {$dynamicAnchor: item, type: string}}}\n"

    schemas, complaints = bundled(tmp_path, f"    {page}: {{$ref: page.yaml}}\n{pets}" if page == "A" else pets)

    assert complaints == []
    pet = schemas[schemas["Pets"]["$ref"].rpartition("/")[2]]["items"]["$ref"].rpartition("/")[2]
    assert schemas[pet]["type"] == "string"
    assert schemas.get("A", {"$ref": "#/components/schemas/page"}) == {"$ref": "#/components/schemas/page"}
