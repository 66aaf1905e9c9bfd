"""Which components that were made of inline schemas are taken back once those are merged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from described import api, normalised, ref

KINDS = "Kinds: {type: integer, enum: [1, 2, 3]}\nPlain: {type: string}\nNamed: {properties: {name: {type: string}}}"


def pet(schema: str, folder: Path, others: str = KINDS) -> tuple[Any, set[str]]:
    """Give the canonical form of a property, and the components that there are besides those of the author."""
    described = normalised(folder, api(f"Pet: {{properties: {{kind: {schema}}}}}\n{others}"))
    made = {name for name in described.schemas if name not in ("Pet", "Kinds", "Plain", "Named")}
    return described.properties("Pet")["kind"], made


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        (f"{{allOf: [{ref('Kinds')}], enum: [2]}}", {"type": "integer", "enum": [2]}),
        (f"{{allOf: [{ref('Plain')}], const: a, default: a}}", {"type": "string", "const": "a", "default": "a"}),
        (f"{{allOf: [{ref('Plain')}, {{format: date}}]}}", {"type": "string", "format": "date"}),
        (f"{{allOf: [{ref('Plain')}, {{format: date}}], readOnly: true, description: said}}", {"format": "date"}),
    ],
)
def test_a_composition_that_comes_to_a_plain_value_stands_where_it_was_written(
    schema: str, wanted: dict[str, Any], tmp_path: Path
) -> None:
    kind, made = pet(schema, tmp_path)

    assert made == set()
    assert "$ref" not in kind
    assert kind.items() >= wanted.items()
    assert ("readOnly" in kind, "description" in kind) == ("readOnly" in schema, "description" in schema)


@pytest.mark.parametrize(
    "schema",
    [
        f"{{allOf: [{ref('Kinds')}], enum: [1, 2]}}",
        f"{{allOf: [{ref('Named')}], required: [name]}}",
        f"{{allOf: [{ref('Plain')}], const: a, x-fern-type-name: Letter}}",
    ],
)
def test_one_that_comes_to_a_type_or_has_a_name_of_its_author_keeps_it(schema: str, tmp_path: Path) -> None:
    kind, made = pet(schema, tmp_path)

    assert {f"#/components/schemas/{name}" for name in made} == {kind["$ref"]}


def test_what_an_author_named_stays_a_component(tmp_path: Path) -> None:
    kind, made = pet(ref("Two"), tmp_path, f"{KINDS}\nTwo: {{allOf: [{ref('Kinds')}], enum: [2]}}")

    assert (kind, made) == ({"$ref": "#/components/schemas/Two"}, {"Two"})


def test_a_reference_to_one_that_is_taken_back_has_its_value_too(tmp_path: Path) -> None:
    others = f"{KINDS}\nOwner: {{properties: {{pets: {{$ref: '#/components/schemas/Pet/properties/kind'}}}}}}"
    described = normalised(
        tmp_path, api(f"Pet: {{properties: {{kind: {{allOf: [{ref('Kinds')}], enum: [2]}}}}}}\n{others}")
    )

    assert described.properties("Owner")["pets"] == described.properties("Pet")["kind"]
    assert described.schemas.keys() == {"Pet", "Kinds", "Plain", "Named", "Owner"}
