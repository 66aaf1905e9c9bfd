# ruff: noqa: E501  (a row is a line)
"""Input that would exhaust a machine ends in a diagnostic or a meaning; `make corpus` has the same in full size."""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from described import normalised
from truespec import pipeline
from truespec.codes import UNKNOWN_KEY
from truespec.diagnostic import Report, Severity, Stopped
from truespec.document import Place
from truespec.plan import plan
from truespec.settings import Settings

HEAD = '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}'
YAML = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n"


def chain(length: int, key: str, copies: int = 1) -> str:
    """Give schemas that lead on to each other, each by a list under a key, or by reference alone."""
    links: dict[str, Any] = {}
    for number in range(length):
        following = {"$ref": f"#/components/schemas/S{number + 1}"}
        links[f"S{number}"] = {key: [following] * copies} if key else following
    return f'{HEAD},"components":{{"schemas":{json.dumps({**links, f"S{length}": {"type": "object"}})}}}}}'


def lattice(levels: int, **beside: Any) -> str:
    """Give choices of which each two lead to both of the next two, so that 2^levels ways lead to the last two."""
    schemas: dict[str, Any] = {"Holder": {"properties": {"way": {"$ref": "#/components/schemas/A0"}}}}
    for number in range(levels):
        following = [{"$ref": f"#/components/schemas/{letter}{number + 1}"} for letter in "AB"]
        schemas |= {f"{letter}{number}": {"oneOf": following, **beside} for letter in "AB"}
    last = {f"{letter}{levels}": {"type": "object", "properties": {"kind": {"const": letter}}} for letter in "AB"}
    return f'{HEAD},"components":{{"schemas":{json.dumps({**schemas, **last})}}}}}'


def errors(folder: Path, name: str, text: str | bytes) -> list[str]:
    """Lint a file, and give the codes of its errors, each of which has a place in the file."""
    file, report = folder / name, Report()
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        pipeline.lint(Settings(sources=(str(file),)), report, lambda _: None)
    except Stopped:
        assert report.failed
    found = [item for item in report if item.code.severity is Severity.ERROR]
    assert all(item.place.file == name and item.place.line > 0 for item in found)
    return [item.code.number for item in found]


REFUSED = [
        ("deep.json", f'{HEAD},"x-a":{"[" * 10_000}{"]" * 10_000}}}', "TS114"),
        ("open.json", f'{HEAD},"x-a":{"[" * 100_000}', "TS114"),
        ("deep.yaml", YAML + "x-a: " + "[" * 10_000 + "]" * 10_000, "TS114"),
        ("open.yaml", YAML + "x-a: " + "{a: " * 100_000, "TS114"),
        ("dashes.yaml", YAML + "x-a:\n  " + "- " * 10_000 + "1\n", "TS114"),
        ("bomb.yaml", YAML + "".join(f"x-{n}: &a{n} [{'*a' + str(n - 1) + ',' if n else ''}{('*a' + str(n - 1) + ',') * 8 if n else 'x'}]\n" for n in range(25)), "TS112"),
        ("itself.yaml", YAML + "x-a: &a [*a]\n", "TS112"),
        ("chain.json", chain(300, ""), "TS114"),
        ("all-of.json", chain(300, "allOf"), "TS114"),
        ("doubled.json", chain(40, "allOf", 2), "TS114"),
        ("beside.json", lattice(26, properties={"own": {}}), "TS114"),
        ("extended.json", lattice(26, allOf=[{"required": ["own"]}]), "TS114"),
        ("number.json", f'{HEAD},"x-a":{"9" * 10_000}}}', "TS104"),
        ("nul.json", f'{HEAD},"components":{{"schemas":{{"A":{{"$ref":"a\\u0000b"}}}}}}}}', "TS201"),
        ("name.json", f'{HEAD},"components":{{"schemas":{{"A":{{"$ref":"{"a" * 5000}"}}}}}}}}', "TS201"),
        ("utf-16.json", (HEAD + "}").encode("utf-16"), "TS102"),
        ("bytes.json", HEAD.encode() + b',"x-a":"\xff"}', "TS102"),
        ("nul.yaml", YAML + 'x-a: "a\0b"\n', "TS102"),
        ("fences.md", "```\n" * 1000, "TS106"),
        ("brackets.md", "[" * 100_000, "TS106"),
]  # fmt: skip
READ = [
    ("long.json", f'{HEAD},"x-a":"{"a" * 2_000_000}"}}'),
    ("long.yaml", YAML + "x-a: " + "a" * 2_000_000 + "\n"),
    ("crlf.yaml", YAML.replace("\n", "\r\n")),
    ("bom.yaml", "\ufeff" + YAML),
    ("bom.json", "\ufeff" + HEAD + "}"),
    ("tabs.json", HEAD.replace(",", ",\t") + "}"),
    ("doubled.json", chain(40, "anyOf", 2)),
    ("far.json", chain(150, "")),
    ("lattice.json", lattice(60)),
    ("told.json", lattice(60, discriminator={"propertyName": "kind"})),
]


