"""A document and an overlay in, a document or complaints out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator

from source_tree import ROOT
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, plain
from truespec.load import load, read
from truespec.overlay import overlay
from truespec.pointer import Pointer

PETS = """\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
tags: [a, b, c]
paths:
  /pets:
    get: {summary: list, parameters: [{name: limit}, {name: page}]}
    post: {summary: create}
  /pets/{id}:
    get: {summary: show, parameters: [{name: id}]}
"""
HEAD = "overlay: 1.0.0\ninfo: {title: t, version: v}\n"


def document(folder: Path, text: str, name: str) -> Document:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    report = Report()
    result = read(file, report)
    assert list(report) == []
    return result


def applied(folder: Path, actions: str, report: Report, text: str = PETS, head: str = HEAD) -> Document:
    entry = document(folder, text, "pets.yaml")
    before = json.dumps(entry.root)
    try:
        return overlay(entry, document(folder, head + "actions:\n" + actions, "overlay.yaml"), report)
    finally:
        assert json.dumps(entry.root) == before


@pytest.mark.parametrize(
    ("actions", "pointer", "value"),
    [
        ("- {target: $.info, update: {title: Dogs}}", "#/info", {"title": "Dogs", "version": "1.0.0"}),
        ("- {target: $, update: {info: {x-a: {b: 1}}}}", "#/info/x-a", {"b": 1}),
        ("- {target: $, update: {info: {x: 1}, paths: , tags: }}", "#/tags", ["a", "b", "c"]),
        ("- {target: $.tags, update: d}", "#/tags", ["a", "b", "c", "d"]),
        ("- {target: $.tags, update: [d]}", "#/tags", ["a", "b", "c", ["d"]]),
        ("- {target: $, update: {tags: [d, e]}}", "#/tags", ["a", "b", "c", "d", "e"]),
        ("- {target: $.info, update: {title: {en: Pets}}}", "#/info/title", {"en": "Pets"}),
        ("- {target: $.info, update: {title: null}}", "#/info/title", None),
        ("- {target: $.info, update: {title: Dogs}, remove: false}", "#/info/title", "Dogs"),
        ("- {target: '$.paths.*.get', update: {summary: x}}", "#/paths/~1pets~1{id}/get/summary", "x"),
        (
            "- {target: '$.paths.*.get', remove: true}",
            "#/paths",
            {"/pets": {"post": {"summary": "create"}}, "/pets/{id}": {}},
        ),
        ("- {target: '$.paths.*.get', remove: true, update: {a: 1}}", "#/paths/~1pets~1{id}", {}),
        ("- {target: '$.tags[0,2]', remove: true}", "#/tags", ["b"]),
        ("- {target: '$.tags[-1]', remove: true}", "#/tags", ["a", "b"]),
        ("- {target: $..parameters.*, remove: true}", "#/paths/~1pets/get/parameters", []),
        (
            "- {target: '$..[?@.name == \"page\"]', remove: true}",
            "#/paths/~1pets/get/parameters",
            [{"name": "limit"}],
        ),
        ("- {target: '$..*', remove: true}", "#", {}),
        (
            "- {target: '$.paths[?match(@.get.summary, \"sh.w\")].get', update: {x: 1}}",
            "#/paths/~1pets~1{id}/get/x",
            1,
        ),
        ("- {target: '$.paths.*[?search(@.summary, \"^l\")]', update: {x: 1}}", "#/paths/~1pets/get/x", 1),
        (
            "- {target: $.info.title, remove: true}\n- {target: $.info, update: {title: [x]}}",
            "#/info",
            {"version": "1.0.0", "title": ["x"]},
        ),
        (
            "- {target: $.info, update: {x-a: {b: 1}}}\n- {target: $.info.x-a, update: {c: 2}}",
            "#/info/x-a",
            {"b": 1, "c": 2},
        ),
    ],
)
def test_actions_change_the_description(tmp_path: Path, actions: str, pointer: str, value: object) -> None:
    report = Report()

    result = applied(tmp_path, actions, report)

    assert result.find(Pointer.parse(pointer)) == value


NEXT = HEAD.replace("1.0.0", "1.1.0")


@pytest.mark.parametrize(
    ("actions", "pointer", "value"),
    [
        ("- {target: $.tags, update: [d, e]}", "#/tags", ["a", "b", "c", "d", "e"]),
        ("- {target: $.tags, update: d}", "#/tags", ["a", "b", "c", "d"]),
        ("- {target: $.info.title, update: Dogs}", "#/info/title", "Dogs"),
        ("- {target: '$.tags[1]', update: null}", "#/tags", ["a", None, "c"]),
        ("- {target: \"$.tags[?@ == 'b']\", remove: true}", "#/tags", ["a", "c"]),
        (
            "- {target: \"$.paths['/pets/{id}']\", copy: \"$.paths['/pets']\"}",
            "#/paths/~1pets~1{id}/get",
            {"summary": "list", "parameters": [{"name": "id"}, {"name": "limit"}, {"name": "page"}]},
        ),
        ("- {target: $.tags, copy: '$.tags'}", "#/tags", ["a", "b", "c", "a", "b", "c"]),
        ("- {target: $.info.title, copy: $.info.version}", "#/info/title", "1.0.0"),
        (
            "- {target: $.paths, update: {/dogs: {}}}\n- target: $.paths['/dogs']\n  copy: $.paths['/pets/{id}']\n"
            "- target: $.paths['/pets/{id}']\n  remove: true\n- target: $.paths['/dogs'].get\n  update: {x: 1}",
            "#/paths/~1dogs",
            {"get": {"summary": "show", "parameters": [{"name": "id"}], "x": 1}},
        ),
        (
            "- target: $.paths['/pets'].post\n  copy: $.paths['/pets'].get\n"
            "- target: $.paths['/pets'].post.parameters\n  update: {name: new}",
            "#/paths/~1pets/get/parameters",
            [{"name": "limit"}, {"name": "page"}],
        ),
    ],
)
def test_version_1_1_copies_and_changes_lists_and_single_values(
    tmp_path: Path, actions: str, pointer: str, value: object
) -> None:
    report = Report()

    result = applied(tmp_path, actions, report, head=NEXT)

    assert result.find(Pointer.parse(pointer)) == value
    assert list(report) == []


def test_a_copied_value_keeps_the_place_where_it_was_written(tmp_path: Path) -> None:
    result = applied(tmp_path, "- {target: $.info.title, copy: $.info.version}", Report(), head=NEXT)

    assert str(result.place(Pointer.parse("#/info/title"))) == "pets.yaml:2:30"


def test_a_copy_of_nothing_is_a_warning(tmp_path: Path) -> None:
    report = Report()

    applied(tmp_path, "- {target: $.info, copy: $.cats}", report, head=NEXT)

    assert [f"{item.place} {item.code.number}: {item.message}" for item in report] == [
        "overlay.yaml:4:12 TS153: $.cats matches nothing"
    ]


def test_an_aliased_value_is_changed_only_where_the_target_is(tmp_path: Path) -> None:
    text = "openapi: 3.1.0\na: &x {b: {c: 1}}\nd: *x\n"

    result = applied(tmp_path, "- {target: $.d.b, update: {c: 2}}", Report(), text)

    assert result.root["a"] == {"b": {"c": 1}}
    assert result.root["d"] == {"b": {"c": 2}}


def test_one_update_of_several_targets_is_not_shared_between_them(tmp_path: Path) -> None:
    actions = (
        "- {target: '$.paths.*.get', update: {x: {y: [1]}}}\n- {target: \"$.paths['/pets'].get.x.y\", update: 2}\n"
    )

    result = applied(tmp_path, actions, Report())

    assert result.find(Pointer.parse("#/paths/~1pets/get/x/y")) == [1, 2]
    assert result.find(Pointer.parse("#/paths/~1pets~1{id}/get/x/y")) == [1]


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("#/info/title", "overlay.yaml:6:14"),
        ("#/info/x/y", "overlay.yaml:7:14"),
        ("#/tags/3", "overlay.yaml:9:14"),
        ("#/info/version", "pets.yaml:2:30"),
        ("#/tags/0", "pets.yaml:3:8"),
        ("#/paths", "pets.yaml:5:3"),
    ],
)
def test_inserted_values_keep_the_places_of_the_overlay(tmp_path: Path, pointer: str, place: str) -> None:
    actions = "- target: $.info\n  update:\n      title: Dogs\n      x: {y: 1}\n- {target: $.tags,\n   update:   d}\n"

    result = applied(tmp_path, actions, Report())

    assert [source.name for source in result.sources] == ["pets.yaml", "overlay.yaml"]
    assert str(result.place(Pointer.parse(pointer))) == place


def test_an_action_that_matches_nothing_is_a_warning_at_its_target(tmp_path: Path) -> None:
    report = Report()

    applied(tmp_path, "- target: $.info\n  update: {a: 1}\n- target: $.paths['/cats']\n  remove: true\n", report)

    assert [f"{item.place} {item.code.number}" for item in report] == ["overlay.yaml:6:11 TS153"]


def test_extends_and_extensions_are_left_alone(tmp_path: Path) -> None:
    text = HEAD + "extends: ./other.yaml\nx-a: 1\nactions:\n- {target: $.info, x-b: 2, update: {a: 1}}\n"
    report = Report()

    overlay(document(tmp_path, PETS, "pets.yaml"), document(tmp_path, text, "o.yaml"), report)

    assert list(report) == []


def test_a_hostile_pattern_does_not_hang(tmp_path: Path) -> None:
    text = PETS + f"x: [{{name: {'a' * 5000}b}}]\n"
    report = Report()

    applied(tmp_path, "- {target: '$.x[?match(@.name, \"(a|a)*(a+)+$\")]', remove: true}", report, text)

    assert [item.code.number for item in report] == ["TS153"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("actions: [{target: $, update: {}}]", "1:1 TS151: the key overlay is missing"),
        (HEAD.replace("1.0.0", "2.0.0"), "1:10 TS151: overlay version 2.0.0 is not supported, only 1.0.x and 1.1.x"),
        (HEAD.replace("1.0.0", "1.0"), "1:10 TS151: overlay must be text"),
        ("overlay: 1.0.0\ninfo: {title: t}", "2:7 TS151: the key version is missing"),
        ("overlay: 1.0.0\ninfo: x", "2:7 TS151: info must be a mapping with title and version"),
        (HEAD, "1:1 TS151: actions must be a list of at least one action"),
        (HEAD + "actions: []", "3:10 TS151: actions must be a list of at least one action"),
        (HEAD + "actions: [x]", "3:11 TS151: an action must be a mapping"),
        (HEAD + "actions: [{update: {}}]", "3:11 TS151: the key target is missing"),
        (HEAD + "actions: [{target: 1}]", "3:20 TS151: target must be text"),
        (HEAD + "actions: [{target: $, remove: 1}]", "3:31 TS151: remove must be true or false"),
        (HEAD + "actions: [{target: $, udpate: {}}]", "3:31 TS151: udpate is not a key of an overlay"),
        (HEAD + "action: []", "3:9 TS151: action is not a key of an overlay"),
        (
            HEAD + "actions: [{target: $, remove: true}]",
            "3:20 TS151: the root of the description cannot be removed",
        ),
        (
            HEAD + "actions: [{target: $.info, update: 1}]",
            "3:20 TS151: $.info selects an object, but the update is none",
        ),
        (
            HEAD + "actions: [{target: $.info.title, update: 1}]",
            "3:20 TS151: $.info.title selects a single value",
        ),
        (
            HEAD + "actions: [{target: $, update: {info: 1}}]",
            "3:38 TS151: info is a mapping or a list in the",
        ),
        (HEAD + "actions: [{target: $, copy: $.info}]", "3:29 TS151: copy needs overlay: 1.1.0"),
        (NEXT + "actions: [{target: $, copy: 1}]", "3:29 TS151: copy must be text"),
        (
            NEXT + "actions: [{target: $, update: {}, copy: $.info}]",
            "3:41 TS151: an action has either update or copy",
        ),
        (
            NEXT + "actions: [{target: $.info, copy: '$.paths.*'}]",
            "3:20 TS151: $.paths.* selects 2 values, and only one can be copied",
        ),
        (
            NEXT + "actions: [{target: '$.info.*', update: {}}]",
            "3:20 TS151: $.info.* selects a single value, but the update is none",
        ),
        (
            NEXT + "actions: [{target: '$.*', update: {}}]",
            "3:20 TS151: $.* selects values of several kinds",
        ),
        (HEAD + "actions: [{target: info}]", "3:20 TS152: info is not a JSONPath"),
        (HEAD + "actions: [{target: ''}]", "3:20 TS152:  is not a JSONPath"),
        (HEAD + "actions: [{target: '$.a | $.b'}]", "3:20 TS152: $.a | $.b is not a JSONPath"),
        (HEAD + f"actions: [{{target: '${'[?(' * 900}@{')]' * 900}'}}]", "3:20 TS152: $"),
    ],
)
def test_an_overlay_is_refused_at_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    report = Report()
    entry, actions = document(tmp_path, PETS, "pets.yaml"), document(tmp_path, text, "o.yaml")

    with pytest.raises(Stopped):
        overlay(entry, actions, report)

    found = [f"{item.place} {item.code.number}: {item.message}" for item in report]
    assert any(line.startswith(f"o.yaml:{complaint}") for line in found), found


@pytest.fixture
def portable() -> Document:
    folder = ROOT / "spec/portable"
    report = Report()
    result = overlay(load(folder / "create-source.md", report), read(folder / "overlay.yaml", report), report)
    assert list(report) == []
    return result


def contradictions(root: object, answer: object) -> list[str]:
    """Say where an answer contradicts the response schema, by a validator that is not ours."""
    assert isinstance(root, dict)
    components = plain(root["components"])
    schema = {**components["schemas"]["Source"], "components": components}
    return sorted(
        {"/".join(map(str, error.instance_path)) for error in Draft202012Validator(schema).iter_errors(plain(answer))}
    )


def test_the_overlay_of_the_page_widens_what_its_example_contradicts(portable: Document) -> None:
    page = load(ROOT / "spec/portable/create-source.md", Report())
    example = "#/paths/~1v2~1sources/post/responses/201/content/application~1json/example/data"
    answer = page.find(Pointer.parse(example))

    assert contradictions(page.root, answer) == ["properties", "sourceSpec"]
    assert contradictions(portable.root, answer) == []


def test_the_overlay_of_the_page_changes_nothing_else(portable: Document) -> None:
    page = load(ROOT / "spec/portable/create-source.md", Report()).root
    before, after = json.loads(json.dumps(page)), json.loads(json.dumps(portable.root))

    del after["components"]["schemas"]["PropertyValue"]
    widened = after["components"]["schemas"]["Source"]["properties"]
    narrow = before["components"]["schemas"]["Source"]["properties"]
    for name in ("sourceSpec", "properties"):
        widened[name]["$ref"] = widened[name].pop("anyOf")[0]["$ref"]

    assert after == before
    assert {name: schema["x-order"] for name, schema in widened.items()} == {
        name: schema["x-order"] for name, schema in narrow.items()
    }


def test_each_action_of_the_overlay_says_why() -> None:
    actions = read(ROOT / "spec/portable/overlay.yaml", Report()).root["actions"]

    assert isinstance(actions, list)
    assert all(isinstance(action, dict) and action.get("description") for action in actions)
