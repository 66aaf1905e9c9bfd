"""x-go-type-skip-optional-pointer: which fields read absent and null as the zero value of their type."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised

SKIP = "x-go-type-skip-optional-pointer"
TARGETS = f"""
Model: {{properties: {{x: {{type: string}}}}}}
Words: {{type: array, items: {{type: string}}}}
Word: {{type: string}}
Skipping: {{type: string, {SKIP}: true}}
Kind: {{enum: [a, b]}}
"""


@pytest.mark.parametrize(
    ("schema", "clause", "optional"),
    [
        ("type: string", ' = ""', False),
        ("type: integer", " = 0", False),
        ("type: number", " = 0.0", False),
        ("type: boolean", " = False", False),
        ("type: array, items: {type: string}", " = []", False),
        ("type: object", " = {}", False),
        ("type: object, additionalProperties: {type: integer}", " = {}", False),
        ("type: string, format: byte", ' = ""', False),
        ("type: [string, 'null']", ' = ""', False),
        ("x-go-type: '[]native.X', type: array", " = []", False),
        ("$ref: '#/components/schemas/Word'", ' = ""', False),
        ("$ref: '#/components/schemas/Words'", " = []", False),
        ("enum: [a, b]", " = None", True),
        ("$ref: '#/components/schemas/Kind'", " = None", True),
        ("type: [string, 'null'], enum: [a, b, null]", " = None", True),
        ("type: string, format: date-time", " = None", True),
        ("type: string, format: date", " = None", True),
        ("type: string, format: uri", " = None", True),
        ("$ref: '#/components/schemas/Model'", " = None", True),
        ("properties: {y: {type: string}}", " = None", True),
        ("allOf: [{$ref: '#/components/schemas/Word'}]", ' = ""', False),
    ],
)
def test_a_field_without_a_pointer_has_the_zero_value_or_none(
    schema: str, clause: str, optional: bool, tmp_path: Path
) -> None:
    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {{{schema}, {SKIP}: true}}}}}}{TARGETS}"))

    field = described.model("Pet").fields["a"]
    assert (field.clause, field.optional) == (clause, optional)
    assert described.model("Pet").rules == 'FieldRules(zero=frozenset({"a"}))'


@pytest.mark.parametrize("said", [f"{SKIP}: false", "description: nothing"])
def test_a_field_with_a_pointer_is_optional(said: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {{type: string, {said}}}}}}}"))

    assert described.model("Pet").fields["a"].clause == " = None"
    assert described.model("Pet").fields["a"].optional
    assert described.model("Pet").rules == ""


@pytest.mark.parametrize(
    ("beside", "clause"),
    [("", ' = ""'), (f", {SKIP}: true", ' = ""'), (f", {SKIP}: false", " = None"), (", description: x", ' = ""')],
)
def test_what_stands_beside_a_reference_wins_over_its_target(beside: str, clause: str, tmp_path: Path) -> None:
    text = f"Pet: {{properties: {{a: {{$ref: '#/components/schemas/Skipping'{beside}}}}}}}{TARGETS}"

    described = normalised(tmp_path, api(text))

    assert described.model("Pet").fields["a"].clause == clause


def test_a_required_field_has_no_default(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{required: [a], properties: {{a: {{type: string, {SKIP}: true}}}}}}"))

    assert described.model("Pet").fields["a"].clause == ""
    assert described.model("Pet").rules == ""


def test_a_nullable_field_without_the_extension_takes_null(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("Pet: {properties: {a: {type: [string, 'null']}, b: {type: string}}}"))

    assert described.model("Pet").rules == 'FieldRules(nullable=frozenset({"a"}))'
