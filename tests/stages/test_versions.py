"""Files and pages of several versions of OpenAPI in, one description out; each is read by the version that it says."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from truespec.diagnostic import Report, Stopped
from truespec.document import plain
from truespec.pipeline import lint, understand
from truespec.settings import Settings

OLD_WORDS = "{type: integer, minimum: 1, exclusiveMinimum: true, nullable: true}"
NEW_WORDS = "{type: [integer, 'null'], exclusiveMinimum: 1}"
MEANT = {"type": ["integer", "null"], "exclusiveMinimum": 1}
SIBLINGS = "{$ref: '#/components/schemas/Named', properties: {b: {type: string}}}"
NAMED = "Named: {type: object, properties: {a: {type: string}}}"


def told(settings: Settings) -> list[str]:
    """Give what there is to say about a description."""
    report = Report()
    with suppress(Stopped):
        lint(settings, report, lambda _: None)
    return [f"{item.place} {item.code.number}: {item.message}" for item in report]


def schemas(settings: Settings) -> dict[str, object]:
    """Give the canonical schemas of a description."""
    root = plain(understand(settings, Report(), lambda _: None).canonical.root)
    found: dict[str, object] = root["components"]["schemas"]
    return found


def described(version: str, name: str, schema: str) -> str:
    """Describe one operation that answers with a schema."""
    answer = f"{{description: d, content: {{application/json: {{schema: {schema}}}}}}}"
    key = "swagger" if version == "2.0" else "openapi"
    head = f"{key}: '{version}'\ninfo: {{title: Pets, version: '1'}}\n"
    return f"{head}paths: {{/{name}: {{get: {{operationId: {name}, responses: {{'200': {answer}}}}}}}}}\n"


def entry_and_other(folder: Path, version: str, other: str) -> Settings:
    """Write a description of a version that refers to another file."""
    (folder / "other.yaml").write_text(other)
    (folder / "api.yaml").write_text(described(version, "pets", "{$ref: 'other.yaml#/components/schemas/Pet'}"))
    return Settings(sources=(str(folder / "api.yaml"),))


def two_pages(folder: Path, first: str, second: str) -> Settings:
    """Write two pages of one API."""
    for name, text in (("a.md", first), ("b.md", second)):
        (folder / name).write_text(f"# Page\n\n```yaml\n{text}```\n")
    return Settings(sources=(str(folder),))


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("openapi: 3.0.3", OLD_WORDS),
        ("openapi: 3.1.0", NEW_WORDS),
        ("openapi: 3.2.0", NEW_WORDS),
        ("swagger: '2.0'", OLD_WORDS.replace("nullable", "x-nullable")),
    ],
)
def test_another_file_is_read_by_the_version_that_it_says(tmp_path: Path, version: str, says: str, words: str) -> None:
    settings = entry_and_other(tmp_path, version, f"{says}\ncomponents:\n  schemas:\n    Pet: {words}\n")

    assert told(settings) == []
    assert schemas(settings) == {"Pet": MEANT}


def test_another_file_is_held_against_the_rules_of_its_version(tmp_path: Path) -> None:
    old = "openapi: 3.0.3\ncomponents:\n  schemas:\n    Pet: {const: 1}\n"

    assert told(entry_and_other(tmp_path, "3.1.0", old)) == [
        "other.yaml:4:11 TS321: const is no key of a Schema Object in OpenAPI 3.0"
    ]


SWAGGER = """\
swagger: '2.0'
x-list: [{name: l, in: query, type: array, items: {type: string}, collectionFormat: tsv, deprecated: true}]
paths:
  /pets:
    get:
      operationId: pets
      parameters:
      - {name: t, in: query, type: array, items: {type: string}, collectionFormat: tsv}
      - {name: h, in: header, type: array, items: {type: string}, collectionFormat: pipes}
      - {name: h, in: header, type: string}
      responses:
        200: {description: d, headers: {H: {type: array, items: {type: string}, collectionFormat: ssv}}, content: {}}
"""


def test_a_part_of_swagger_is_held_against_the_rules_of_swagger(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(SWAGGER)
    answers = "{operationId: o, parameters: {$ref: 'old.yaml#/x-list'}, responses: {'200': {description: d}}}"
    paths = f"paths:\n  /pets: {{$ref: 'old.yaml#/paths/~1pets'}}\n  /o: {{get: {answers}}}\n"
    (tmp_path / "api.yaml").write_text(f"openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\n{paths}")

    assert [one for one in told(Settings(sources=(str(tmp_path / "api.yaml"),))) if "old" in one] == [
        "old.yaml:2:90 TS321: deprecated is no key of a Parameter Object in OpenAPI 2.0",
        "old.yaml:10:9 TS324: h in header is there already",
        "old.yaml:12:106 TS321: content is no key of a Response Object in OpenAPI 2.0",
    ]


@pytest.mark.parametrize(
    ("says", "complaint"),
    [
        ("openapi: 4.0.0", "TS111: OpenAPI 4.0.0 is not supported"),
        ("openapi: 5", "TS111: the version is 5, which is no text"),
        ("openapi: new", "TS111: OpenAPI new is not supported"),
        ("swagger: '1.2'", "TS111: Swagger 1.2 is not supported"),
        ("openapi: '3.1'", "TS122: the version 3.1 lacks its last number"),
    ],
)
def test_the_version_of_another_file_is_checked_like_that_of_the_first(
    tmp_path: Path, says: str, complaint: str
) -> None:
    settings = entry_and_other(tmp_path, "3.0.3", f"{says}\ncomponents:\n  schemas:\n    Pet: {{const: 1}}\n")

    assert told(settings) == [f"other.yaml:1:10 {complaint}"]


@pytest.mark.parametrize("says", ["", "openapi: {a: 1}"])
def test_another_file_that_says_no_known_version_is_of_that_of_the_first(tmp_path: Path, says: str) -> None:
    settings = entry_and_other(tmp_path, "3.1.0", f"{says}\ncomponents:\n  schemas:\n    Pet: {OLD_WORDS}\n")

    assert [one.partition(" ")[0] for one in told(settings)] == ["other.yaml:4:56"]


@pytest.mark.parametrize(("entry", "other", "ignored"), [("3.1.0", "3.0.3", True), ("3.0.3", "3.1.0", False)])
def test_what_stands_beside_a_reference_counts_by_the_version_of_its_file(
    tmp_path: Path, entry: str, other: str, ignored: bool
) -> None:
    text = f"openapi: {other}\ncomponents:\n  schemas:\n    Pet: {{properties: {{n: {SIBLINGS}}}}}\n    {NAMED}\n"

    said = told(entry_and_other(tmp_path, entry, text))

    assert said == ["other.yaml:4:64 TS316: properties beside a reference has no effect"] * ignored


def test_each_of_several_pages_is_read_by_the_version_that_it_says(tmp_path: Path) -> None:
    settings = two_pages(
        tmp_path, described("3.0.3", "old", OLD_WORDS), described("3.1.0", "new", NEW_WORDS.replace("}", ", const: 2}"))
    )

    assert told(settings) == []


LEADING = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {/a: {$ref: 'page.md#/paths/~1one'}, /b: {$ref: 'page.md#/paths/~1two'}}
"""


