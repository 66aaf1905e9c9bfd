"""What schemas mean, told by a generated package: classes for what is described, and the same JSON back."""

from __future__ import annotations

import json
import pickle
from importlib import import_module
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from meanings import DESCRIPTION, generated


@pytest.fixture(scope="session")
def meaning(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give the module of the types of the package."""
    generated(tmp_path_factory.getbasetemp())
    return import_module("meaning_api.models")


def read(annotation: Any, value: Any) -> Any:
    """Read a value strictly; it has to be written back as it came."""
    runtime = f"{annotation.__module__.partition('.')[0]}._runtime" if hasattr(annotation, "__module__") else ""
    runtime = runtime if runtime.startswith("meaning") else "meaning_api._runtime"
    decoded = import_module(f"{runtime}.codec").codec_of(annotation).decode(json.dumps(value).encode())

    assert decoded.disagreements == ()
    assert exactly(json.loads(import_module(f"{runtime}.encode").to_json(decoded.value))) == exactly(value)
    return decoded.value


def exactly(value: Any) -> Any:
    """Give JSON in which true is not the same as 1 to Python."""
    match value:
        case bool():
            return str(value)
        case list():
            return [*map(exactly, value)]
        case dict():
            return {name: exactly(held) for name, held in value.items()}
        case _:
            return value


def disagreements(annotation: Any, value: Any) -> list[tuple[Any, ...]]:
    """Give where a value disagrees with its type; it has to be written back as it came all the same."""
    decoded = import_module("meaning_api._runtime.codec").codec_of(annotation).decode(json.dumps(value).encode())

    written = import_module("meaning_api._runtime.encode").to_json(decoded.value)
    assert exactly(json.loads(written)) == exactly(value)
    return [one.location for one in decoded.disagreements]


def answer(meaning: Any, method: str) -> Any:
    """Give the type that the answer of a method is read as."""
    rows = vars(import_module("meaning_api.resources.pets"))
    return rows[f"_{method}"].responses[0].type()


@pytest.mark.parametrize("value", [1, None, "x", ["y"], {"owner": 5, "tags": "z", "name": "a"}, {"owner": None}])
def test_a_schema_without_a_type_takes_what_its_keywords_are_not_about(meaning: Any, value: Any) -> None:
    (read_,) = read(answer(meaning, "LIST"), [value])

    assert isinstance(read_, meaning.Loose) is isinstance(value, dict)


def test_what_a_schema_without_a_type_describes_is_held_to_it(meaning: Any) -> None:
    wrong = [1, {"name": 2, "owner": {"name": 3}, "tags": [4]}]

    assert disagreements(answer(meaning, "LIST"), wrong) == [(1, "name"), (1, "owner", "name"), (1, "tags", 0)]


def test_a_format_inside_of_an_inline_answer_keeps_its_text(meaning: Any) -> None:
    assert [value.year for value in read(answer(meaning, "LIST_TIMES"), ["2024-01-02T03:04:05.600000z"])] == [2024]


@pytest.mark.parametrize(
    ("value", "name"), [({"id": "a", "name": "b"}, "ShapeNamed"), ({"id": "a", "age": 1}, "ShapeAged")]
)
def test_properties_beside_a_choice_are_attributes_of_each_variant(meaning: Any, value: Any, name: str) -> None:
    shape = read(meaning.Shape, value)

    assert type(shape) is getattr(meaning, name)
    assert shape.id == "a"
    assert disagreements(meaning.Shape, {"name": "b"}) == [()]


def test_inline_objects_of_two_members_are_one_class(meaning: Any) -> None:
    deep = read(meaning.Deep, {"o": {"a": 1, "b": "x"}})

    assert (deep.o.a, deep.o.b) == (1, "x")
    assert disagreements(meaning.Deep, {"o": {"a": 1}}) == [("o", "b")]


def test_properties_of_branches_are_optional_attributes(meaning: Any) -> None:
    dog = read(meaning.Conditional, {"kind": "dog", "bark": {"loud": True}, "purr": 5})

    assert dog.bark.loud is True
    assert dog.purr == 5
    assert read(meaning.Conditional, {}).bark is None


@pytest.mark.parametrize(
    ("choice", "value", "name"),
    [
        ("Mapped", {"kind": "cat"}, "Cat"),
        ("Mapped", {"kind": "dog", "lives": "x"}, "Dog"),
        ("Mapped", {"kind": "pup"}, "Dog"),
        ("Mapped", {"bark": "w"}, "Dog"),
        ("ByName", {"kind": "Dog", "friend": {"kind": "Cat"}}, "Dog"),
        ("ByName", None, "NoneType"),
        ("Defaulted", {"kind": "cat", "lives": 1}, "Cat"),
        ("Defaulted", {"kind": "new", "data": 1}, "Other"),
        ("Defaulted", {"data": 1}, "Other"),
        ("SecondNext", {"type": "later", "next": {"type": "first", "x": 1}}, "Second"),
        ("ByRequired", {"age": 3}, "Aged"),
        ("Outcome", {"ok": True, "data": 1}, "Done"),
        ("Outcome", {"ok": False, "data": "x"}, "Failed"),
        ("Versioned", {"v": 1, "data": 1}, "Old"),
        ("Versioned", {"v": 2, "data": "1"}, "New"),
        ("Pattern", {"color": "Striped", "tone": "x"}, "Striped"),
        ("Clashing", {"type": "first", "y": 1}, "Firstly"),
    ],
)
def test_the_right_class_of_a_choice_is_read(meaning: Any, choice: str, value: Any, name: str) -> None:
    assert type(read(getattr(meaning, choice), value)).__name__ == name


@pytest.mark.parametrize(
    ("choice", "value", "places"),
    [
        ("Mapped", {"kind": "cow", "lives": 3}, [()]),
        ("Mapped", {"kind": "cat", "lives": "x"}, [("lives",)]),
        ("Mapped", {"kind": "dog", "friend": {"kind": "Cat", "lives": "x"}}, [("friend", "lives")]),
        ("Mapped", {"kind": "dog", "friend": {"kind": "Mouse"}}, [("friend",)]),
        ("Defaulted", {"kind": "cat", "lives": "x"}, [("lives",)]),
        ("Outcome", {"ok": True, "data": "x"}, [("data",)]),
        ("Outcome", {"ok": 1, "data": 1}, [()]),
        ("Versioned", {"v": 2, "data": 1}, [("data",)]),
        ("Versioned", {"v": 3}, [()]),
        ("Pattern", {"color": "Striped", "width": "x"}, [("width",)]),
        ("Pattern", {"color": "Plain"}, [()]),
        ("Defaulted", {"kind": "new", "data": "x"}, [("data",)]),
        ("SecondNext", {"type": "later", "next": {"type": "newest"}}, [("next",)]),
    ],
)
def test_an_unknown_variant_is_kept_and_a_known_one_read_as_far_as_it_goes(
    meaning: Any, choice: str, value: Any, places: Any
) -> None:
    assert disagreements(getattr(meaning, choice), value) == places


def test_what_a_choice_expected_is_told_by_its_discriminator(meaning: Any) -> None:
    told: list[Any] = []

    meaning.Dog.from_json('{"friend": {"kind": "Mouse"}}', on_drift=told.append)
    meaning.Dog.from_json('{"friend": {"kind": "Cat", "lives": "x"}}', on_drift=told.append)

    assert [str(drift).partition(" (")[0] for drift in told] == [
        "Dog: /friend: expected an object whose kind is one of Cat, Dog, got an object",
        "Dog: /friend/lives: expected an integer, got a string of 1 characters",
    ]


def test_an_option_is_given_as_an_instance(meaning: Any) -> None:
    second = meaning.Second(type="second", next=meaning.First(type="first", x=1))

    assert second.to_dict() == {"type": "second", "next": {"type": "first", "x": 1}}


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("annotated", [1, 2], [3, "a", True]),
        ("mixed", ["a", 1, 1.0, True, None], ["b", 2.5, False, 0]),
        ("one", [1, 1.0], [True, "1", 2]),
        ("true", [True], [1, 1.0, False]),
        ("level", [0, 1.0, 2], [True, False, "1", 3]),
        ("levels", [[0, 1]], [[False], [True]]),
        ("named-one", [1], [True]),
        ("named-number", [1, 1.5, 2**53 + 1], [True, "a"]),
        ("numbers", [[2**53 + 1, 0.5], {"a": -(2**63)}], [[True]]),
        ("held", [[1], {"a": 1}, "b"], ["c", 1]),
        ("nothing", [None], ["a"]),
        ("empty", ["x"], [1]),
        ("constant", [{"a": [False]}], [1]),
        ("pair", [["a", 1, "b"], []], [["a", True], "a"]),
        ("open", [["a", 1, 2]], [["a", None]]),
        (
            "fixed",
            [[9007199254740993, {"name": "a"}, "2024-01-02"], [1.5, {"name": "a"}, None]],
            [[1, {"name": "a"}], [1, {"name": "a"}, None, 1], [1, {"name": 2}, None], ["a", {"name": "a"}, 3], "a"],
        ),
        ("ends", [[1]], [[], ["a"], [1, 2]]),
        ("nested", [[[], [[]]], []], [[1], [[1]]]),
        ("nested-or-text", [["a", ["b"]], []], [[1], [["a", [1]]]]),
        ("nested-pair", [["a", None], ["a", ["b", None]]], [["a", ["b"]], [1, None], ["a", [1, None]]]),
        ("endless", ["a", 1], [None, []]),
        ("patterned", [{"s": "x", "i": 1}], [{"s": [1]}]),
    ],
)
def test_fixed_values_numbers_tuples_and_patterns_are_as_narrow_as_types_can_say(
    meaning: Any, name: str, right: list[Any], wrong: list[Any]
) -> None:
    for value in right:
        read(meaning.Values, {name: value})
    for value in wrong:
        assert disagreements(meaning.Values, {name: value}) != []


def test_whole_numbers_of_an_answer_keep_their_digits(meaning: Any) -> None:
    read(answer(meaning, "LIST_NUMBERS"), [2**53 + 1, 0.5])

    assert disagreements(answer(meaning, "LIST_NUMBERS"), [True]) == [(0,)]


@pytest.mark.parametrize("wrong", [True, "1", 1.0])
def test_a_fixed_value_is_given_as_it_is(meaning: Any, wrong: Any) -> None:
    assert meaning.Values(one=1, level=meaning.ValuesLevel.unknown(7)).to_dict() == {"one": 1, "level": 7}
    with pytest.raises(import_module("pydantic").ValidationError):
        meaning.Values(one=wrong)


def test_constants_with_titles_are_members_of_an_enum(meaning: Any) -> None:
    assert read(meaning.Values, {"annotated": 1}).annotated is meaning.ValuesAnnotated.VERY_SMALL
    assert [*meaning.ValuesAnnotated.__members__] == ["VERY_SMALL", "LARGE"]
    assert meaning.Values.from_json('{"annotated": 3}', on_drift=[].append).annotated == 3


def test_values_that_no_field_has_are_what_their_schema_says(meaning: Any) -> None:
    extras = read(meaning.Extras, {"name": "a", "b": {"at": "2024-01-02", "next": {"name": "c"}}, "d": {}})

    assert {name: type(value).__name__ for name, value in extras.additional_properties.items()} == {
        "b": "ExtrasValue",
        "d": "ExtrasValue",
    }
    assert extras.additional_properties["b"].at.year == 2024
    assert extras.additional_properties["b"].next.name == "c"


@pytest.mark.parametrize(
    ("name", "right", "wrong", "places"),
    [
        ("Extras", {"b": {"at": "2024-01-02"}}, {"b": {"at": 3}, "c": [1]}, [("b", "at"), ("c",)]),
        ("ExtraNumbers", {"name": "1", "b": None, "c": 9007199254740993}, {"b": "x"}, [("b",)]),
        ("ExtraPatterns", {"i1": 1, "s1": "x"}, {"i1": [1], "name": 2}, [("name",), ("i1",)]),
        ("ExtraDates", {"c": "2024-01-02", "b": "x"}, {"c": "monday"}, [("c",)]),
    ],
)
def test_extras_are_held_to_their_schema_and_kept_where_they_are_wrong(
    meaning: Any, name: str, right: Any, wrong: Any, places: list[Any]
) -> None:
    read(getattr(meaning, name), right)

    assert disagreements(getattr(meaning, name), wrong) == places


def test_drift_of_an_extra_says_what_was_expected(meaning: Any) -> None:
    told: list[Any] = []

    meaning.Extras.from_json('{"b": {"at": 3}, "c": 4}', on_drift=told.append)

    lines = DESCRIPTION.read_text().splitlines()
    line = 2 + lines.index("    Extras:")
    assert [str(drift) for drift in told] == [
        f"Extras: /b/at: expected date, got a number (openapi.yaml:{line + 2})",
        f"Extras: /c: expected an object (ExtrasValue), got a number (openapi.yaml:{line})",
    ]


def test_extras_are_sent_as_they_are_given(meaning: Any) -> None:
    extras = meaning.ExtraDates(name="a")

    extras.additional_properties["c"] = import_module("datetime").date(2024, 1, 2)

    assert extras.to_dict() == {"name": "a", "c": "2024-01-02"}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"base": {"kind": "one", "x": 1}}, "BaseOne"),
        ({"base": {"kind": "BaseTwo", "y": 1, "near": {"kind": "one", "x": 2}}}, "BaseTwo"),
        ({"base": {"kind": "three", "y": 1, "z": 2}}, "BaseThree"),
        ({"base": {"kind": "new", "x": "kept"}}, "Base"),
        ({"two": {"kind": "three", "z": 2}}, "BaseThree"),
        ({"two": {"kind": "new", "z": "kept"}}, "BaseTwo"),
        ({"all": [{"type": "ListedTwo", "y": 1}]}, "ListedTwo"),
        ({"all": [{"type": "ListedThree", "y": "kept"}]}, "Listed"),
    ],
)
def test_a_base_with_a_discriminator_is_read_as_what_extends_it(meaning: Any, value: Any, name: str) -> None:
    based = read(meaning.Based, value)

    assert type(based.base or based.two or based.all[0]).__name__ == name


def test_what_extends_a_base_is_held_to_its_own_schema(meaning: Any) -> None:
    wrong = {
        "base": {"kind": "one", "x": "x", "near": {"kind": "three", "z": "z"}},
        "all": [{"type": "ListedOne", "x": "x"}],
    }

    assert disagreements(meaning.Based, wrong) == [("base", "near", "z"), ("base", "x"), ("all", 0, "x")]
    assert meaning.Based(base=meaning.BaseOne(kind="one", x=1)).to_dict() == {"base": {"kind": "one", "x": 1}}


COMBINED = dict.fromkeys(("r", "rn", "rd", "rnd", "o", "on", "od", "ond"), 1)
# For each combination of required, nullable and defaulted: what an absent value reads as, DRIFT where it may not be
# absent; and whether null is a value.
DRIFT = object()
COMBINATIONS = [
    ("r", DRIFT, False),
    ("rn", DRIFT, True),
    ("rd", DRIFT, False),
    ("rnd", DRIFT, True),
    ("o", None, False),
    ("on", None, True),
    ("od", 5, False),
    ("ond", 5, True),
]


@pytest.mark.parametrize(("name", "absent", "nullable"), COMBINATIONS)
def test_absent_null_and_given_are_told_apart_in_what_is_received(
    meaning: Any, name: str, absent: Any, nullable: bool
) -> None:
    without, null = {key: 1 for key in COMBINED if key != name}, {**COMBINED, name: None}

    assert getattr(read(meaning.Combined, COMBINED), name) == 1
    assert disagreements(meaning.Combined, without) == ([(name,)] if absent is DRIFT else [])
    assert disagreements(meaning.Combined, null) == ([] if nullable else [(name,)])
    if absent is not DRIFT:
        assert getattr(read(meaning.Combined, without), name) == absent
    if nullable:
        assert getattr(read(meaning.Combined, null), name) is None


@pytest.mark.parametrize(("name", "absent", "nullable"), COMBINATIONS)
def test_absent_null_and_given_are_told_apart_in_what_is_sent(
    meaning: Any, name: str, absent: Any, nullable: bool
) -> None:
    refused = import_module("pydantic").ValidationError
    without = {key: 1 for key in COMBINED if key != name}

    assert meaning.Combined(**COMBINED).to_dict() == COMBINED
    if absent is DRIFT:
        with pytest.raises(refused):
            meaning.Combined(**without)
    else:
        assert meaning.Combined(**without).to_dict() == without
    if nullable:
        assert meaning.Combined(**without, **{name: None}).to_dict() == {**without, name: None}
    elif absent is None:
        assert meaning.Combined(**without, **{name: None}).to_dict() == without
    else:
        with pytest.raises(refused):
            meaning.Combined(**without, **{name: None})


def test_an_absent_value_reads_as_its_default_where_that_is_one_of_its_values(meaning: Any) -> None:
    defaults = read(meaning.Defaults, {})

    assert (defaults.text, defaults.number, defaults.truth, defaults.fixed) == ('a"\\\n', 1.0, False, 3)
    assert (defaults.named, defaults.nearer) == ("x", "y")
    assert (defaults.color.value, defaults.red, defaults.level.value) == ("green", meaning.Color.RED, 2)
    assert (str(defaults.day), defaults.choice.name, defaults.colors) == ("2024-01-02", "A", [meaning.Color.RED])
    assert (defaults.texts, defaults.numbers, defaults.free) == (["x"], [1.0], {"a": [1, {"b": None}]})
    assert (defaults.nulls, defaults.loose, defaults.auto) == ([None, 2.0], 5, "auto")
    assert (defaults.object, defaults.either) == (meaning.Named(name="n"), meaning.Named(name="u"))
    without = ("wrong", "large", "nothing", "other", "of_wrong", "lacking", "again")
    assert [getattr(defaults, name) for name in without] == [None] * len(without)


def test_a_default_that_is_changed_is_sent_and_no_other_object_has_it(meaning: Any) -> None:
    defaults, others = meaning.Defaults.from_json("{}"), meaning.Defaults.from_json("{}")

    defaults.texts.append("y")
    defaults.free["a"].append(2)
    defaults.object.name = "z"

    assert defaults.to_dict() == {"texts": ["x", "y"], "free": {"a": [1, {"b": None}, 2]}, "object": {"name": "z"}}
    assert pickle.loads(pickle.dumps(defaults)).to_dict() == defaults.to_dict()
    assert [others.to_dict(), others.texts, meaning.Defaults().object.name] == [{}, ["x"], "n"]


def test_what_is_no_default_is_no_value_of_its_own(meaning: Any) -> None:
    wrong = {"color": "blue", "colors": ["blue"], "object": {"name": 1}, "texts": None, "numbers": None}

    assert disagreements(meaning.Defaults, wrong) == [("color",), ("texts",), ("colors", 0), ("object", "name")]


@pytest.mark.parametrize(
    ("name", "text", "type_"),
    [
        ("four", "127.0.0.1", "IPv4Address"),
        ("six", "::1", "IPv6Address"),
        ("either", "::1", "IPv6Address"),
        ("either", "127.0.0.1", "IPv4Address"),
        ("six", "FE80:0:0:0:0:0:0:1", "WireIPv6"),
        ("six", "::ffff:192.168.0.1", "WireIPv6"),
        ("bytes64", "YQ", "str"),
        ("duration", "P1M", "str"),
        ("decimal", "1.10", "str"),
    ],
)
def test_a_text_of_a_format_is_written_as_it_came(meaning: Any, name: str, text: str, type_: str) -> None:
    value = getattr(read(meaning.Texts, {name: text}), name)

    assert type(value).__name__ == type_
    again = pickle.loads(pickle.dumps(meaning.Texts(**{name: value})))
    assert again.to_dict() == {name: text}


@pytest.mark.parametrize(
    ("name", "value"), [("four", "127.0.0.01"), ("four", "1.2.3.4/24"), ("four", ""), ("six", "12345::"), ("six", 1)]
)
def test_a_text_that_is_no_address_is_kept(meaning: Any, name: str, value: Any) -> None:
    assert disagreements(meaning.Texts, {name: value}) == [(name,)]


def test_addresses_and_binary_content_are_sent(meaning: Any, httpserver: HTTPServer) -> None:
    package = import_module("meaning_api")
    httpserver.expect_request("/files/10.0.0.1", "POST").respond_with_data(status=204)

    with package.Meaning(base_url=httpserver.url_for("/")) as client:
        four, six = IPv4Address("10.0.0.1"), [IPv6Address("::1"), IPv6Address("::2")]
        client.pets.add_file(from_=four, to=six, encoded=b"\xff\x00", media=[b"\x89PNG"], told='{"a": 1}')

    request = httpserver.log[-1][0]
    assert request.args.getlist("to") == ["::1", "::2"]
    sent = [part.rstrip(b"\r\n").rpartition(b"\r\n")[2] for part in request.get_data().split(b"--")]
    assert [part for part in sent if part in (b"\xff\x00", b"\x89PNG", b'{"a": 1}')] == [
        b"\xff\x00",
        b"\x89PNG",
        b'{"a": 1}',
    ]


def test_a_list_of_a_fixed_length_is_a_tuple(meaning: Any) -> None:
    number, named, day = read(meaning.Values, {"fixed": [1.5, {"name": "a"}, "2024-01-02"]}).fixed

    assert (number, type(named), day.year) == (1.5, meaning.Named, 2024)
    assert disagreements(meaning.Values, {"fixed": [1, {"name": 2}, None]}) == [("fixed", 1, "name")]
    assert meaning.Values(fixed=(1, meaning.Named(name="a"), None)).to_dict() == {"fixed": [1, {"name": "a"}, None]}


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("never", [], [1, None, {}]),
        ("nothing", [], ["a", None]),
        ("anything", [1, None, [{}]], []),
        ("not-text", [1, "a"], []),
        ("not-five", [4], ["a"]),
        ("truth", [True, False], [1, "a"]),
        ("truths", [True, False, "a", None], [1, "b"]),
        ("one-of-none", [{"name": "a"}], [{"name": 1}, 1]),
        ("merged", [{"name": "a", "extra": 1}], [{"name": "a"}, {"name": "a", "extra": "x"}]),
        ("bounded", [{"street": "a"}], [{}]),
        ("repeated", [{"street": "a"}], [{"street": 1}, None]),
        ("keyed", [{"a": 1}], [{"a": "x"}]),
        ("needy", [{}, {"a": "x", "b": "y"}], [{"a": 1}]),
        ("depending", [{}, {"a": "x", "c": 1}], [{"a": 1}]),
        ("closed", [{"street": "a", "z": 1, "other": 1}], [{"z": 1}]),
        ("listed", [["a"], []], [[1]]),
        ("rest", [[1], []], [["a"]]),
        ("holding", [["a", 1]], [1]),
        ("branched", ["a", 1], []),
        ("mixed-typed", ["a", 1], ["b"]),
        ("null-or-text", ["a", None], ["c", 1]),
    ],
)
def test_keywords_are_as_narrow_as_types_can_say(meaning: Any, name: str, right: list[Any], wrong: list[Any]) -> None:
    for value in right:
        read(meaning.Keywords, {name: value})
    for value in wrong:
        assert disagreements(meaning.Keywords, {name: value}) != []


def test_what_no_type_tells_beside_a_reference_makes_no_class(meaning: Any) -> None:
    keywords = read(meaning.Keywords, {name: {"street": "a"} for name in ("bounded", "repeated")})

    assert (type(keywords.bounded), type(keywords.repeated)) == (meaning.Address, meaning.Address)
    assert meaning.Keywords.model_fields["truth"].annotation == bool | None


def test_names_that_collide_and_paths_with_a_query_or_fragment_are_sent(meaning: Any, httpserver: HTTPServer) -> None:
    package = import_module("meaning_api")
    httpserver.expect_request("/items/a/1").respond_with_data(status=204)
    httpserver.expect_request("/find").respond_with_data(status=204)

    with package.Meaning(base_url=httpserver.url_for("/")) as client:
        client.pets.add_item(
            id="a", n1=1, id_query="b", id_header="c", id_cookie="d", plus_1=2, minus_1=3, lt_eq_1y=4,
            gt_1y=5, x="e", x_open_close=["f", "g"], 名前="h", minus_minus_minus="i", body_="j", id_body="k",
            body_body="l", self_="m",
        )  # fmt: skip
        client.pets.find(q="x&y")

    (sent, _), (found, _) = httpserver.log
    query = {"id": ["b"], "+1": ["2"], "-1": ["3"], "<=1y": ["4"], ">1y": ["5"], "X": ["e"], "X[]": ["f", "g"]}
    assert sent.args.to_dict(flat=False) == {**query, "名前": ["h"], "---": ["i"], "body": ["j"]}
    assert (sent.headers["id"], sent.cookies["id"]) == ("c", "d")
    assert sent.get_json() == {"id": "k", "body": "l", "self": "m"}
    assert found.args.to_dict(flat=False) == {"kind": ["a"], "q": ["x&y"]}


def test_a_dynamic_reference_has_the_type_that_leads_to_it(meaning: Any) -> None:
    page = read(meaning.NamedPage, {"items": [{"name": "a"}], "next": {"name": "b"}})

    assert (type(page.items[0]), type(page.next)) == (meaning.Named, meaning.Named)
    assert disagreements(meaning.NamedPage, {"items": [{"name": 1}]}) == [("items", 0, "name")]
    assert read(meaning.Page, {"items": [1, "a"], "next": None}).items == [1, "a"]
    assert type(read(meaning.Tree, {"children": [{"children": []}]}).children[0]) is meaning.Tree
