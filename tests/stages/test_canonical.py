"""The canonical description: stable to the byte, its own canonical form, and the same to every reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from openapi_python_client.schema import OpenAPI
from ruamel.yaml import YAML

from described import Described, api, normalised, ref, sends_and_receives
from source_tree import ROOT

SCHEMAS = f"""
Pet:
  required: [id, name]
  description: "  starts with blanks\\n\\nhas 'quotes', \\"more\\" and: colons # too \\t\\u2028 \\x85 \\0 end "
  properties:
    id: {{type: integer, readOnly: true, x-order: 2}}
    name: {{type: string, x-order: 1, default: 'no'}}
    y: {{enum: [y, n, 'on', 'off', 'yes', 'null', '~', '1_000', 0x1F, 09:00, 1e3, 2024-01-01, '', ' ', '0o7', '010']}}
    kind: {{type: [string, 'null'], enum: [a, b, null]}}
    inner: {{type: [object, string], properties: {{secret: {{type: string, writeOnly: true}}, x: {{}}}}}}
    who: {{allOf: [{ref("Named")}, {{properties: {{deep: {{allOf: [{ref("Named")}, {ref("Aged")}]}}}}}}]}}
    go: {{x-go-type: 'map[string][]*native.T', x-order: -1}}
    mapped: {{x-go-type: mine.T}}
    into: {{$ref: '#/components/schemas/Named/properties/first'}}
    self: {ref("Pet")}
Named: {{properties: {{first: {{properties: {{a: {{type: string}}}}}}, '=': {{}}, '<<': {{}}, '': {{}}}}}}
Data:
  example:
    {"k" * 200}: [[1, [2, {{a: []}}]], {{}}, [], [[]], {{k: [{{b: {{}}, c: 1e300}}, [x, y]]}}, 1.5e-7, -0.0, true, null]
    {"l" * 200}: {{m: 1}}
    "\U0001f372 \\uFEFF": ["one \U0001f372\\ntwo\\n\\n\\n", "\\r\\n", "\\n", "a\\n b\\n\\n c", "a \\nb", "- a\\n# b\\n"]
    "{"m" * 200}\\n": ["---\\n...", "\\x7f\\n", "?"]
Aged: {{properties: {{age: {{type: number, default: 1.0, examples: [1.10, -0.0, 12345678901234567890]}}}}}}
"""
TYPES = {"mine.T": "mine.T"}


@pytest.fixture
def nasty(tmp_path: Path) -> Described:
    return normalised(tmp_path, api(SCHEMAS, sends_and_receives(ref("Pet"), ref("Pet"))), TYPES)


@pytest.fixture
def page(tmp_path: Path) -> Described:
    return normalised(
        tmp_path, (ROOT / "spec/portable/create-source.md").read_text("utf-8").split("````")[1].partition("\n")[2]
    )


@pytest.mark.parametrize("name", ["nasty", "page"])
def test_the_canonical_form_of_a_canonical_description_is_itself(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    canonical = request.getfixturevalue(name).canonical

    assert normalised(tmp_path, canonical.decode(), TYPES).canonical == canonical


@pytest.mark.parametrize("name", ["nasty", "page"])
def test_readers_of_yaml_1_1_and_1_2_read_the_same(name: str, request: pytest.FixtureRequest) -> None:
    described = request.getfixturevalue(name)
    text = described.canonical.decode()

    modern = YAML(typ="safe", pure=True).load(text)

    assert modern == described.root
    assert yaml.safe_load(text) == modern
    assert repr(modern) == repr(described.root)


@pytest.mark.parametrize("name", ["nasty", "page"])
def test_it_is_an_openapi_description_of_valid_schemas(name: str, request: pytest.FixtureRequest) -> None:
    described = request.getfixturevalue(name)

    OpenAPI.model_validate(described.root)
    for schema in described.schemas.values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    assert dangling(described.root, described.root) == []


def dangling(value: Any, root: Any) -> list[str]:
    """Give the schema references in a description that reach no component."""
    if isinstance(value, list):
        return [name for item in value for name in dangling(item, root)]
    if not isinstance(value, dict):
        return []
    own = str(value.get("$ref", "")).removeprefix("#/components/schemas/")
    missing = [own] if own and "/" not in own and own not in root["components"]["schemas"] else []
    return missing + [name for item in value.values() for name in dangling(item, root)]


def test_nothing_that_is_resolved_is_left(nasty: Described) -> None:
    words = keywords(nasty.root["components"]["schemas"])

    assert words.isdisjoint({"allOf", "x-go-type", "x-go-type-import", "nullable"})
    assert {"x-python-type", "x-order"} <= words


def keywords(value: Any) -> set[str]:
    """Give every key of a description."""
    if isinstance(value, list):
        return set().union(*map(keywords, value))
    return set(value).union(*map(keywords, value.values())) if isinstance(value, dict) else set()


@cache
def lines_of(text: bytes) -> list[str]:
    return text.decode().split("\n")


def test_keywords_and_names_are_sorted_and_no_line_is_folded(tmp_path: Path) -> None:
    text = "Zoo: {title: z, x-b: 1, x-a: 2, type: string, description: " + "long " * 100 + "}\nApe: {}"

    described = normalised(tmp_path, api(text))

    lines = [line.strip() for line in lines_of(described.canonical)]
    assert lines[lines.index("schemas:") + 1 :][:2] == ["Ape: {}", "Zoo:"]
    assert [line.split(":")[0] for line in lines[lines.index("Zoo:") + 1 :]] == [
        "title",
        "description",
        "type",
        "x-a",
        "x-b",
        "",
    ]
    assert described.canonical.endswith(b"\n")


def test_a_description_of_several_lines_is_a_block(tmp_path: Path) -> None:
    described = normalised(tmp_path, api('Pet: {description: "one\\ntwo: #3\\n"}'))

    assert "      description: |\n        one\n        two: #3\n" in described.canonical.decode()
