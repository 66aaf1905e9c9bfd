"""x-go-type and x-go-type-import: the schema that says the same as a Go type expression."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from described import api, normalised, ref, refused
from truespec.normalise.go_types import NotGo, parse_go_type

STRING, INTEGER, NUMBER, BOOLEAN = ({"type": word} for word in ("string", "integer", "number", "boolean"))
BYTES = {"type": "string", "format": "byte"}
TIME = {"type": "string", "format": "date-time"}
NATIVE = "example.com/model/native"


def list_of(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def map_of(values: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


@pytest.mark.parametrize(
    ("go", "schema"),
    [
        ("any", {}),
        ("interface{}", {}),
        ("interface { }", {}),
        ("json.RawMessage", {}),
        ("string", STRING),
        ("bool", BOOLEAN),
        ("int", INTEGER),
        ("int8", INTEGER),
        ("int64", INTEGER),
        ("uint32", INTEGER),
        ("byte", INTEGER),
        ("rune", INTEGER),
        ("float32", NUMBER),
        ("float64", NUMBER),
        ("time.Time", TIME),
        ("uuid.UUID", {"type": "string", "format": "uuid"}),
        ("[]byte", BYTES),
        ("[]uint8", BYTES),
        ("[16]byte", list_of(INTEGER)),
        ("[3]string", list_of(STRING)),
        ("[Size]string", list_of(STRING)),
        ("[]string", list_of(STRING)),
        ("[][]float64", list_of(list_of(NUMBER))),
        ("[][]byte", list_of(BYTES)),
        ("[]any", list_of({})),
        ("map[string]int", map_of(INTEGER)),
        ("map[string]any", map_of({})),
        ("map[string][]byte", map_of(BYTES)),
        ("map[uuid.UUID][]map[string]bool", map_of(list_of(map_of(BOOLEAN)))),
        ("*string", {"type": ["string", "null"]}),
        ("**int", {"type": ["integer", "null"]}),
        ("*any", {}),
        ("*time.Time", {"type": ["string", "null"], "format": "date-time"}),
        ("[]*string", list_of({"type": ["string", "null"]})),
        ("*[]string", {"type": ["array", "null"], "items": STRING}),
        ("map[string]*int", map_of({"type": ["integer", "null"]})),
        (" [ ] string ", list_of(STRING)),
    ],
)
def test_go_types_replace_the_schema(go: str, schema: dict[str, Any], tmp_path: Path) -> None:
    text = f"Pet: {{properties: {{a: {{type: [number, boolean], minimum: 3, x-go-type: '{go}', description: kept}}}}}}"

    described = normalised(tmp_path, api(text))

    assert described.properties("Pet")["a"] == {"description": "kept", **schema}
    assert described.complaints == []


@pytest.mark.parametrize(
    "go",
    [
        "",
        " ",
        "[]",
        "[",
        "map[string]",
        "map",
        "*",
        "pkg.",
        ".Name",
        "string string",
        "func()",
        "chan int",
        "struct{}",
        "pkg.Opt[string]",
        "pkg..Name",
        "pkg.*",
        "1abc",
        "[...]string",
        "[*]string",
        "map string",
        "a/b/c.D.E",
        "é-x",
    ],
)
def test_what_is_no_go_type_keeps_the_schema_and_is_reported(go: str, tmp_path: Path) -> None:
    text = f"Pet: {{properties: {{a: {{type: integer, x-go-type: '{go}'}}}}}}"

    described = normalised(tmp_path, api(text))

    assert described.properties("Pet")["a"] == INTEGER
    place = f"6:{len('    ') + text.index(chr(39)) + 1}"
    assert described.complaints == [f"{place} TS310: {go} is no Go type that truespec can read"]


def test_an_endless_go_type_is_refused() -> None:
    with pytest.raises(NotGo):
        parse_go_type("[]" * 10_000 + "string")


@pytest.mark.parametrize("schema", ["{type: string, enum: [a, b]}", "{type: string, format: date}"])
def test_a_go_string_keeps_what_the_schema_says_beyond_it(schema: str, tmp_path: Path) -> None:
    text = f"Plain: {schema}\nGo: {schema[:-1]}, x-go-type: string}}"

    described = normalised(tmp_path, api(text))

    assert described.schemas["Go"] == described.schemas["Plain"]


def test_any_replaces_the_values_of_a_map_only(tmp_path: Path) -> None:
    text = "Input: {type: object, additionalProperties: {type: string, x-go-type: any}}"

    described = normalised(tmp_path, api(text))

    assert described.schemas["Input"] == map_of({})


def test_an_external_type_falls_back_to_the_shape_of_the_schema(tmp_path: Path) -> None:
    text = f"""
        Spec: {{properties: {{defs: {{type: array, items: {ref("Def")}, x-go-type: '[]*native.PropDef'}}}}}}
        Def:
          x-go-type: native.PropDef
          x-go-type-import: {{path: {NATIVE}}}
          properties: {{name: {{type: string}}}}
    """

    described = normalised(tmp_path, api(text))

    assert described.properties("Spec")["defs"] == list_of({"$ref": "#/components/schemas/Def"})
    assert described.schemas["Def"] == {"properties": {"name": STRING}}
    assert [line.split(": ", 1)[1].split(";")[0] for line in described.complaints] == ["native.PropDef is external"] * 2


@pytest.mark.parametrize(
    ("schema", "types"),
    [
        ("{x-go-type: native.Def}", {"native.Def": "mine.Def"}),
        (f"{{x-go-type: native.Def, x-go-type-import: {{path: {NATIVE}}}}}", {f"{NATIVE}.Def": "mine.Def"}),
        (f"{{x-go-type: n.Def, x-go-type-import: {{path: {NATIVE}, name: n}}}}", {f"{NATIVE}.Def": "mine.Def"}),
        (f"{{x-go-type: n.Def, x-go-type-import: {{Path: {NATIVE}, NAME: n}}}}", {f"{NATIVE}.Def": "mine.Def"}),
        (f"{{x-go-type: n.Def, x-go-type-import: {{path: {NATIVE}, name: n}}}}", {"n.Def": "mine.Def"}),
        (
            f"{{x-go-type: {{type: Def, import: {{package: {NATIVE}, alias: n}}}}}}",
            {f"{NATIVE}.Def": "mine.Def", "n.Def": "other.Def"},
        ),
        (f"{{x-go-type: {{type: Def, import: {{package: {NATIVE}}}}}}}", {"native.Def": "mine.Def"}),
        ("{x-go-type: {type: Def, hints: {kind: object}}}", {"Def": "mine.Def"}),
        ("{x-go-type: '*native.Def'}", {"native.Def": "mine.Def"}),
    ],
)
def test_an_external_type_is_looked_up_in_the_type_map(schema: str, types: dict[str, str], tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {schema}}}}}"), types)

    assert described.properties("Pet")["a"] == {"x-python-type": "mine.Def"}
    assert described.complaints == []


def test_an_import_elsewhere_serves_a_type_without_one_and_never_one_with_its_own(tmp_path: Path) -> None:
    text = f"""
        A: {{x-go-type: native.Def, x-go-type-import: {{path: other.org/native}}}}
        B: {{x-go-type: native.Def, x-go-type-import: {{path: {NATIVE}}}}}
        C: {{type: array, x-go-type: '[]native.Def'}}
    """
    types = {f"{NATIVE}.Def": "mine.Def", "other.org/native.Def": "theirs.Def"}

    described = normalised(tmp_path, api(text), types)

    assert described.schemas["A"] == {"x-python-type": "theirs.Def"}
    assert described.schemas["B"] == {"x-python-type": "mine.Def"}
    assert described.schemas["C"] == list_of({"x-python-type": "mine.Def"})


def test_an_import_inside_an_example_is_data(tmp_path: Path) -> None:
    text = f"""
        A: {{x-go-type: native.Def, example: {{x-go-type-import: {{path: {NATIVE}}}, x-go-type: any}}}}
    """

    described = normalised(tmp_path, api(text), {f"{NATIVE}.Def": "mine.Def"})

    assert "x-python-type" not in described.schemas["A"]
    assert described.schemas["A"]["example"]["x-go-type"] == "any"


def test_a_go_type_beside_a_reference_wins(tmp_path: Path) -> None:
    text = "Pet: {properties: {a: {$ref: '#/components/schemas/Name', x-go-type: int}}}\nName: {type: string}"

    described = normalised(tmp_path, api(text))

    assert described.properties("Pet")["a"] == INTEGER


@pytest.mark.parametrize(
    ("extension", "wanted"),
    [
        ("x-go-type: 5", "x-go-type must be a Go type expression"),
        ("x-go-type-import: text", "x-go-type-import must be a mapping with a path"),
        ("x-go-type-skip-optional-pointer: 'true'", "x-go-type-skip-optional-pointer must be true or false"),
        ("x-go-type-name: [A]", "x-go-type-name must be a name"),
    ],
)
def test_an_extension_of_the_wrong_type_is_an_error_at_its_place(extension: str, wanted: str, tmp_path: Path) -> None:
    complaints = refused(tmp_path, api(f"Pet:\n  {extension}"))

    assert complaints == [f"7:{8 + extension.index(' ')} TS303: {wanted}"]


def test_an_unknown_extension_is_a_remark_and_is_kept(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("Pet: {type: string, x-mine: {x-order: no}}\nCat: {type: string, x-mine: 1}"))

    assert described.schemas["Pet"]["x-mine"] == {"x-order": "no"}
    assert described.complaints == ["6:33 TS304: x-mine is not known here and has no effect"]