@pytest.mark.parametrize("source", ["page.md", "api.yaml"])
@pytest.mark.parametrize(("first", "second"), [("3.0.3", "3.1.0"), ("3.1.0", "3.0.3")])
def test_each_description_of_a_page_is_read_by_the_version_that_it_says(
    tmp_path: Path, first: str, second: str, source: str
) -> None:
    inner = f"{{properties: {{n: {SIBLINGS}, c: {{const: 1}}}}}}"
    one, other = (
        f"```yaml\n{described(version, name, inner)}components: {{schemas: {{{NAMED}}}}}\n```\n"
        for version, name in ((first, "one"), (second, "two"))
    )
    (tmp_path / "page.md").write_text(f"# Page\n\n{one}\n{other}")

    (tmp_path / "api.yaml").write_text(LEADING)

    said = told(Settings(sources=(str(tmp_path / source),)))

    line = 6 if first == "3.0.3" else 13
    assert [(said_of.split(":")[1], said_of.split()[1]) for said_of in said] == [
        (str(line), "TS316:"),
        (str(line), "TS321:"),
    ]


WORDS = [
    ("{type: string, nullable: true}", "{type: ['null', string]}"),
    ("{type: string, nullable: true}", "{anyOf: [{type: string}, {type: 'null'}]}"),
    ("{type: string, nullable: true, enum: [a, null]}", "{type: [string, 'null'], enum: [a, null]}"),
    ("{type: string, nullable: false, enum: [a]}", "{type: string, const: a}"),
    ("{type: integer, minimum: 2, exclusiveMinimum: true}", "{type: integer, exclusiveMinimum: 2}"),
    ("{type: number, maximum: 2, exclusiveMaximum: false}", "{type: number, maximum: 2}"),
    ("{type: string, format: byte}", "{type: string, contentEncoding: base64}"),
    (
        "{nullable: true, allOf: [{$ref: '#/components/schemas/N'}]}",
        "{oneOf: [{type: 'null'}, {$ref: '#/components/schemas/N'}]}",
    ),
    ("{readOnly: true, allOf: [{$ref: '#/components/schemas/N'}]}", "{$ref: '#/components/schemas/N', readOnly: true}"),
    (
        "{oneOf: [{type: string}, {type: integer}], nullable: true}",
        "{oneOf: [{type: string}, {type: integer}, {const: null}]}",
    ),
]
OTHERS = [
    ("{type: string}", "{type: [string, 'null']}"),
    ("{type: string, nullable: true, enum: [a, null]}", "{type: [string, 'null'], enum: [a]}"),
    ("{type: integer, minimum: 2}", "{type: integer, exclusiveMinimum: 2}"),
    ("{type: integer, minimum: 2, exclusiveMinimum: true}", "{type: integer, exclusiveMinimum: 3}"),
    (
        "{additionalProperties: false, allOf: [{properties: {a: {}}}]}",
        "{additionalProperties: false, properties: {a: {}}}",
    ),
    ("{type: string, nullable: true}", "{type: 'null'}"),
]


@pytest.mark.parametrize(
    ("old", "new", "code"), [*((*pair, "TS118") for pair in WORDS), *((*pair, "TS107") for pair in OTHERS)]
)
def test_what_two_pages_say_in_the_words_of_their_versions_is_compared_by_its_meaning(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    old_page, new_page = (
        described(version, name, "{$ref: '#/components/schemas/A'}")
        + f"components: {{schemas: {{A: {{properties: {{a: {schema}}}}}, N: {{type: object}}}}}}\n"
        for version, name, schema in (("3.0.3", "old", old), ("3.1.0", "new", new))
    )

    assert [one.split()[1] for one in told(two_pages(tmp_path, old_page, new_page))] == [f"{code}:"]


def test_the_version_that_an_overlay_says_is_that_of_the_description(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(described("3.0.3", "pets", NEW_WORDS))
    actions = "actions: [{target: $, update: {openapi: 3.1.0}}]"
    (tmp_path / "overlay.yaml").write_text(f"overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\n{actions}\n")

    settings = Settings(sources=(str(tmp_path / "api.yaml"),), overlays=(tmp_path / "overlay.yaml",))

    assert told(settings) == []
