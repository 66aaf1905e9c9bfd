"""Bases with a discriminator: where one is a value, and where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised

BASE = """
    Base: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    One: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {x: {type: integer}}}]}
"""
REFERENCE = "{$ref: '#/components/schemas/Base'}"


@pytest.mark.parametrize(
    ("use", "target"),
    [
        (f"type: object, properties: {{a: {REFERENCE}}}", "AnyBase"),
        (f"type: object, properties: {{a: {{allOf: [{REFERENCE}], description: one}}}}", "AnyBase"),
        (f"type: object, properties: {{a: {{anyOf: [{REFERENCE}, {{type: 'null'}}]}}}}", "AnyBase"),
        (f"type: object, properties: {{a: {{oneOf: [{REFERENCE}, {{$ref: '#/components/schemas/One'}}]}}}}", "Base"),
        (f"allOf: [{REFERENCE}, {{properties: {{a: {{type: string}}}}}}]", ""),
    ],
)
def test_a_reference_leads_to_all_that_extends_a_base_where_it_is_a_value(
    use: str, target: str, tmp_path: Path
) -> None:
    described = normalised(tmp_path, api(f"{BASE}    Use: {{{use}}}"))

    shown = str(described.properties("Use")["a"])
    assert described.complaints == []
    assert (f"schemas/{target}'" in shown) is bool(target)


@pytest.mark.parametrize(
    "schemas",
    [
        "    Base: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}",
        BASE.replace(", discriminator: {propertyName: kind}", ""),
    ],
)
def test_a_base_that_nothing_extends_or_that_says_no_property_stays_what_it_is(schemas: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"{schemas}\n    Use: {{type: object, properties: {{a: {REFERENCE}}}}}"))

    assert described.properties("Use")["a"] == {"$ref": "#/components/schemas/Base"}


@pytest.mark.parametrize(
    ("said", "options", "mapping"),
    [
        ("discriminator: {propertyName: kind}, ", ["One", "Two", "Base"], ["Base", "One", "Two"]),
        (
            "discriminator: {propertyName: kind, mapping: {1: One, two: Two}}, ",
            ["One", "Two", "Base"],
            ["1", "Base", "two"],
        ),
        ("", ["One", "Two"], None),
    ],
)
@pytest.mark.parametrize("key", ["oneOf", "anyOf"])
def test_a_base_that_is_a_choice_of_what_extends_it_does_not_contain_itself(
    said: str, options: list[str], mapping: list[str] | None, key: str, tmp_path: Path
) -> None:
    listed = f"{key}: [{{$ref: '#/components/schemas/One'}}, {{$ref: '#/components/schemas/Two'}}]"
    schemas = f"""
        Base: {{type: object, properties: {{kind: {{type: string}}}}, {said}{listed}}}
        One: {{allOf: [{REFERENCE}, {{properties: {{x: {{type: integer}}}}}}]}}
        Two: {{allOf: [{REFERENCE}, {{properties: {{y: {{type: integer}}}}}}]}}
        Use: {{type: object, properties: {{a: {REFERENCE}}}}}
    """

    described = normalised(tmp_path, api(schemas))

    choice = described.schemas["AnyBase"]
    assert described.complaints == []
    assert described.properties("Use")["a"] == {"$ref": "#/components/schemas/AnyBase"}
    assert [one["$ref"].rpartition("/")[2] for one in choice["oneOf"]] == options
    assert [*choice["discriminator"]["mapping"]] == mapping if mapping else "discriminator" not in choice
    assert [[*described.properties(name)] for name in ("Base", "One", "Two")] == [
        ["kind"],
        ["kind", "x"],
        ["kind", "y"],
    ]


def test_the_name_of_the_choice_is_one_that_nothing_else_has(tmp_path: Path) -> None:
    schemas = f"{BASE}    AnyBase: {{type: string}}\n    Use: {{type: object, properties: {{a: {REFERENCE}}}}}"

    described = normalised(tmp_path, api(schemas))

    assert described.properties("Use")["a"] == {"$ref": "#/components/schemas/AnyBase_"}
    assert described.schemas["AnyBase"] == {"type": "string"}


def test_what_extends_a_part_of_a_component_extends_nothing_that_is_called_like_the_part(tmp_path: Path) -> None:
    schemas = """
        Base: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
        Holder: {type: object, properties: {Base: {type: object, properties: {x: {type: string}}}}}
        One: {allOf: [{$ref: '#/components/schemas/Holder/properties/Base'}, {properties: {y: {type: integer}}}]}
    """

    described = normalised(tmp_path, api(schemas))

    assert [*described.schemas] == ["Base", "Holder", "Holder.Base", "One"]
