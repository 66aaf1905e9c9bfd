"""Extensions at the border: values of the wrong type, unknown keys, and the page that tells of the known ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised, ref
from source_tree import ROOT
from truespec.normalise.extensions.known import BY_NAME
from truespec.normalise.extensions.page import documentation

PAGE = ROOT / "docs/extensions.md"


@pytest.mark.case
def test_the_page_of_extensions_says_what_the_code_knows(is_update: bool) -> None:
    if is_update:
        PAGE.write_text(documentation(), encoding="utf-8")
    assert PAGE.read_text("utf-8") == documentation()


@pytest.mark.parametrize(
    ("extension", "message"),
    [
        ("x-omitempty: 'yes'", "x-omitempty must be true or false, so it has no effect"),
        ("x-omitzero: 1", "x-omitzero must be true or false, so it has no effect"),
        ("x-go-json-ignore: [true]", "x-go-json-ignore must be true or false, so it has no effect"),
        ("x-oapi-codegen-extra-tags: text", "x-oapi-codegen-extra-tags must be a mapping, so it has no effect"),
        ("x-order: first", "x-order must be a number, so it has no effect"),
        ("x-enum-varnames: 5", "x-enum-varnames must be a list or a mapping, so it has no effect"),
        ("x-enumNames: [A]", "x-enumNames does not name each of 2 values, so it has no effect"),
        ("x-deprecated-reason: 1", "x-deprecated-reason must be a text, so it has no effect"),
        ("x-ogen-name: {}", "x-ogen-name must be a name, or at the root a list of rules, so it has no effect"),
    ],
)
def test_an_extension_that_go_ignores_is_a_warning_at_its_place(extension: str, message: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet:\n  enum: [a, b]\n  {extension}"))

    assert described.complaints == [f"8:{8 + extension.index(' ')} TS312: {message}"]


def test_an_unknown_extension_is_one_remark_wherever_it_stands(tmp_path: Path) -> None:
    paths = "/a: {get: {x-mine: 1, responses: {}}, post: {x-mine: 2, x-yours: 3, responses: {}}}"

    described = normalised(tmp_path, api("Pet: {x-mine: 4}", paths))

    assert [told.split(" ", 1)[1] for told in described.complaints] == [
        "TS304: x-mine is not known here and has no effect",
        "TS304: x-yours is not known here and has no effect",
    ]


def test_no_known_extension_is_remarked_on(tmp_path: Path) -> None:
    harmless = [name for name, known in BY_NAME.items() if known.form.words == "anything"]

    described = normalised(tmp_path, api(f"Pet: {{{', '.join(f'{name}: 1' for name in harmless)}}}"))

    assert len(harmless) > 40
    assert described.complaints == []


def test_what_stands_beside_a_nullable_reference_stays_with_the_property(tmp_path: Path) -> None:
    schemas = (
        "Pet: {properties: {a: {}, b: {$ref: '#/components/schemas/B', nullable: true, x-order: 1}}}\nB: {type: string}"
    )

    described = normalised(tmp_path, api(schemas, version="3.0.3"))

    assert list(described.properties("Pet")) == ["b", "a"]


@pytest.mark.parametrize("key", ["x-nullable", "x-isnullable", "x-is-nullable"])
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_each_word_for_nullable_lets_null_in(key: str, version: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{type: string, {key}: true}}", version=version))

    assert described.schemas["Pet"]["type"] == ["string", "null"]


@pytest.mark.parametrize("remark", ["x-isnullable: true", "nullable: true"])
def test_a_member_of_all_of_that_only_lets_null_in_lets_it_into_the_whole(remark: str, tmp_path: Path) -> None:
    use = f"{{allOf: [{ref('B')}, {{{remark}}}]}}"

    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {use}}}}}\nB: {{properties: {{x: {{}}}}}}"))

    assert described.model("Pet").fields["a"].optional
    assert 'nullable=frozenset({"a"})' in described.model("Pet").rules


@pytest.mark.parametrize(
    ("schema", "shape"),
    [
        (
            "{x-kubernetes-int-or-string: true, format: int-or-string}",
            {"anyOf": [{"type": "integer"}, {"type": "string"}]},
        ),
        ("{x-kubernetes-embedded-resource: true}", {"type": "object"}),
        (
            "{type: integer, format: int64, minimum: 1, x-go-string: true}",
            {"type": "string", "format": "integer-in-text"},
        ),
        (
            "{type: [number, 'null'], x-go-json-string: true}",
            {"type": ["string", "null"], "format": "number-in-text"},
        ),
        ("{$ref: '#/components/schemas/N', x-go-string: true}", {"type": "string", "format": "integer-in-text"}),
        ("{type: boolean, x-go-string: false}", {"type": "boolean"}),
        ("{x-go-type: {type: T, hints: {kind: map}}}", {"type": "object"}),
        ("{x-go-type: {type: T, hints: {kind: array}}, type: string}", {"type": "string"}),
        ("{x-go-type: {type: T, hints: {nullable: true}}, type: string}", {"type": ["string", "null"]}),
        ("{x-go-type: {type: T, hints: {kind: object}}, x-nullable: true}", {"type": ["object", "null"]}),
        ("{x-go-type: {hints: {kind: stream}}}", {"type": "string", "format": "binary"}),
        ("{x-ogen-type: github.com/google/uuid.UUID, type: string}", {"type": "string", "format": "uuid"}),
        ("{x-ogen-type: '*string', type: object}", {"type": ["string", "null"]}),
        ("{type: [integer, 'null'], x-go-type: string}", {"type": ["string", "null"]}),
        ("{type: string, format: date-time, x-ogen-time-format: 02/01/2006}", {"type": "string"}),
        (
            "{type: string, format: date-time, x-ogen-time-format: RFC3339}",
            {"type": "string", "format": "date-time"},
        ),
    ],
)
def test_what_an_extension_says_of_a_shape_is_said_in_the_words_of_json_schema(
    schema: str, shape: object, tmp_path: Path
) -> None:
    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {schema}}}}}\nN: {{type: integer}}"))

    found = {key: value for key, value in described.properties("Pet")["a"].items() if not key.startswith("x-")}
    assert found == shape


@pytest.mark.parametrize(
    ("said", "members"),
    [
        ("x-enum-varnames: [One, Two]", [("ONE", ""), ("TWO", "")]),
        ("x-enum-varnames: [One, Two], x-enumNames: [Three, Four]", [("ONE", ""), ("TWO", "")]),
        ("x-enumNames: [One]", [("A", ""), ("B", "")]),
        ("x-speakeasy-enums: {a: One}", [("ONE", ""), ("B", "")]),
        ("x-enum-descriptions: [first]", [("A", '"""first"""'), ("B", "")]),
        ("x-enumDescriptions: {b: second}", [("A", ""), ("B", '"""second"""')]),
        ("x-fern-enum: {a: {name: One, description: first}}", [("ONE", '"""first"""'), ("B", "")]),
        ("x-ms-enum: {name: E, values: [{value: b, name: Two}]}", [("A", ""), ("TWO", "")]),
    ],
)
def test_authors_name_and_describe_the_values_of_an_enum(
    said: str, members: list[tuple[str, str]], tmp_path: Path
) -> None:
    described = normalised(tmp_path, api(f"Kind: {{enum: [a, b], {said}}}"))

    (enum,) = described.package.types
    assert [(member.name, member.docstring) for member in enum.members] == members  # type: ignore[union-attr]


def test_authors_name_inline_types(tmp_path: Path) -> None:
    inline = "{x-fern-type-name: One, properties: {x: {}}}"
    schemas = f"""
        Pet:
          properties:
            a: {inline}
            b: {{x-ogen-name: Two/Half, properties: {{x: {{}}}}}}
            c: {{x-ms-enum: {{name: Three}}, enum: [x, y]}}
            d: {{x-speakeasy-name-override: four, properties: {{x: {{}}}}}}
        Renamed: {{x-speakeasy-name-override: Five, properties: {{p: {ref("Pet")}}}}}
    """

    described = normalised(tmp_path, api(schemas))

    assert [type_.declared.name for type_ in described.package.types] == [
        "One",
        "Pet",
        "PetD",
        "Five",
        "Three",
        "TwoHalf",
    ]
    assert list(described.model("Pet").fields) == ["a", "b", "c", "four"]
