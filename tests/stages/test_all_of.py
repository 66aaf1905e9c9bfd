"""allOf: one schema that says what all members say together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from described import api, normalised, ref, refused

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
NAMED = "Named: {required: [name], properties: {name: {type: string}}}\nAged: {properties: {age: {type: integer}}}"


def merged(schema: str, folder: Path, others: str = NAMED) -> Any:
    """Give the canonical form of a schema that has to raise no complaint."""
    described = normalised(folder, api(f"Pet: {schema}\n{others}"))
    assert described.complaints == []
    return described.schemas["Pet"]


def test_members_and_siblings_join_their_properties_and_required_lists(tmp_path: Path) -> None:
    schema = f"{{allOf: [{ref('Named')}, {ref('Aged')}], required: [tag, name], properties: {{tag: {{}}}}}}"

    pet = merged(schema, tmp_path)

    assert pet == {"properties": {"name": STRING, "age": INTEGER, "tag": {}}, "required": ["name", "tag"]}


def test_a_member_of_a_member_is_merged_too(tmp_path: Path) -> None:
    others = f"{NAMED}\nBoth: {{allOf: [{ref('Named')}, {{allOf: [{ref('Aged')}]}}]}}"

    pet = merged(f"{{allOf: [{ref('Both')}, {{properties: {{tag: {{}}}}}}]}}", tmp_path, others)

    assert list(pet["properties"]) == ["name", "age", "tag"]


@pytest.mark.parametrize(
    "members",
    [
        "[{$ref: '#/components/schemas/Named'}]",
        "[{$ref: '#/components/schemas/Named'}, {description: said}]",
        "[{description: said}, {$ref: '#/components/schemas/Named'}, {x-order: 3}]",
    ],
)
def test_a_single_reference_with_remarks_stays_a_reference(members: str, tmp_path: Path) -> None:
    schema = f"{{properties: {{a: {{allOf: {members}, description: said, x-order: 3}}}}}}"

    pet = merged(schema, tmp_path)

    assert pet["properties"]["a"] == {
        "$ref": "#/components/schemas/Named",
        "description": "said",
        "x-order": 3,
    }


def test_siblings_win_over_members_and_later_members_over_earlier(tmp_path: Path) -> None:
    schema = "{allOf: [{type: string, description: a}, {description: b, maxLength: 9}], maxLength: 3, title: T}"

    pet = merged(schema, tmp_path)

    assert pet == {"type": "string", "description": "b", "maxLength": 3, "title": "T"}


def test_a_property_of_two_members_says_what_both_say(tmp_path: Path) -> None:
    schema = "{allOf: [{properties: {a: {type: string}}}, {properties: {a: {description: said, readOnly: true}}}]}"

    pet = merged(schema, tmp_path)

    assert pet["properties"]["a"] == {"description": "said", "readOnly": True, **STRING}


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("{properties: {a: {type: string}}}", "{properties: {a: {type: integer}}}", "a"),
        ("{properties: {a: {$ref: '#/components/schemas/Named'}}}", "{properties: {a: {enum: [x, y]}}}", "a"),
        ("{type: string}", "{type: object, properties: {a: {}}}", "type"),
        ("{type: string, format: date}", "{type: string, format: time}", "format"),
        ("{enum: [a, b]}", "{enum: [c, d]}", "enum"),
        ("{const: a}", "{const: b}", "const"),
        ("{enum: [a, b]}", "{type: integer}", "type"),
        ("{$ref: '#/components/schemas/Kind'}", "{oneOf: [{type: object}, {type: integer}]}", "type"),
        ("{oneOf: [{type: string}, {type: 'null'}]}", "{type: object, properties: {a: {}}}", "type"),
        ("{type: array, items: {}}", f"{{anyOf: [{ref('Kind')}, {{oneOf: [{{type: integer}}]}}]}}", "type"),
        ("{properties: {a: {enum: [x]}}}", "{properties: {a: {enum: [y]}}}", "a"),
    ],
)
def test_members_that_disagree_are_reported_and_the_last_wins(
    first: str, second: str, name: str, tmp_path: Path
) -> None:
    others = f"{NAMED}\nKind: {{enum: [a, b]}}"
    alone = normalised(tmp_path, api(f"Pet: {second}\n{others}")).schemas["Pet"]

    described = normalised(tmp_path, api(f"Pet: {{allOf: [{first}, {second}]}}\n{others}"))

    assert [line.split(" ", 1)[1] for line in described.complaints] == [
        f"TS307: the members of an allOf disagree about {name}"
    ]
    if name == "a":
        assert described.properties("Pet")["a"].get("type") == alone["properties"]["a"].get("type")
    else:
        assert described.schemas["Pet"].get(name) == alone.get(name)
        assert described.schemas["Pet"].keys() == alone.keys()


def test_a_type_beside_a_composition_that_it_contradicts_is_told_and_changes_nothing(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("Pet: {type: object, allOf: [{enum: [a, b]}]}"))

    assert described.complaints == ["6:10 TS307: the members of an allOf disagree about type"]
    assert described.schemas["Pet"] == {"type": "object", "enum": ["a", "b"]}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{enum: [a, b]}", "{oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]}"),
        ("{type: string}", "{properties: {a: {}}}"),
        ("{oneOf: [{type: string}, {type: integer}]}", "{type: number}"),
    ],
)
def test_members_that_a_value_can_be_of_do_not_disagree(first: str, second: str, tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"Pet: {{allOf: [{first}, {second}]}}"))

    assert described.complaints == []


def test_a_composition_drops_the_go_types_of_its_members_but_not_those_of_a_decorator(tmp_path: Path) -> None:
    others = "Typed: {x-go-type: time.Time, properties: {a: {type: string}}}"

    dropped = merged(f"{{allOf: [{ref('Typed')}, {{x-go-type: int, properties: {{b: {{}}}}}}]}}", tmp_path, others)
    decorated = merged(f"{{allOf: [{ref('Typed')}, {{x-go-type: bool}}]}}", tmp_path, others)
    outright = merged(f"{{x-go-type: int, allOf: [{ref('Typed')}, {{properties: {{b: {{}}}}}}]}}", tmp_path, others)

    bare = f"{others}\nBare: {{x-go-type: int}}"
    referred = merged(f"{{allOf: [{ref('Typed')}, {ref('Bare')}]}}", tmp_path, bare)

    assert referred == {"properties": {"a": STRING}}
    assert dropped == {"properties": {"a": STRING, "b": {}}}
    assert decorated == {"type": "boolean"}
    assert outright == INTEGER


def test_a_composition_inside_a_member_is_not_lost(tmp_path: Path) -> None:
    others = f"{NAMED}\nOwner: {{properties: {{who: {{allOf: [{ref('Named')}, {ref('Aged')}]}}}}}}"

    described = normalised(tmp_path, api(f"Pet: {{allOf: [{ref('Owner')}, {{properties: {{a: {{}}}}}}]}}\n{others}"))

    assert described.properties("Pet")["who"] == {"$ref": "#/components/schemas/Owner.who"}
    assert list(described.properties("Owner.who")) == ["name", "age"]


def test_what_stands_beside_a_reference_and_repeats_its_target_is_no_composition(tmp_path: Path) -> None:
    own = "Own: {type: object, allOf: [{$ref: '#/components/schemas/Object'}]}"
    others = f"{NAMED}\n{own}\nWord: {{type: string}}\nObject: {{type: object, properties: {{a: {{}}}}}}"
    properties = (
        "{a: {$ref: '#/components/schemas/Object', type: object}, "
        "b: {$ref: '#/components/schemas/Word', maxLength: 3}, "
        "c: {type: object, allOf: [{$ref: '#/components/schemas/Object'}]}, "
        "d: {$ref: '#/components/schemas/Word', format: date}}"
    )

    described = normalised(tmp_path, api(f"Pet: {{properties: {properties}}}\n{others}"))

    assert described.properties("Pet")["a"] == {"$ref": "#/components/schemas/Object"}
    assert described.properties("Pet")["b"] == {"$ref": "#/components/schemas/Word", "maxLength": 3}
    assert described.properties("Pet")["c"] == {"$ref": "#/components/schemas/Object"}
    assert described.properties("Pet")["d"] == {"type": "string", "format": "date"}
    assert described.schemas["Own"] == {"type": "object", "properties": {"a": {}}}


def test_a_narrowed_reference_inside_a_member_is_not_lost(tmp_path: Path) -> None:
    narrowed = "{$ref: '#/components/schemas/Named', required: [age], properties: {age: {}}}"
    others = f"{NAMED}\nShort: {{properties: {{a: {narrowed}}}}}"

    pet = merged(f"{{allOf: [{ref('Short')}, {{properties: {{b: {{}}}}}}]}}", tmp_path, others)

    assert pet["properties"]["a"] == {"$ref": "#/components/schemas/Short.a"}


def test_scalars_put_together_inside_a_member_are_merged_in_place(tmp_path: Path) -> None:
    others = "Short: {properties: {a: {allOf: [{type: string}, {maxLength: 3}]}}}"

    pet = merged(f"{{allOf: [{ref('Short')}, {{properties: {{b: {{}}}}}}]}}", tmp_path, others)

    assert pet["properties"]["a"] == {"type": "string", "maxLength": 3}


def test_two_compositions_of_one_schema_share_what_it_holds(tmp_path: Path) -> None:
    others = "Base: {properties: {kind: {enum: [a, b]}, inner: {properties: {x: {}}}}}"
    text = f"Cat: {{allOf: [{ref('Base')}, {{properties: {{c: {{}}}}}}]}}\n"

    described = normalised(tmp_path, api(f"Pet: {{allOf: [{ref('Base')}], properties: {{p: {{}}}}}}\n{text}{others}"))

    for name in ("Pet", "Cat", "Base"):
        assert described.properties(name)["kind"] == {"$ref": "#/components/schemas/Base.kind"}
        assert described.properties(name)["inner"] == {"$ref": "#/components/schemas/Base.inner"}


def test_a_composition_may_refer_to_itself_below_a_property(tmp_path: Path) -> None:
    child = f"{{allOf: [{ref('Node')}, {{required: [name]}}]}}"
    text = f"Node: {{allOf: [{ref('Named')}, {{properties: {{child: {child}, next: {ref('Node')}}}}}]}}\n{NAMED}"

    described = normalised(tmp_path, api(text))

    assert described.properties("Node")["child"] == {"$ref": "#/components/schemas/Node.child"}
    assert described.properties("Node.child") == described.properties("Node")


@pytest.mark.parametrize(
    ("schemas", "line"),
    [
        (f"A: {{allOf: [{ref('A')}]}}", "leads back"),
        (f"A: {{allOf: [{ref('B')}, {{properties: {{x: {{}}}}}}]}}\nB: {{allOf: [{ref('A')}, {{}}]}}", "leads back"),
    ],
)
def test_a_composition_of_itself_is_an_error(schemas: str, line: str, tmp_path: Path) -> None:
    complaints = refused(tmp_path, api(schemas))

    assert complaints
    assert all("TS203" in complaint and line in complaint for complaint in complaints)


def test_a_property_that_two_members_declare_stays_the_reference_that_one_of_them_gives(tmp_path: Path) -> None:
    others = (
        "Object: {type: object, properties: {a: {}}}\nFirst: {properties: {p: {$ref: '#/components/schemas/Object'}}}"
    )

    pet = merged(f"{{allOf: [{ref('First')}, {{properties: {{p: {{type: object, title: T}}}}}}]}}", tmp_path, others)

    assert pet["properties"]["p"] == {"$ref": "#/components/schemas/Object", "title": "T"}


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("{type: [string, 'null']}", "{type: string}", STRING),
        ("{type: number}", "{type: integer}", INTEGER),
        ("{enum: [a, b, c]}", "{enum: [c, b]}", {"enum": ["c", "b"]}),
        ("{minimum: 3, maxLength: 9}", "{minimum: 1, maxLength: 5}", {"minimum": 3, "maxLength": 5}),
        ("{items: {type: string}}", "{items: {maxLength: 3}}", {"items": {"type": "string", "maxLength": 3}}),
        ("{additionalProperties: {type: string}}", "{additionalProperties: true}", {"additionalProperties": STRING}),
    ],
)
def test_members_are_intersected(first: str, second: str, both: Any, tmp_path: Path) -> None:
    assert merged(f"{{allOf: [{first}, {second}]}}", tmp_path) == both
    inside = merged(f"{{allOf: [{{properties: {{a: {first}}}}}, {{properties: {{a: {second}}}}}]}}", tmp_path)
    found = inside["properties"]["a"]
    if "$ref" not in found:
        assert found == both


def test_two_inline_objects_of_one_property_are_merged_however_deep(tmp_path: Path) -> None:
    first = "{properties: {o: {required: [a], properties: {a: {}, p: {properties: {x: {type: string}}}}}}}"
    second = "{properties: {o: {required: [b], properties: {b: {}, p: {properties: {y: {type: integer}}}}}}}"
    text = f"Pet: {{allOf: [{ref('One')}, {second}]}}\nOne: {first}"

    described = normalised(tmp_path, api(text))

    assert described.complaints == []
    assert described.properties("Pet")["o"] == {"$ref": "#/components/schemas/Pet.o"}
    assert described.schemas["Pet.o"]["required"] == ["a", "b"]
    assert list(described.properties("Pet.o")) == ["a", "p", "b"]
    assert described.properties("Pet.o.p") == {"x": STRING, "y": INTEGER}


def test_two_schemas_that_hold_themselves_are_merged_once_around(tmp_path: Path) -> None:
    text = (
        f"Pet: {{allOf: [{ref('One')}, {ref('Two')}]}}\n"
        f"One: {{properties: {{next: {ref('One')}, a: {{}}}}}}\nTwo: {{properties: {{next: {ref('Two')}, b: {{}}}}}}"
    )

    described = normalised(tmp_path, api(text))

    assert [line.split(" ", 1)[1] for line in described.complaints] == [
        "TS307: the members of an allOf disagree about next"
    ]
    assert list(described.properties("Pet.next")) == ["next", "a", "b"]


def test_what_stands_beside_a_choice_is_said_by_each_option(tmp_path: Path) -> None:
    choice = f"oneOf: [{ref('Named')}, {ref('Aged')}, {{type: 'null'}}], required: [id]"

    described = normalised(
        tmp_path, api(f"Pet: {{type: object, properties: {{id: {{type: string}}}}, {choice}}}\n{NAMED}")
    )

    assert described.complaints == []
    assert described.schemas["Pet"] == {
        "oneOf": [
            {"$ref": "#/components/schemas/Pet.Named"},
            {"$ref": "#/components/schemas/Pet.Aged"},
            {"type": "null"},
        ]
    }
    assert described.properties("Pet.Named") == {"id": STRING, "name": STRING}
    assert described.schemas["Pet.Named"]["required"] == ["id", "name"]


def test_an_option_that_says_all_that_stands_beside_the_choice_stays_a_reference(tmp_path: Path) -> None:
    text = f"Pet: {{properties: {{name: {{type: string}}}}, oneOf: [{ref('Named')}, {ref('Aged')}]}}\n{NAMED}"

    described = normalised(tmp_path, api(text))

    assert described.schemas["Pet"]["oneOf"] == [
        {"$ref": "#/components/schemas/Named"},
        {"$ref": "#/components/schemas/Pet.Aged"},
    ]


def test_properties_of_branches_become_optional_ones(tmp_path: Path) -> None:
    branches = "if: {properties: {a: {const: x}}}, then: {properties: {b: {type: string}}, required: [b]}"
    more = "dependentSchemas: {a: {properties: {c: {type: integer}}}}"

    described = normalised(tmp_path, api(f"Pet: {{properties: {{a: {{type: string}}}}, {branches}, {more}}}"))

    assert described.properties("Pet") == {
        "a": STRING,
        "b": {"anyOf": [STRING, {}]},
        "c": {"anyOf": [INTEGER, {}]},
    }
    assert "required" not in described.schemas["Pet"]


def test_a_member_that_takes_everything_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    members = f"{{properties: {{a: {ref('Named')}}}}}, {{properties: {{a: {{allOf: [true]}}}}}}"

    described = normalised(tmp_path, api(f"Pet: {{allOf: [{members}]}}\n{NAMED}"))

    assert described.properties("Pet") == {"a": {"$ref": "#/components/schemas/Named"}}


def test_what_openapi_3_0_ignores_beside_a_reference_is_left_out_and_told(tmp_path: Path) -> None:
    beside = "description: d, nullable: true, type: object, properties: {b: {type: string}}, required: [b]"
    text = f"Pet: {{properties: {{a: {{$ref: '#/components/schemas/Named', {beside}}}}}}}\n{NAMED}"

    old, new = (normalised(tmp_path, api(text, version=version)) for version in ("3.0.3", "3.1.0"))

    options = [{"$ref": "#/components/schemas/Named"}, {"type": "null"}]
    assert old.properties("Pet")["a"] == {"description": "d", "anyOf": options}
    assert old.complaints == ["6:110 TS316: properties, required beside a reference has no effect"]
    assert "TS316" not in str(new.complaints)


def test_properties_of_every_condition_among_the_members_are_kept(tmp_path: Path) -> None:
    schemas = """
        Pet:
          type: object
          properties: {kind: {type: string}}
          allOf:
            - {if: {properties: {kind: {const: a}}}, then: {properties: {a: {type: string}}}}
            - {if: {required: [kind]}, then: {properties: {b: {type: string}}}, else: {properties: {c: {}}}}
            - $ref: '#/components/schemas/Third'
            - {dependentSchemas: {a: {properties: {d: {type: string}, kind: {const: x}}}}}
            - {dependentSchemas: {b: {properties: {e: {type: string}}}}}
        Third: {if: {required: [a]}, then: {properties: {f: {type: string}}}}
    """

    described = normalised(tmp_path, api(schemas))

    properties = described.properties("Pet")
    assert {*properties} == {"kind", *"abcdef"}
    assert (properties["kind"], properties["a"]) == (STRING, {"anyOf": [STRING, {}]})
    assert sorted(line.partition(":")[0] for line in described.complaints) == ["10", "11", "14", "15"]


def test_a_later_condition_has_no_branch_of_an_earlier_one(tmp_path: Path) -> None:
    members = (
        "{if: {minLength: 1}, then: {maxLength: 2}, else: {maxLength: 3}}, {if: {minLength: 4}, then: {maxLength: 5}}"
    )

    described = normalised(tmp_path, api(f"Pet: {{type: string, allOf: [{members}]}}"))

    assert described.schemas["Pet"] == {"type": "string", "if": {"minLength": 4}, "then": {"maxLength": 5}}


def test_the_first_items_of_a_list_are_what_all_members_say(tmp_path: Path) -> None:
    members = "{prefixItems: [{type: string}, true]}, {prefixItems: [{minLength: 1}, {type: integer}, {type: boolean}]}"

    pet = merged(f"{{type: array, allOf: [{members}], minItems: 3, maxItems: 3}}", tmp_path)

    assert pet["prefixItems"] == [{"type": "string", "minLength": 1}, INTEGER, {"type": "boolean"}]


def test_what_a_later_member_says_of_a_value_leaves_its_type(tmp_path: Path) -> None:
    members = "{properties: {a: {type: string, format: uri}}}, {properties: {a: {format: uuid}}}"

    described = normalised(tmp_path, api(f"Pet: {{allOf: [{members}]}}"))

    assert described.properties("Pet")["a"] == {"type": "string", "format": "uuid"}
    assert [line.split(" ", 1)[1] for line in described.complaints] == [
        "TS307: the members of an allOf disagree about a"
    ]


def test_what_a_composition_adds_to_values_that_are_itself_again_is_added_once(tmp_path: Path) -> None:
    schemas = f"""
        Folder:
          allOf:
            - properties: {{name: {{type: string}}}}
              additionalProperties: {{properties: {{size: {{type: integer}}}}}}
            - {ref("Entries")}
        Entries: {{additionalProperties: {{anyOf: [{ref("Folder")}]}}}}
    """

    described = normalised(tmp_path, api(schemas))

    inner = described.schemas["Folder"]["additionalProperties"]["anyOf"][0]["$ref"].rpartition("/")[2]
    assert {*described.properties(inner)} == {"name", "size"}
    assert described.schemas[inner]["additionalProperties"] == {"anyOf": [{"$ref": "#/components/schemas/Folder"}]}
    assert [line.split(" ", 1)[1] for line in described.complaints] == [
        "TS307: the members of an allOf disagree about additionalProperties"
    ]
