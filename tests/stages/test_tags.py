"""Discriminators: which property tells the options of a choice apart, and by which values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from described import api, normalised, ref

OPTIONS = (
    "A: {type: object, required: [kind, type], properties: {kind: {const: a}, type: {enum: [x]}}}\n"
    "B: {type: object, required: [kind, type], properties: {kind: {const: b}, type: {enum: [y, z]}}}"
)
CHOICE = f"oneOf: [{ref('A')}, {ref('B')}]"


def test_a_property_that_people_mean_is_inferred(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}}}\n{OPTIONS}"))

    assert described.schemas["Pet"]["discriminator"] == {
        "propertyName": "type",
        "mapping": {"x": ref_of("A"), "y": ref_of("B"), "z": ref_of("B")},
    }


@pytest.mark.parametrize(
    ("first", "second", "mapping"),
    [
        ("const: 1", "enum: [2, 3]", {"1": "A", "2": "B", "3": "B"}),
        ("const: true", "const: false", {"true": "A", "false": "B"}),
        ("const: 1", "const: true", None),
        ("const: 1", "const: '1'", None),
        ("const: 1.5", "const: 2", None),
    ],
)
def test_a_number_or_a_truth_tells_options_apart(first: str, second: str, mapping: Any, tmp_path: Path) -> None:
    options = "\n".join(
        f"{name}: {{type: object, required: [n], properties: {{n: {{{said}}}}}}}"
        for name, said in (("A", first), ("B", second))
    )

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}}}\n{options}"))

    found = described.schemas["Pet"].get("discriminator")
    assert found == (mapping and {"propertyName": "n", "mapping": {key: ref_of(to) for key, to in mapping.items()}})


@pytest.mark.parametrize(
    ("values", "said", "mapping"),
    [
        ("A, B", "", {"A": "A", "B": "B"}),
        ("A, B, C", "", {"A": "A", "B": "B"}),
        ("a, b", "", {"a": "A", "b": "B"}),
        ("x, y", ", mapping: {x: A, y: B}", {"x": "A", "y": "B"}),
        ("x, B", ", mapping: {x: A}", {"x": "A", "B": "B"}),
        ("x, y", ", mapping: {x: A}", {"x": "A", "y": "B"}),
    ],
)
def test_options_that_share_an_enum_are_told_apart_by_name(
    values: str, said: str, mapping: dict[str, str], tmp_path: Path
) -> None:
    options = f"Kind: {{enum: [{values}]}}\n" + "\n".join(
        f"{name}: {{type: object, required: [kind], properties: {{kind: {ref('Kind')}}}}}" for name in "AB"
    )

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, discriminator: {{propertyName: kind{said}}}}}\n{options}"))

    found = described.schemas["Pet"]["discriminator"]["mapping"]
    assert found == {key: ref_of(to) for key, to in mapping.items()}
    assert described.complaints == []


@pytest.mark.parametrize(("values", "said"), [("x, y", ""), ("x, y, z", ", mapping: {x: A, y: A}, defaultMapping: B")])
def test_values_that_nobody_decides_between_options_are_told(values: str, said: str, tmp_path: Path) -> None:
    options = f"Kind: {{enum: [{values}]}}\n" + "\n".join(
        f"{name}: {{type: object, required: [kind], properties: {{kind: {ref('Kind')}}}}}" for name in "AB"
    )

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, discriminator: {{propertyName: kind{said}}}}}\n{options}"))

    told = [line.split(" ", 1)[1] for line in described.complaints]
    assert told == ([] if said else ["TS331: x of kind is a value of A and of B"])
    assert ("discriminator" in described.schemas["Pet"]) is bool(said)


def test_nothing_is_inferred_from_what_need_not_be_there(tmp_path: Path) -> None:
    options = OPTIONS.replace("required: [kind, type], ", "", 1)

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}}}\n{options}"))

    assert "discriminator" not in described.schemas["Pet"]


def test_values_of_the_options_stand_beside_those_of_the_mapping(tmp_path: Path) -> None:
    discriminator = "discriminator: {propertyName: kind, mapping: {old: A}}"

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, {discriminator}}}\n{OPTIONS}"))

    mapping = described.schemas["Pet"]["discriminator"]["mapping"]
    assert mapping == {"a": ref_of("A"), "b": ref_of("B"), "old": ref_of("A")}


def test_a_reference_in_a_mapping_is_repaired_and_told(tmp_path: Path) -> None:
    discriminator = f"discriminator: {{propertyName: tag, mapping: {{a: {ref('A')}, b: '#/components/schemas/B'}}}}"
    options = OPTIONS.replace("kind", "other")

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, {discriminator}}}\n{options}"))

    assert described.schemas["Pet"]["discriminator"]["mapping"] == {"a": ref_of("A"), "b": ref_of("B")}
    assert [line for line in described.complaints if "TS332" in line]


def test_a_value_of_two_options_is_told_and_tells_nothing_apart(tmp_path: Path) -> None:
    discriminator = "discriminator: {propertyName: kind}"
    options = OPTIONS.replace("const: b", "const: a")

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, {discriminator}}}\n{options}"))

    assert "discriminator" not in described.schemas["Pet"]
    assert [line.split(" ", 1)[1] for line in described.complaints] == ["TS331: a of kind is a value of A and of B"]


def test_a_choice_inside_a_property_is_named(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Owner: {{properties: {{pet: {{{CHOICE}}}}}}}\n{OPTIONS}"))

    assert described.properties("Owner")["pet"] == {"$ref": "#/components/schemas/Owner.pet"}
    assert described.schemas["Owner.pet"]["discriminator"]["propertyName"] == "type"


def test_what_is_sent_is_told_apart_by_the_forms_that_are_sent(tmp_path: Path) -> None:
    options = OPTIONS.replace("{const: a}", "{const: a}, id: {type: string, readOnly: true}")
    path = (
        "/pets:\n  post:\n    operationId: create\n"
        f"    requestBody: {{content: {{application/json: {{schema: {ref('Pet')}}}}}}}\n"
        f"    responses: {{'200': {{description: ok, content: {{application/json: {{schema: {ref('Pet')}}}}}}}}}\n"
    )
    discriminator = "discriminator: {propertyName: kind, mapping: {old: A}}"

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, {discriminator}}}\n{options}", path))

    mapping = described.schemas["Pet.sent"]["discriminator"]["mapping"]
    assert mapping == {"a": ref_of("A.sent"), "b": ref_of("B"), "old": ref_of("A.sent")}


def ref_of(name: str) -> str:
    """Give the text of a reference to a component."""
    return f"#/components/schemas/{name}"


@pytest.mark.parametrize("said", ["const: a", "type: string, default: a"])
def test_an_option_whose_value_leads_to_another_one_keeps_the_discriminator_from_telling(
    said: str, tmp_path: Path
) -> None:
    discriminator = "discriminator: {propertyName: kind, mapping: {a: A}}"
    options = OPTIONS.replace("const: b", said)

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, {discriminator}}}\n{options}"))

    assert "discriminator" not in described.schemas["Pet"]
    assert [line.split(" ", 1)[1] for line in described.complaints] == ["TS331: a of kind is a value of A and of B"]


def test_a_mapping_to_what_is_no_option_is_told(tmp_path: Path) -> None:
    discriminator = "discriminator: {propertyName: kind, mapping: {a: A, b: B, c: C}}"

    described = normalised(tmp_path, api(f"Pet: {{{CHOICE}, {discriminator}}}\n{OPTIONS}"))

    assert described.schemas["Pet"]["discriminator"]["mapping"] == {"a": ref_of("A"), "b": ref_of("B")}
    assert [line.split(" ", 1)[1] for line in described.complaints] == [
        "TS333: c is mapped to what is none of the options, so nothing is known of it"
    ]
