"""Choices between constants that are enums, and those that are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from described import api, normalised
from truespec.schema import EnumSchema, Member, NullableSchema


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ("oneOf: [{const: a}, {const: b}]", ["a", "b"]),
        ("type: integer, anyOf: [{const: 2, title: Two}, {const: 1, description: one, x-since: 3}]", [2, 1]),
        ("oneOf: [{enum: [a], type: string}, {const: b, deprecated: true}]", ["a", "b"]),
        ("anyOf: [{const: a}, {const: b}, {type: 'null'}]", ["a", "b", None]),
        ("anyOf: [{const: a}, {const: 1}]", None),
        ("anyOf: [{const: a}, {const: b}, {type: string}]", None),
        ("anyOf: [{const: a, minLength: 1}, {const: b}]", None),
        ("anyOf: [{const: a}, {enum: [b, c]}]", None),
        ("oneOf: [{const: a, title: A}]", None),
        ("oneOf: [{const: 1.5}, {const: 2.5}]", None),
        ("oneOf: [{const: a}, {const: b}], enum: [a, b, c]", None),
    ],
)
def test_a_choice_between_texts_or_between_integers_is_an_enum(schema: str, values: Any, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Kind: {{{schema}}}"))

    found = described.schemas["Kind"]
    assert (found.get("enum") if "oneOf" not in found and "anyOf" not in found else None) == values


def test_each_value_has_the_name_and_the_description_that_it_is_given(tmp_path: Path) -> None:
    options = "{const: r, title: Light red, description: Blood}, {const: g, deprecated: true}, {const: b, title: Blue}"

    described = normalised(tmp_path, api(f"Kind: {{description: A color, oneOf: [{options}, {{type: 'null'}}]}}"))

    (kind,) = described.specification.schemas
    assert kind.description == "A color"
    assert isinstance(kind.schema, EnumSchema)
    assert kind.schema.members == (
        Member(value="r", name_hint="Light red", description="Blood"),
        Member(value="g", description="Deprecated."),
        Member(value="b", name_hint="Blue"),
    )


def test_what_stands_beside_such_a_choice_stays(tmp_path: Path) -> None:
    choice = "{oneOf: [{const: a}, {const: b}, {type: 'null'}], default: b, description: said}"

    described = normalised(tmp_path, api(f"Pet: {{properties: {{kind: {choice}}}}}"))

    (property_,) = described.model("Pet").fields.values()
    assert str(property_.clause) == " = PetKind.B"
    assert isinstance(described.specification.schema("Pet.kind").schema, EnumSchema | NullableSchema)