@pytest.mark.parametrize(("name", "text", "code"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_what_would_exhaust_a_machine_is_refused_at_its_place(
    tmp_path: Path, name: str, text: str | bytes, code: str
) -> None:
    assert errors(tmp_path, name, text) == [code]


@pytest.mark.parametrize(("name", "text"), READ, ids=[name for name, _ in READ])
def test_what_is_odd_and_legal_is_read(tmp_path: Path, name: str, text: str) -> None:
    assert errors(tmp_path, name, text) == []


def test_choices_that_share_their_options_are_planned_however_many_ways_lead_to_them(tmp_path: Path) -> None:
    described = normalised(tmp_path, lattice(60))

    assert [*described.model("Holder").fields] == ["way"]


@pytest.mark.parametrize(
    "schemas",
    [
        "A: {oneOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {anyOf: [{$ref: '#/components/schemas/B'}]}, B: {oneOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {properties: {b: {anyOf: [{$ref: '#/components/schemas/A/properties/b'}]}}}",
    ],
)
def test_a_schema_that_is_nothing_but_its_own_option_is_refused(tmp_path: Path, schemas: str) -> None:
    text = f"{YAML}components: {{schemas: {{{schemas}}}}}\n"

    assert "TS203" in errors(tmp_path, "a.yaml", text)


def test_an_example_of_choices_that_share_their_options_is_left_unchecked(tmp_path: Path) -> None:
    file, report = tmp_path / "a.json", Report()
    file.write_text(lattice(26, example={"kind": "C"}), "utf-8")

    pipeline.lint(Settings(sources=(str(file),)), report, lambda _: None)

    unchecked = [item for item in report if item.code.number == "TS504"]
    assert unchecked and all(item.place.line > 0 and "more than 200000" in item.message for item in unchecked)
    # Those that fewer ways lead from are checked all the same.
    assert "TS501" in [item.code.number for item in report]


def test_a_parameter_of_choices_that_share_their_options_is_looked_at_for_pages(tmp_path: Path) -> None:
    scalars = json.loads(lattice(40))["components"]["schemas"] | {"A40": {"type": "string"}, "B40": {"type": "integer"}}
    cursor = {"$ref": "#/components/schemas/A0"}
    listed = {"properties": {"data": {"type": "array", "items": {}}, "next_cursor": cursor}}
    answers = {"200": {"description": "", "content": {"application/json": {"schema": listed}}}}
    operation = {"parameters": [{"name": "cursor", "in": "query", "schema": cursor}], "responses": answers}
    file, report = tmp_path / "a.json", Report()
    whole = json.loads(HEAD + "}") | {"paths": {"/a": {"get": operation}}, "components": {"schemas": scalars}}
    file.write_text(json.dumps(whole), "utf-8")

    plan(pipeline.understand(Settings(sources=(str(file),)), report, lambda _: None), "odd", report)

    assert "TS404" in [item.code.number for item in report]


def test_choices_that_are_options_of_each_other_by_the_hundred_are_refused(tmp_path: Path) -> None:
    back = {"$ref": "#/components/schemas/All"}
    choices = {f"C{number}": {"oneOf": [back, {"const": number}]} for number in range(400)}
    schemas = {**choices, "All": {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in choices]}}
    text = f'{HEAD},"components":{{"schemas":{json.dumps(schemas)}}}}}'

    assert errors(tmp_path, "a.json", text) == ["TS324", "TS114"]


def test_a_schema_may_lead_back_to_itself_through_an_object_or_a_list(tmp_path: Path) -> None:
    json = "{anyOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/A'}}, {$ref: '#/components/schemas/B'}]}"
    text = f"{YAML}components: {{schemas: {{A: {json}, B: {{type: object, properties: {{a: {{$ref: '#/components/schemas/A'}}}}}}}}}}\n"

    assert errors(tmp_path, "a.yaml", text) == []


def test_a_message_about_a_long_name_is_short() -> None:
    report = Report()

    report.add(UNKNOWN_KEY, at=Place("a.yaml"), message="x" * 100_000)

    assert [len(item.message) for item in report] == [2001]


def test_a_pattern_that_backtracks_without_end_costs_no_time(tmp_path: Path) -> None:
    schemas = {"A": {"type": "string", "pattern": "^(a+)+$", "example": "a" * 60 + "!"}}
    text = f'{HEAD},"components":{{"schemas":{json.dumps(schemas)}}}}}'

    assert errors(tmp_path, "pattern.json", text) == []


def test_what_was_found_before_a_stage_gave_up_has_its_pointer(tmp_path: Path) -> None:
    deep = "{items: " * 60 + "{type: string}" + "}" * 60
    text = YAML.replace("{title", "{foo: 1, title") + f"components: {{schemas: {{A: {deep}}}}}\n"
    file, report, limit = tmp_path / "deep.yaml", Report(), sys.getrecursionlimit()
    file.write_text(text)

    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        with pytest.raises(Stopped):
            pipeline.generate(Settings(sources=(str(file),)), report, lambda _: None)
    finally:
        sys.setrecursionlimit(limit)

    pointers = {item.code.number: str(item.place.pointer) for item in report}
    assert pointers["TS321"] == "#/info/foo" and "TS114" in pointers
