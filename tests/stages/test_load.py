"""Files in, documents or complaints out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from textwrap import indent

import pytest

from truespec.codes import CODES
from truespec.diagnostic import Report, Stopped
from truespec.document import LINE_BREAK, Document, Mapping, Sequence, Value
from truespec.load import load, read
from truespec.pointer import Pointer

PAGE = "# Create pet\n\n> Creates a pet\n\n## OpenAPI\n\n{fence}yaml post /pets\n{yaml}\n{fence}"
PETS = "openapi: 3.1.0\npaths:\n  /pets:\n    post: {}\n"


def written(folder: Path, text: str | bytes, name: str) -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def document_of(folder: Path, text: str, name: str = "api.yaml") -> Document:
    report = Report()
    document = read(written(folder, text, name), report)
    assert list(report) == []
    return document


def complaints(folder: Path, text: str | bytes, name: str = "api.yaml") -> list[str]:
    """Load a file that must be refused, and give its complaints without hints."""
    report = Report()
    with pytest.raises(Stopped):
        load(written(folder, text, name), report)
    return [f"{item.place} {item.code.number}: {item.message}" for item in report]


def marks_of(value: Value) -> list[object]:
    """Give the marks of a value and of everything in it, in order."""
    if isinstance(value, Mapping):
        inner = [marks_of(item) for item in value.values()]
        return [value.file, value.mark, *value.marks.items(), *value.key_marks.items(), *inner]
    return [value.mark, *value.marks, *map(marks_of, value)] if isinstance(value, Sequence) else []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("2024-01-01", "2024-01-01"),
        ("2023‐06‐12T20:03:00Z", "2023‐06‐12T20:03:00Z"),
        ("09:00", "09:00"),
        ("1_000", "1_000"),
        ("0755", 755),
        ("0o17", 15),
        ("0x1F", 31),
        ("-0x1F", "-0x1F"),
        ("+12", 12),
        ("007", 7),
        ("12345678901234567890123", 12345678901234567890123),
        ("1.50", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("-1e3", -1000.0),
        ("1e", "1e"),
        (".", "."),
        ("3.1.0", "3.1.0"),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("nULL", "nULL"),
        ("'12'", "12"),
        ('"null"', "null"),
        ('"\\uD83D\\uDE00\\/"', "😀/"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!int '12'", 12),
        ("!!float 12", 12.0),
        ("!!bool 'true'", True),
        ("!!null ''", None),
        ("!!seq [1]", [1]),
        ("!!map {a: 1}", {"a": 1}),
        ("{a: http://b}", {"a": "http://b"}),
        (
            "{a: 10:30Z, b: x:y, 'c':1, \"d\":'e:f', g: [h:i, \"j\"]}",
            {"a": "10:30Z", "b": "x:y", "c": 1, "d": "e:f", "g": ["h:i", "j"]},
        ),
        ("{a: 10:30Z, b: [!!str 1, !<tag:yaml.org,2002:int> 2]}", {"a": "10:30Z", "b": ["1", 2]}),
        ('{"a":1}', {"a": 1}),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b", "a b"),
        ('"a\u2028b"', "a\u2028b"),
        ("a\u0085b", "a\u0085b"),
        ("{a: 1,\n\t\n  b: 2}", {"a": 1, "b": 2}),
        ("\n  a: 1\n\t \n  b:\n\t\r\n  - |\n    x\n    \t\n\t\n    y\n", {"a": 1, "b": ["x\n\t\n\ny\n"]}),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(tmp_path: Path, text: str, value: object) -> None:
    root = document_of(tmp_path, f"key: {text}").root

    assert root == {"key": value}
    assert type(root["key"]) is type(value) or isinstance(value, list | dict)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("200: a", ["200"]),
        ("0200: a", ["0200"]),
        ("1e3: a", ["1e3"]),
        ("on: a\ntrue: b\nnull: c", ["on", "true", "null"]),
        ("? a\n: b", ["a"]),
        ("'<<': {a: 1}", ["<<"]),
    ],
)
def test_keys_are_the_text_that_was_written(tmp_path: Path, text: str, keys: list[str]) -> None:
    assert list(document_of(tmp_path, text).root) == keys


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: .inf", "1:4 TS112: .inf has no JSON meaning"),
        ("a: -.INF", "1:4 TS112: -.INF has no JSON meaning"),
        ("a: .nan", "1:4 TS112: .nan has no JSON meaning"),
        ("a: 1e999", "1:4 TS112: the number 1e999 is too large"),
        ("a: " + "1" * 5000, "1:4 TS112: the number has more than 4300 digits"),
        ("a: !!binary aGk=", "1:4 TS112: the tag !!binary has no JSON meaning"),
        ("a: !!set {b}", "1:4 TS112: the tag !!set has no JSON meaning"),
        ("a: !mine 1", "1:4 TS112: the tag !mine has no JSON meaning"),
        ("a: !!int x", "1:4 TS112: x is not of the type that its tag !!int says"),
        ("? [a]\n: 1", "1:3 TS112: a key is a mapping or a list"),
        ("a: &b 1\n*b : 2", "2:1 TS112: a key is an alias"),
        (": 1", "1:1 TS112: a key is missing before the colon"),
        ("a: *b", "1:4 TS112: the alias b has no anchor"),
        ("a: &b {c: *b}", "1:11 TS112: the alias b stands inside itself"),
        ("a: 1\n---\nb: 2", "2:1 TS112: a second YAML document begins here"),
        ("a: 1\n...\nb: 2", "3:1 TS112: a second YAML document begins here"),
        ("%YAML 1.3\n---\na: 1", "1:1 TS103: found incompatible YAML document"),
        ('a: "\\uD83D"', "1:4 TS103: the text holds half of a surrogate pair"),
        ("a:\n\tb: 1", "2:1 TS103: a tab stands where YAML allows only spaces"),
        ("a: \x07", "1:4 TS103: the text holds a control character"),
        ("a: b: c", "1:5 TS103: mapping values are not allowed in this context"),
        ("a: 1\nb: 2\na: 3", "3:1 TS105: the key a is already at line 1"),
        ("200: 1\n'200': 2", "2:1 TS105: the key 200 is already at line 1"),
        ("- 1", "1:1 TS115: the root is a list, not a mapping"),
        ("hello", "1:1 TS115: the root is a single value, not a mapping"),
        ("", "1:1 TS115: the file is empty"),
        ("\n# a comment\n", "1:1 TS115: the root is a single value, not a mapping"),
        ("info: {}", "1:1 TS110: there is no key openapi at the root"),
        ("overlay: 1.0.0", "1:1 TS110: there is no key openapi at the root"),
        ("openapi: 4.0.0", "1:10 TS111: OpenAPI 4.0.0 is not supported"),
        ("openapi: 31", "1:10 TS111: the version is 31, which is no text"),
        ("openapi: {a: 1}", "1:10 TS111: the version is a mapping or a list, which is no text"),
        ("swagger: '1.2'", "1:10 TS111: Swagger 1.2 is not supported"),
        ("asyncapi: 3.0.0", "1:11 TS108: the source describes AsyncAPI channels, not an HTTP API"),
    ],
)
def test_yaml_is_refused_at_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaints(tmp_path, text) == [f"api.yaml:{complaint}"]


def test_every_fault_of_a_file_is_reported_at_once(tmp_path: Path) -> None:
    text = "a: .inf\nb: !x 1\na: 2\n"

    found = [complaint.partition(" ")[2][:5] for complaint in complaints(tmp_path, text)]

    assert found == ["TS112", "TS112", "TS105"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "\\ud83d\\ude00 \\/ \\u00e9"}', {"a": "😀 / é"}),
        (
            '{"a": [1, -0.5, 1E2, true, false, null, {}, []]}',
            {"a": [1, -0.5, 100.0, True, False, None, {}, []]},
        ),
        ('\n{\n\t"a": 1\r\n}\n', {"a": 1}),
        ('{"a": "on", "b": "2024-01-01"}', {"a": "on", "b": "2024-01-01"}),
        (f'{{"{"k" * 2000}": 1}}', {"k" * 2000: 1}),
        (f'{{"a": {"9" * 4000}}}', {"a": int("9" * 4000)}),
    ],
)
def test_json_is_read(tmp_path: Path, text: str, value: object) -> None:
    assert document_of(tmp_path, text, "api.json").root == value


def test_a_comma_after_the_last_entry_of_json_is_passed_over(tmp_path: Path) -> None:
    report = Report()

    document = load(written(tmp_path, '{"openapi": "3.1.0", "tags": [1,2, ],\n"paths": {},\n}', "api.json"), report)

    assert document.root == {"openapi": "3.1.0", "tags": [1, 2], "paths": {}}
    assert [f"{one.place.line}:{one.place.column} {one.code.number}" for one in report] == ["1:36 TS123", "3:1 TS123"]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"b": [1, "c", [], {}, null]},\r\n "d": -1.5e3,\n\n\t"e": "\\"{[", "f": true',
        '{"[": [[true, {"a": ["\\\\", "\\u00e9é😀"]}], -0],\n"{": {"": "\\n"}',
        '\n\n{"a": "1: [2]", "b":[{},{"c":\n0}]',
    ],
)
def test_json_without_a_fault_has_the_marks_of_json_with_one(tmp_path: Path, text: str) -> None:
    report = Report()

    sound, faulty = (read(written(tmp_path, text + end, "api.json"), report).root for end in ("}", ",}"))

    assert [item.code.number for item in report] == ["TS123"]
    assert sound == faulty
    assert marks_of(sound) == marks_of(faulty)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"a": 1,]', "1:9 TS104: a key in double quotes is expected here"),
        ('{"a": [1,,]}', "1:10 TS104: a value is expected here"),
        ('{"a": [,]}', "1:8 TS104: a value is expected here"),
        ('{"a" 1}', "1:6 TS104: : is expected here"),
        ('{"a": 1\n"b": 2}', "2:1 TS104: , is expected here"),
        ("{'a': 1}", "1:2 TS104: a key in double quotes is expected here"),
        ('{"a": NaN}', "1:7 TS104: NaN is not JSON"),
        ('{"a": -Infinity}', "1:7 TS104: -Infinity is not JSON"),
        ('{"a": 01}', "1:8 TS104: , is expected here"),
        ('{"a": 1e999}', "1:7 TS104: the number 1e999 is too large"),
        ('{"a": ' + "1" * 5000 + "}", "1:7 TS104: the number has more than 4300 digits"),
        ('{"a": "b', "1:7 TS104: unterminated string"),
        ('{"a": "b\nc"}', "1:9 TS104: invalid control character"),
        ('{"a": "\\x"}', "1:8 TS104: invalid \\escape"),
        ('{"a": "\\ud83d"}', "1:7 TS104: the text holds half of a surrogate pair"),
        ('{"a": {"b": 1, "c": 2, "b": 3}}', "1:24 TS105: the key b is already at line 1"),
        ('{"a": 1} x', "1:10 TS104: more text follows the end of the value"),
        ('{"a": {', "1:8 TS104: a key in double quotes is expected here"),
        ("", "1:1 TS104: a value is expected here"),
        ("openapi: 3.1.0", "1:1 TS104: openapi is not JSON"),
    ],
)
def test_json_is_refused_at_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaints(tmp_path, text, "api.json") == [f"api.json:{complaint}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("api.yaml", PETS),
        ("api", PETS),
        ("api.yaml", "\ufeff" + PETS),
        ("api.yaml", PETS.replace("\n", "\r\n")),
        ("api.json", '{"openapi": "3.1.0", "paths": {"/pets": {"post": {}}}}'),
        ("api", '{"openapi": "3.1.0", "paths": {"/pets": {"post": {}}}}'),
        ("api.yaml", "{openapi: 3.1.0, paths: {/pets: {post: {}}}}"),
        ("page.md", '```json\n{"openapi": "3.1.0", "paths": {"/pets": {"post": {}}},}\n```'),
        ("page.md", PAGE.format(fence="````", yaml=PETS)),
        ("page.MDX", PAGE.format(fence="```", yaml=PETS)),
        ("page.txt", PAGE.format(fence="~~~", yaml=PETS)),
    ],
)
def test_the_reader_is_chosen_by_content(tmp_path: Path, name: str, text: str) -> None:
    root = load(written(tmp_path, text, name), Report()).root

    assert root == {"openapi": "3.1.0", "paths": {"/pets": {"post": {}}}}


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("api.yaml", PETS, "api.yaml:4:11"),
        ("api.yaml", "\ufeff" + PETS.replace("\n", "\r\n"), "api.yaml:4:11"),
        ("api.yaml", '# \u2028 "\u0085"\n' + PETS, "api.yaml:5:11"),
        ("api.json", '{"openapi": "3.1.0",\n "paths": {"/pets": {\n  "post": {}}}}', "api.json:3:11"),
        ("page.md", PAGE.format(fence="````", yaml=PETS), "page.md:11:11"),
        (
            "page.md",
            "- item\n\n  ```yaml\n" + PETS.replace("open", "  open", 1).replace("\n", "\n  "),
            "page.md:7:13",
        ),
        ("page.md", "> ```yaml\n> " + PETS.replace("\n", "\n> "), "page.md:5:13"),
        ("page.md", "   ~~~yaml\n   " + PETS.replace("\n", "\n   "), "page.md:5:14"),
    ],
)
def test_places_are_those_of_the_file(tmp_path: Path, name: str, text: str, place: str) -> None:
    document = load(written(tmp_path, text, name), Report())

    assert str(document.place(Pointer.parse("#/paths/~1pets/post"))) == place


def test_a_line_of_a_source_is_the_one_that_a_place_names(tmp_path: Path) -> None:
    document = load(written(tmp_path, "# \u2028 \u0085\r\n" + PETS, "api.yaml"), Report())

    place = document.place(Pointer.parse("#/openapi"))

    assert LINE_BREAK.split(document.sources[0].text)[place.line - 1] == "openapi: 3.1.0"


INNER = "    description: |\n      ```json\n      {}\n      ```\n"


@pytest.mark.parametrize(
    "page",
    [
        "````yaml\n" + PETS + INNER + "```\n````\n".removeprefix("```\n"),
        "```yaml openapi.json POST /pets\n" + PETS + "```\n\n## SDK\n\n```yaml\nkey: value\n```\n",
        '```yaml\n{"openapi": "3.1.0"}\n```\n```json\n{"a": {"openapi": "3.1.0"}}\n```\n',
        "```python\nopenapi: 3.1.0\n```\n\n```yaml\n" + PETS + "```",
        '```json\n{"openapi": "3.0.1", "paths": {}}\n```\n',
        "---\nopenapi: post /pets\n---\n\n```yaml post /pets\n" + PETS + "```\n",
        "````yaml\n" + PETS,
        "## AsyncAPI\n\n```yaml asyncapi.json pets\nid: pets\n```\n\n## OpenAPI\n\n```yaml\n" + PETS + "```\n",
        "<!-- Made by a tool. -->\n<!-- Do\nnot edit. -->\n# Pets\n\n```yaml\n" + PETS + "```\n",
        '<Accordion title="OpenAPI">\n```yaml\n' + PETS + "```\n</Accordion>\n",
        "<details>\n<summary>OpenAPI</summary>\n```yaml\n" + PETS + "```\n</details>\n",
        "<!--\n```yaml\nopenapi: 3.0.0\na: [\n```\n-->\n```yaml\n" + PETS + "```\n",
        "<pre>\n```yaml\nopenapi: 3.0.0\na: [\n```\n</pre>\n\n```yaml\n" + PETS + "```\n",
    ],
)
def test_the_one_description_of_a_page_is_found(tmp_path: Path, page: str) -> None:
    root = load(written(tmp_path, page, "page.md"), Report()).root

    assert str(root["openapi"]).startswith("3.")


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (
            "# Pets\n\n> All pets\n",
            "1:1 TS106: the page has no code block that holds an OpenAPI description",
        ),
        ("```python\nx\n```\n", "1:1 TS106: no code block on the page holds an OpenAPI description"),
        ("    openapi: 3.1.0\n", "1:1 TS106: the page has no code block that holds an OpenAPI description"),
        ("<!DOCTYPE html>\n<p>", "1:1 TS106: this is an HTML page"),
        ("<!-- a --> <!-- b -->\n<html>", "1:1 TS106: this is an HTML page"),
        ("<!-- a -->" * 9999, "1:1 TS106: the page has no code block that holds an OpenAPI description"),
        ("```yaml asyncapi.json pets\nid: pets\n```\n", "1:1 TS108: the page describes an AsyncAPI channel"),
        ("## AsyncAPI\n\n```yaml\nid: pets\n```\n", "3:1 TS108: the page describes an AsyncAPI channel"),
        (
            "```yaml\nopenapi: 3.1.0\na: b: c\n```\n",
            "3:5 TS103: mapping values are not allowed in this context",
        ),
        ('```json\n{"openapi": "3.1.0" "a"}\n```\n', "2:21 TS104: , is expected here"),
    ],
)
def test_a_page_without_one_description_is_refused(tmp_path: Path, page: str, complaint: str) -> None:
    assert complaints(tmp_path, page, "page.md") == [f"page.md:{complaint}"]


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("```yaml\n" + PETS, 1),
        ("# Pets\n\n````yaml\n" + PETS.rstrip("\n"), 3),
        ("````yaml\n" + PETS + INNER, 1),
        ("````yaml\n" + PETS + INNER.removesuffix("\n"), 1),
        ("1. Pets\n\n   ~~~yaml\n" + indent(PETS, "   ") + "\n2. Dogs\n", 3),
        ("```yaml\n" + PETS + "```\n\n```sh\ncurl", 8),
        ("```yaml\n" + PETS + "```", 0),
        ("1. Pets\n\n   ```yaml\n" + indent(PETS, "   ") + "   `````\n2. Dogs\n", 0),
        ("> ```yaml\n" + indent(PETS, "> ") + "> ```\n\n```\n```", 0),
    ],
)
def test_a_fence_that_is_not_closed_is_a_warning(tmp_path: Path, page: str, line: int) -> None:
    report = Report()

    load(written(tmp_path, page, "page.md"), report)

    told = [f"{item.place.line} {item.code.severity} {item.code.number}" for item in report]
    assert told == [f"{line} warning TS124"] * bool(line)


def test_the_hint_names_the_index_that_the_page_names(tmp_path: Path) -> None:
    page = "> Fetch the complete documentation index at: https://pets.example/llms.txt\n\n# Pets\n"
    report = Report()

    with pytest.raises(Stopped):
        load(written(tmp_path, page, "page.md"), report)

    assert "https://pets.example/llms.txt lists" in next(iter(report)).hint


@pytest.mark.parametrize(
    ("info", "warnings"),
    [
        ("yaml post /pets", []),
        ("yaml POST /pets/", []),
        ("yaml https://pets.example/api.json post /pets", []),
        ("yaml", []),
        ("yaml webhook adopted", []),
        ("yaml get /pets", ["page.md:1:1 TS113"]),
        ("yaml post /dogs", ["page.md:1:1 TS113"]),
        ("yaml webhook sold", ["page.md:1:1 TS113"]),
    ],
)
def test_an_announced_operation_that_is_not_there_is_a_warning(tmp_path: Path, info: str, warnings: list[str]) -> None:
    report = Report()

    load(written(tmp_path, f"```{info}\n{PETS}webhooks:\n  adopted: {{}}\n```\n", "page.md"), report)

    assert [f"{item.place} {item.code.number}" for item in report] == warnings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: &x 1\nb: *x", {"a": 1, "b": 1}),
        ("&k a: 1\nb: *k", {"a": 1, "b": "a"}),
        ("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", {"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}}),
        ("a: &x {b: 1}\nd:\n  !!merge <<: *x\n  c: 3", {"a": {"b": 1}, "d": {"b": 1, "c": 3}}),
        (
            "x: &x {b: 1}\ny: &y {b: 2, c: 3}\nd: {<<: [*x, *y]}",
            {"x": {"b": 1}, "y": {"b": 2, "c": 3}, "d": {"b": 1, "c": 3}},
        ),
        ("a: {<<: 5}", {"a": {"<<": 5}}),
    ],
)
def test_aliases_and_merge_keys_are_copied(tmp_path: Path, text: str, value: object) -> None:
    assert document_of(tmp_path, text).root == value


def test_a_merged_entry_keeps_the_place_where_it_was_written(tmp_path: Path) -> None:
    document = document_of(tmp_path, "a: &x\n  b: 1\nd:\n  <<: *x\n  c: 3\n")

    assert str(document.place(Pointer.parse("#/d/b"))) == "api.yaml:2:6"
    assert list(document.root["d"]) == ["b", "c"]


def billion_laughs() -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


def chain_of_aliases() -> str:
    return "\n".join(["a0: &a0 {}", *(f"a{n}: &a{n} {{x: *a{n - 1}}}" for n in range(1, 300))])


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("api.yaml", billion_laughs(), "TS112"),
        ("api.yaml", f"a: &a [{'1, ' * 20_000}]\n" + "".join(f"b{n}: *a\n" for n in range(12)), "TS112"),
        ("api.yaml", chain_of_aliases(), "TS114"),
        ("api.yaml", "a: " + "[" * 5000 + "]" * 5000, "TS114"),
        ("api.yaml", "".join(f"{' ' * n}a:\n" for n in range(5000)), "TS114"),
        ("api.json", '{"a":' * 100_000, "TS114"),
        ("api.json", "[" * 100_000, "TS114"),
    ],
)
def test_what_grows_or_nests_without_bound_is_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    found = complaints(tmp_path, text, name)

    assert [complaint.split()[1] for complaint in found] == [f"{code}:"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"openapi: 3.1.0\nx: caf\xe9\n", "2:7 TS102: byte 0xe9 is not UTF-8"),
        (b"\xef\xbb\xbf\xff", "1:1 TS102: byte 0xff is not UTF-8"),
        ("openapi: 3.1.0".encode("utf-16"), "1:1 TS102: byte 0xff is not UTF-8"),
        (b"GIF89a\0\0", "1:7 TS102: the file is binary, not text"),
    ],
)
def test_what_is_not_utf_8_text_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    assert complaints(tmp_path, content) == [f"api.yaml:{complaint}"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "none.yaml", "there is no file"),
        (tmp_path, "is a folder, not a file"),
    ):
        report = Report()

        with pytest.raises(Stopped):
            load(path, report)

        assert [item.code.number for item in report] == ["TS101"]
        assert message in next(iter(report)).message


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, PETS, "api.yaml")
    file.chmod(0)
    report = Report()

    with pytest.raises(Stopped):
        load(file, report)

    assert "may not be read" in next(iter(report)).message


def test_real_pages_load(shared: Path) -> None:
    found: dict[str, list[str]] = {}

    for page in sorted((shared / "pages").glob("*.md")):
        report = Report()
        try:
            load(page, report)
        except Stopped:
            assert report.failed
        found[page.name] = [item.code.number for item in report]

    assert found.pop("mintlify-old_squared_manual-sync-trigger.md") == ["TS109"]
    assert len(found) >= 11
    assert not any(found.values())


def test_real_json_is_read_as_python_reads_it(shared: Path) -> None:
    files = sorted((shared / "corpus/fixtures").glob("*.json"))

    read_back = {file.name: document for file in files if (document := valid_json(file)) is not None}

    assert len(read_back) > 50
    for file in files:
        if file.name in read_back:
            assert read(file, Report()).root == read_back[file.name], file.name


def valid_json(file: Path) -> object:
    try:
        value = json.loads(file.read_text("utf-8-sig"))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def test_codes_are_unique() -> None:
    assert len({code.number for code in CODES}) == len(CODES)
