"""Choices that would be options of themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from described import api, normalised, ref

STRING, INTEGER, NULL = {"type": "string"}, {"type": "integer"}, {"type": "null"}


@pytest.mark.parametrize(
    ("schemas", "name", "options"),
    [
        (f"A: {{anyOf: [{ref('A')}, {{type: string}}]}}", "A", [STRING]),
        (f"A: {{oneOf: [{{type: 'null'}}, {ref('A')}, {{type: string}}]}}", "A", [NULL, STRING]),
        (f"A: {{anyOf: [{ref('B')}]}}\nB: {{anyOf: [{ref('A')}, {{type: string}}]}}", "A", [STRING]),
        (f"A: {{anyOf: [{{anyOf: [{ref('A')}, {{type: string}}]}}, {{type: integer}}]}}", "A", [STRING, INTEGER]),
        (f"A: {{anyOf: [{ref('B')}, {{type: string}}]}}\nB: {ref('A')}", "A", [STRING]),
        (f"A: {{anyOf: [{ref('A')}, {{const: 1}}, {{const: true}}]}}", "A", [{"const": 1}, {"const": True}]),
        (f"A: {{anyOf: [{{type: array, items: {ref('A')}}}]}}", "A", [{"type": "array", "items": {"$ref": "A"}}]),
    ],
)
def test_a_choice_is_no_option_of_itself(schemas: str, name: str, options: list[Any], tmp_path: Path) -> None:
    described = normalised(tmp_path, api(schemas))

    found = described.schemas[name]
    said = [one for key in ("anyOf", "oneOf") for one in found.get(key, ())]
    assert str(said).replace("#/components/schemas/", "") == str(options)


@pytest.mark.parametrize("first", ["A", "B"])
def test_choices_of_each_other_are_the_same_whatever_their_order(first: str, tmp_path: Path) -> None:
    lines = [f"A: {{oneOf: [{ref('B')}, {{type: string}}]}}", f"B: {{oneOf: [{ref('A')}, {{type: integer}}]}}"]

    described = normalised(tmp_path, api("\n".join(lines if first == "A" else lines[::-1])))

    assert described.schemas["A"]["oneOf"] == [INTEGER, STRING]
    assert described.schemas["B"]["oneOf"] == [STRING, INTEGER]
