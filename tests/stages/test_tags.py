"""Discriminators: which property tells the options of a choice apart, and by which values."""

from __future__ import annotations

from pathlib import Path

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
