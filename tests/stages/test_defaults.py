"""What absent properties read as, where that could be too much or hidden by something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised
from truespec.package import ModelClass

NAMED = "Named: {properties: {name: {type: string}}}"
COLOR = "Color: {type: string, enum: [red, green]}"


def clauses(folder: Path, schemas: str, name: str) -> list[str]:
    """Give what follows the annotations of a class."""
    types = {type_.declared.name: type_ for type_ in normalised(folder, api(schemas)).package.types}
    class_ = types[name]
    assert isinstance(class_, ModelClass)
    return [str(field.clause) for field in class_.fields.values()]


def test_defaults_of_defaults_do_not_double_without_end(tmp_path: Path) -> None:
    next_ = "{{$ref: '#/components/schemas/Level{0}', default: {{}}}}"
    levels = [
        f"Level{number}: {{properties: {{a: {level}, b: {level}}}}}"
        for number in range(30)
        if (level := next_.format(number + 1))
    ]

    schemas = "\n".join((*levels, NAMED.replace("Named", "Level30")))

    assert clauses(tmp_path, schemas, "Level29") == [' = Field(default_factory=FromJSON("{}"))'] * 2
    assert clauses(tmp_path, schemas, "Level0") == [" = None"] * 2


@pytest.mark.parametrize("default", ["{}", "{name: x, next: {}}"])
def test_a_default_that_leads_back_to_its_own_class_is_none(tmp_path: Path, default: str) -> None:
    next_ = f"{{$ref: '#/components/schemas/Node', default: {default}}}"
    schemas = f"Node: {{properties: {{name: {{type: string}}, next: {next_}}}}}"

    assert clauses(tmp_path, schemas, "Node") == [" = None", " = None"]


def test_a_member_is_read_from_json_where_a_field_hides_its_enum(tmp_path: Path) -> None:
    property_ = "{$ref: '#/components/schemas/颜色', default: red}"
    plain, hiding = (f"{{properties: {{{name}: {{type: string}}, a: {property_}}}}}" for name in ("b", "颜色"))
    schemas = f"{COLOR.replace('Color', '颜色')}\nPlain: {plain}\nHiding: {hiding}"

    assert clauses(tmp_path, schemas, "Plain")[-1] == " = 颜色.RED"
    assert clauses(tmp_path, schemas, "Hiding")[-1] == " = Field(default_factory=FromJSON('\"red\"'))"


@pytest.mark.parametrize(
    ("schema", "default"),
    [
        ("{type: string, format: date}", "2024-13-02"),
        ("{type: string, format: date-time}", "2024-01-02"),
        ("{type: string, format: ipv4}", "1.2.3"),
        ("{type: string, format: uri}", "no uri"),
        ("{type: integer}", '"1"'),
        ("{type: integer}", "true"),
        ("{type: boolean}", "1"),
        ("{type: number}", "9007199254740993"),
        ("{type: array, items: {type: string}}", "{}"),
        ("{type: array, prefixItems: [{type: string}], minItems: 1, items: false}", "[]"),
        ("{type: object, additionalProperties: {type: string}}", "{a: 1}"),
        ("{$ref: '#/components/schemas/Named'}", "{name: 1}"),
        ("{oneOf: [{type: string}, {type: boolean}]}", "1"),
    ],
)
def test_what_is_none_of_its_values_is_no_default(tmp_path: Path, schema: str, default: str) -> None:
    schemas = f"{NAMED}\nHolder: {{properties: {{value: {{allOf: [{schema}], default: {default}}}}}}}"

    assert clauses(tmp_path, schemas, "Holder") == [" = None"]
