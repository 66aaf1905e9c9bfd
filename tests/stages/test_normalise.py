"""A resolved document in, its meaning out: references, null, choices, names that are keywords."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from described import api, normalised, ref, refused
from truespec.plan.annotations import Annotations
from truespec.plan.classes import class_names
from truespec.schema import ObjectSchema, ReferenceSchema, Scalar, ScalarSchema

STRING, BOOLEAN = {"type": "string"}, {"type": "boolean"}
KEYWORDS = "properties type required $ref items enum example examples default const allOf x-order x-go-type".split()


@pytest.mark.parametrize("name", KEYWORDS)
def test_a_property_may_have_the_name_of_a_keyword(name: str, tmp_path: Path) -> None:
    schemas = f"""
        Pet:
          type: object
          required: [{name}]
          properties:
            {name}: {{type: object, properties: {{{name}: {{enum: [a, b]}}}}}}
            other: {ref("Pet")}
    """

    described = normalised(tmp_path, api(schemas))

    outer, inner = [key for key in described.schemas if key != "Pet"]
    assert described.schemas["Pet"]["required"] == [name]
    assert described.properties("Pet")[name] == {"$ref": f"#/components/schemas/{outer}"}
    assert described.properties(outer)[name] == {"$ref": f"#/components/schemas/{inner}"}
    assert described.schemas[inner] == {"enum": ["a", "b"]}
    assert [field.wire_name for field in described.model("Pet").fields.values()] == [name, "other"]
    assert described.complaints == []


@pytest.mark.parametrize("name", [*KEYWORDS, "if", "not", "then", "dependentSchemas"])
def test_an_object_below_a_property_with_the_name_of_a_keyword_is_a_class(name: str, tmp_path: Path) -> None:
    inner = "{type: object, properties: {a: {type: string}}}"

    described = normalised(tmp_path, api(f"Pet: {{properties: {{{name}: {{type: array, items: {inner}}}}}}}"))

    (item,) = [key for key in described.schemas if key != "Pet"]
    assert described.properties("Pet")[name]["items"] == {"$ref": f"#/components/schemas/{item}"}


def test_what_is_no_type_of_its_own_is_no_class(tmp_path: Path) -> None:
    schemas = """
        Pet:
          type: object
          properties: {kind: {type: string}}
          if: {properties: {kind: {const: dog}}}
          then: {properties: {bark: {type: object, properties: {loud: {type: boolean}}}}}
          not: {properties: {kind: {enum: [a, b]}}}
          dependentSchemas: {kind: {properties: {legs: {type: integer}}}}
        Pets: {type: array, contains: {properties: {name: {type: string}}}}
    """

    described = normalised(tmp_path, api(schemas))

    assert list(described.schemas) == ["Pet", "Pet.then.bark", "Pets"]


@pytest.mark.parametrize("keyword", ["example", "default", "const"])
def test_nothing_in_data_is_a_schema_or_a_reference(keyword: str, tmp_path: Path) -> None:
    data = "{properties: {b: {properties: {c: {type: string}}}}, allOf: [{x-go-type: any}], nullable: true}"

    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {{type: object, {keyword}: {data}}}}}}}"))

    assert list(described.schemas) == ["Pet"]
    assert described.properties("Pet")["a"][keyword] == {
        "properties": {"b": {"properties": {"c": STRING}}},
        "allOf": [{"x-go-type": "any"}],
        "nullable": True,
    }


def test_the_description_beside_a_reference_wins(tmp_path: Path) -> None:
    schemas = """
        Pet: {properties: {a: {$ref: '#/components/schemas/Name', description: here, deprecated: true}}}
        Name: {type: string, description: there}
    """

    described = normalised(tmp_path, api(schemas))

    field = described.model("Pet").fields["a"]
    assert field.docstring == '"""here\n\n    Deprecated.\n    """'
    assert described.schemas["Name"] == {"description": "there", "type": "string"}


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        ("type: string", "str"),
        ("type: [string, 'null']", "str | None"),
        ("type: [string, integer]", "str | int"),
        ("type: [string, integer, 'null']", "str | int | None"),
        ("type: 'null'", "None"),
        ("type: string, format: date-time", "datetime.datetime"),
        ("type: string, format: unheard-of", "str"),
        ("type: integer, format: int", "int"),
        ("items: {type: string}", "builtins.list[str]"),
        ("type: array", "builtins.list[Any]"),
        ("type: object", "builtins.dict[str, Any]"),
        ("additionalProperties: {type: number}", "builtins.dict[str, float]"),
        ("const: 5", "Literal[5]"),
        ("enum: [a]", 'Literal["a"]'),
        ("enum: [a, 'null', 1]", 'Literal["a", "null", 1]'),
        ("enum: [a, null]", 'Literal["a"] | None'),
        ("type: number, format: int64", "int"),
        ("type: [number, 'null'], format: uint32", "int | None"),
        ("type: number, format: double", "float"),
        ("type: object, patternProperties: {'^.*$': {type: string}}", "builtins.dict[str, str]"),
        (
            "type: object, patternProperties: {'': {type: string}}, additionalProperties: false",
            "builtins.dict[str, str]",
        ),
        ("enum: [a, b]", "models.PetA"),
        ("type: [string, 'null'], enum: [a, b, null]", "models.PetA | None"),
        ("type: [object, 'null'], properties: {x: {}}", "models.PetA | None"),
        ("type: [object, string], properties: {x: {}}", "models.PetA | str"),
        ("anyOf: [{type: string}, {type: 'null'}]", "str | None"),
        ("oneOf: [{type: string}, {type: array, items: {type: string}}]", "str | builtins.list[str]"),
        ("oneOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]", "models.Other | None"),
        ("type: string, anyOf: [{minLength: 3}, {pattern: x}]", "str"),
        ("$ref: '#/components/schemas/Maybe'", "models.Maybe | None"),
        ("$ref: '#/components/schemas/MaybeKind'", "models.MaybeKind | None"),
    ],
)
def test_schemas_become_annotations(schema: str, annotation: str, tmp_path: Path) -> None:
    schemas = f"""
        Pet: {{properties: {{a: {{{schema}}}}}}}
        Other: {{properties: {{x: {{type: string}}}}}}
        Maybe: {{type: [object, 'null'], properties: {{x: {{type: string}}}}}}
        MaybeKind: {{enum: [a, b, null]}}
    """

    described = normalised(tmp_path, api(schemas))

    pet = described.specification.schema("Pet").schema
    assert isinstance(pet, ObjectSchema)
    names = class_names(described.specification)
    assert Annotations(names).of(pet.properties[0].schema) == annotation


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{type: string, nullable: true}", {"type": ["string", "null"]}),
        ("{type: string, nullable: false}", {"type": "string"}),
        ("{enum: [1, 2], nullable: true}", {"enum": [1, 2, None]}),
        ("{type: integer, minimum: 1, exclusiveMinimum: true}", {"type": "integer", "exclusiveMinimum": 1}),
        ("{type: integer, maximum: 9, exclusiveMaximum: false}", {"type": "integer", "maximum": 9}),
        ("{oneOf: [{type: string}, {type: boolean}], nullable: true}", {"oneOf": [STRING, BOOLEAN, {"type": "null"}]}),
        (
            "{type: string, anyOf: [{minLength: 1}, {maxLength: 9}], nullable: true}",
            {"anyOf": [{"type": "string", "anyOf": [{"minLength": 1}, {"maxLength": 9}]}, {"type": "null"}]},
        ),
    ],
)
def test_the_words_of_3_0_become_those_of_3_1(old: str, new: dict[str, Any], tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {old}", version="3.0.3"))

    assert described.root["openapi"] == "3.1.1"
    assert described.schemas["Pet"] == new


def test_a_nullable_reference_of_3_0_is_a_choice_with_null(tmp_path: Path) -> None:
    schemas = f"Pet: {{properties: {{a: {{allOf: [{ref('Other')}], nullable: true, description: d}}}}}}\nOther: {{}}"

    described = normalised(tmp_path, api(schemas, version="3.0.3"))

    assert described.properties("Pet")["a"] == {
        "description": "d",
        "anyOf": [{"$ref": "#/components/schemas/Other"}, {"type": "null"}],
    }


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ("not: {type: string}", "not"),
        ("type: object, patternProperties: {'^x': {type: string}}", "patternProperties"),
        ("type: array, prefixItems: [{type: string}, {type: integer}], items: false", "prefixItems"),
        ("type: array, prefixItems: [{type: string}], items: {type: integer}", "prefixItems"),
        ("$dynamicRef: '#node'", "$dynamicRef"),
        ("items: {$recursiveRef: '#'}", "$recursiveRef"),
        ("type: object, properties: {a: {}}, anyOf: [{required: [a]}, {required: [b]}]", "anyOf"),
        ("anyOf: [{type: string}, {type: integer}], oneOf: [{type: string}, {type: number}]", "oneOf"),
    ],
)
def test_what_no_python_type_can_say_is_reported_at_its_keyword(schema: str, said: str, tmp_path: Path) -> None:
    text = f"Pet: {{{schema}}}"

    described = normalised(tmp_path, api(text))

    column = len("    ") + text.index(f" {said}:" if f" {said}:" in text[6:] else f"{said}:") + 1
    place = f"6:{column + (f' {said}:' in text[6:])}"
    message = f"Python types cannot express {said} here; the type is wider than the schema"
    assert described.complaints == [f"{place} TS306: {message}"]


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ("type: object, required: [a, b, c], properties: {a: {}}", "b, c"),
        ("type: object, required: [a]", "a"),
        ("required: [a], additionalProperties: {type: string}", "a"),
        ("type: [object, 'null'], required: [a, b], properties: {a: {}}", "b"),
        ("required: [b], allOf: [{properties: {a: {}}, required: [a]}]", "b"),
        ("type: object, required: [a], properties: {a: {}}", ""),
        ("required: [b], allOf: [{properties: {a: {}, b: {}}}]", ""),
        ("type: array, required: [a]", ""),
    ],
)
def test_what_is_required_and_not_described_is_told(schema: str, names: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{{schema}}}"))

    told = [line.partition(" TS306: ")[2] for line in described.complaints]
    assert told == ([f"no property describes {names}, so the type does not require it"] if names else [])


@pytest.mark.parametrize("schema", ["enum: [1.5, 2.5]", "const: 0.5", "enum: [a, 1.5]"])
def test_a_fixed_fraction_is_any_number_and_told_of(schema: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {{{schema}}}}}}}"))

    assert described.complaints == ["6:27 TS306: Python has no type for a fraction, so any number is taken"]


@pytest.mark.parametrize(
    "schema",
    [
        "additionalProperties: {type: string}",
        "patternProperties: {'^x': {type: string}}, additionalProperties: false",
        "patternProperties: {'^x': {type: string}}, additionalProperties: {type: integer}",
        "patternProperties: {'^x': {type: string}}, unevaluatedProperties: false",
        "unevaluatedProperties: false",
        "unevaluatedProperties: {type: string}",
        "anyOf: [{type: object, properties: {b: {}}}], unevaluatedProperties: false",
    ],
)
def test_what_is_said_of_undeclared_properties_is_told_by_the_type(schema: str, tmp_path: Path) -> None:
    assert normalised(tmp_path, api(f"Pet: {{type: object, properties: {{a: {{}}}}, {schema}}}")).complaints == []


def test_an_object_with_required_alternatives_keeps_its_fields(tmp_path: Path) -> None:
    text = "Pet: {type: object, properties: {a: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}"

    described = normalised(tmp_path, api(text))

    assert list(described.model("Pet").fields) == ["a"]


def test_a_reference_into_a_schema_names_what_it_leads_to_if_that_is_a_type(tmp_path: Path) -> None:
    schemas = """
        Pet:
          properties:
            a: {properties: {b: {type: string}}}
            c: {$ref: '#/components/schemas/Pet/properties/a'}
            d: {$ref: '#/components/schemas/Pet/properties/a/properties/b'}
            e: {anyOf: [{type: integer}, {type: string}]}
            f: {$ref: '#/components/schemas/Pet/properties/e/anyOf/1'}
    """

    described = normalised(tmp_path, api(schemas))

    pet = described.properties("Pet")
    assert pet["c"] == pet["a"] == {"$ref": "#/components/schemas/Pet.a"}
    assert pet["d"] == described.properties("Pet.a")["b"] == STRING
    assert pet["f"] == pet["e"]["anyOf"][1] == STRING
    assert described.schemas.keys() == {"Pet", "Pet.a"}


def test_an_escaped_reference_reaches_its_component(tmp_path: Path) -> None:
    schemas = """
        Pet: {properties: {a: {$ref: '#/components/schemas/a%20b~1c'}}}
        a b/c: {type: object, properties: {x: {type: string}}}
    """

    described = normalised(tmp_path, api(schemas))

    pet = described.specification.schema("Pet").schema
    assert isinstance(pet, ObjectSchema)
    assert isinstance(target := pet.properties[0].schema, ReferenceSchema)
    assert target.name == "a b/c"


@pytest.mark.parametrize(
    ("schemas", "complaint"),
    [
        ("Pet: 5", "6:5 TS301: a schema must be a mapping, true or false"),
        ("Pet: {$ref: '#/info'}", "6:10 TS301: #/info is no schema"),
    ],
)
def test_a_value_of_the_wrong_type_is_an_error(schemas: str, complaint: str, tmp_path: Path) -> None:
    assert refused(tmp_path, api(schemas)) == [complaint]


@pytest.mark.parametrize(
    ("schema", "meant", "complaint"),
    [
        (
            "{type: null}",
            {"type": "null"},
            "19 TS315: null is no type of JSON Schema; it is taken for null",
        ),
        (
            "{type: [string, null]}",
            {"type": ["string", "null"]},
            "28 TS315: null is no type of JSON Schema; it is taken for null",
        ),
        (
            "{type: , format: date}",
            {"format": "date"},
            "19 TS306: null is no type of JSON Schema; the other keywords tell what it takes",
        ),
        ("{type: String}", STRING, "19 TS315: String is no type of JSON Schema; it is taken for string"),
        (
            "{type: int64}",
            {"type": "integer", "format": "int64"},
            "19 TS315: int64 is no type of JSON Schema; it is taken for integer",
        ),
        (
            "{type: 5}",
            {},
            "19 TS306: this is no type of JSON Schema; the other keywords tell what it takes",
        ),
        (
            "{type: [strin, integer]}",
            {},
            "20 TS306: strin is no type of JSON Schema; the other keywords tell what it takes",
        ),
    ],
)
def test_a_type_is_taken_for_the_one_that_is_meant(
    schema: str, meant: dict[str, Any], complaint: str, tmp_path: Path
) -> None:
    described = normalised(tmp_path, api(f"Pet:\n  properties:\n    a: {schema}"))

    assert described.properties("Pet")["a"] == meant
    assert described.complaints == [f"8:{complaint}"]


@pytest.mark.parametrize(("format_", "scalar"), [("uri", Scalar.URI), ("url", Scalar.STRING)])
def test_a_format_that_json_schema_does_not_know_holds_no_value_back(
    format_: str, scalar: Scalar, tmp_path: Path
) -> None:
    described = normalised(tmp_path, api(f"Pet: {{type: string, format: {format_}}}"))

    read = described.specification.schema("Pet").schema
    assert isinstance(read, ScalarSchema) and read.scalar is scalar


@pytest.mark.parametrize(
    ("also", "data"),
    [
        ("", ref("Piece")),
        (f"'202': {{description: d, content: {{application/json: {{schema: {ref('Event')}}}}}}}", "a text"),
    ],
)
def test_the_data_of_an_event_is_decoded_where_nothing_else_is_such_an_event(
    also: str, data: str, tmp_path: Path
) -> None:
    piece = f"{{type: string, contentMediaType: application/json, contentSchema: {ref('Piece')}}}"
    schemas = f"Event: {{type: object, properties: {{data: {piece}}}}}\nPiece: {{type: object}}"
    stream = f"{{description: d, content: {{text/event-stream: {{itemSchema: {ref('Event')}}}}}}}"
    paths = f"/a: {{get: {{responses: {{'200': {stream}, {also}}}}}}}"

    described = normalised(tmp_path, api(schemas, paths, "3.2.0"))

    found = described.properties("Event")["data"]
    assert ("a text" if found.get("type") == "string" else f"{{$ref: '{found['$ref']}'}}") == data
