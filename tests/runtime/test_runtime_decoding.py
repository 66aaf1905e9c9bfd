"""What a server sends becomes typed values; what it got wrong is kept and told."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sample_api import models
from sample_api.models.kitchen_sink import Level, Node, Shade, Sink

from runtime.codec import Decoded, NotJSONError, codec_of
from runtime.disagreement import Source, drifts_of
from runtime.drift import DRIFT_LIMIT, Drift
from runtime.encode import to_json
from runtime.errors import APIResponseError, DecodeError


def decoded(annotation: Any, document: Any) -> tuple[Any, list[Drift]]:
    codec = codec_of(annotation)
    result = codec.decode(document if isinstance(document, bytes) else json.dumps(document).encode())
    source = Source(package="sample_api", operation="op", schema=codec.schema)
    return result.value, list(drifts_of(result, source))


def pointers(drifts: list[Drift]) -> list[str]:
    return [drift.pointer for drift in drifts]


def spec(**fields: Any) -> dict[str, Any]:
    return {"id": 1, "sourceSpec": fields}


def test_a_described_answer_becomes_a_model():
    value, drifts = decoded(models.Source, {"id": 5, "displayName": "x", "sourceSpec": {"lifecycle": "BETA"}})

    assert drifts == []
    assert isinstance(value, models.Source)
    assert (value.id, value.display_name) == (5, "x")
    assert value.source_spec.lifecycle is models.Lifecycle.BETA
    assert value.properties is None and value.created_at is None


TEXTS = [
    "2023-08-01T00:00:00Z",
    "2023-08-01T00:00:00.000Z",
    "2023-08-01T00:00:00.1Z",
    "2023-08-01T00:00:00.120Z",
    "2023-08-01T00:00:00.123456Z",
    "2023-08-01T00:00:00.123000Z",
    "2023-08-01T00:00:00.123456789Z",
    "2023-08-01t00:00:00z",
    "2023-08-01T00:00:00+00:00",
    "2023-08-01T00:00:00-00:00",
    "2023-08-01T00:00:00-00:30",
    "2023-08-01T00:00:00+05:45",
    "2016-12-31T23:59:60Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_date_time_keeps_its_text(text):
    sink, drifts = decoded(Sink, {"at": text})

    assert drifts == []
    assert isinstance(sink.at, datetime) and sink.at.tzinfo is not None
    assert sink.to_dict() == {"at": text}
    assert json.loads(sink.model_dump_json(exclude_unset=True)) == {"at": text}


@pytest.mark.parametrize("text", ["12:00:00Z", "12:00:00.5Z", "23:59:60Z", "12:00:00+00:00", "12:00:00.250+02:00"])
def test_every_time_keeps_its_text(text):
    sink, drifts = decoded(Sink, {"clock": text})

    assert drifts == []
    assert sink.to_dict() == {"clock": text}


def test_formats_have_the_types_of_the_standard_library():
    upper = "12345678-1234-1234-1234-123456789ABC"
    sink, drifts = decoded(Sink, {"day": "2024-02-29", "uid": upper, "uri": "mailto:a@b", "raw": "AA=="})

    assert drifts == []
    assert sink.day == date(2024, 2, 29)
    assert sink.uid == UUID(upper) and sink.uri == "mailto:a@b"
    assert sink.to_dict()["uid"] == upper


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("at", "2023-08-01T00:00:00"),
        ("at", "2023-08-01"),
        ("at", "2023-13-01T00:00:00Z"),
        ("at", "2023-08-01T24:00:00Z"),
        ("at", "2023-08-01T00:00:00+24:00"),
        ("at", "2023\u201008\u201001T00:00:00Z"),
        ("at", 1700000000),
        ("day", "2023-02-30"),
        ("day", "2023-8-1"),
        ("clock", "12:00:00"),
        ("clock", "12:00"),
        ("uid", "123456781234123412341234567890ab"),
        ("uri", "no scheme"),
        ("uri", "http://a\nb"),
        ("uri", ""),
    ],
)
def test_a_bad_format_is_kept_and_told(field, text):
    sink, drifts = decoded(Sink, {field: text})

    assert getattr(sink, field) == text
    assert pointers(drifts) == [f"/{field}"]
    assert sink.to_dict() == {field: text}


def test_remembered_values_behave_like_plain_ones():
    sink, _ = decoded(Sink, {"at": "2023-08-01t00:00:00.000z", "uid": "12345678-1234-1234-1234-123456789ABC"})

    assert sink.at == datetime(2023, 8, 1, tzinfo=UTC)
    assert (sink.at + timedelta(days=1)).isoformat() == "2023-08-02T00:00:00+00:00"
    assert hash(sink.uid) == hash(UUID(str(sink.uid)))
    for twin in (copy.deepcopy(sink), pickle.loads(pickle.dumps(sink)), sink.model_copy(deep=True)):
        assert twin.to_json() == sink.to_json()


def test_zero_fields_read_absent_and_null_as_zero_and_never_drift():
    document = {
        "id": 1,
        "displayName": None,
        "sourceSpec": {"name": None, "website": "", "lifecycle": "", "tags": None},
        "createdAt": "0001-01-01T00:00:00Z",
    }

    value, drifts = decoded(models.Source, document)

    assert drifts == []
    assert value.display_name == "" and value.created_at is None
    assert (value.source_spec.name, value.source_spec.tags) == ("", [])
    assert value.source_spec.website is None and value.source_spec.lifecycle is None
    assert value.to_dict() == document
    assert value.model_fields_set == {"id", "display_name", "source_spec", "created_at"}


@pytest.mark.parametrize("raw", [None, "", "0001-01-01T00:00:00Z", "2023-08-01T00:00:00Z"])
def test_a_zero_date_encodes_back_as_it_came(raw):
    document = {**spec(), "createdAt": raw}

    value, drifts = decoded(models.Source, document)

    assert drifts == [] and value.to_dict() == document
    assert copy.deepcopy(value).to_dict() == document


def test_a_zero_field_that_was_changed_forgets_what_came():
    value, _ = decoded(models.Source, {**spec(), "displayName": None})

    value.display_name = "new"

    assert value.to_dict()["displayName"] == "new"


def test_a_wrong_type_in_a_zero_field_still_drifts():
    value, drifts = decoded(models.Source, {**spec(name=5, lifecycle="NEW"), "displayName": False})

    assert pointers(drifts) == ["/displayName", "/sourceSpec/name", "/sourceSpec/lifecycle"]
    assert value.display_name is False and value.source_spec.name == 5


def test_null_is_refused_only_where_the_description_does_not_allow_it():
    value, drifts = decoded(models.Source, {**spec(), "properties": None, "note": None})

    assert pointers(drifts) == ["/properties"]
    assert value.to_dict() == {**spec(), "properties": None, "note": None}


def test_none_in_python_means_absent():
    value = models.Source(
        id=1, source_spec=models.SourceSpec(), properties=None, note=None, created_at=None, display_name=""
    )

    assert value.to_dict() == {"id": 1, "displayName": "", "sourceSpec": {}, "note": None}


def test_python_construction_is_lax_and_by_either_name():
    value = models.Source(
        id="7",  # type: ignore[arg-type]
        displayName="x",
        source_spec={"website": "a:b"},  # type: ignore[arg-type]
        created_at=datetime(2023, 8, 1, tzinfo=UTC),
    )

    assert value.id == 7 and value.display_name == "x"
    assert value.to_dict()["createdAt"] == "2023-08-01T00:00:00Z"


def test_missing_required_fields_read_none_and_do_not_encode():
    value, drifts = decoded(models.CreateSourceResponse, {"data": {"displayName": "x"}})

    assert pointers(drifts) == ["/data/id", "/data/sourceSpec"]
    assert value.data.id is None and "id" not in value.data.model_fields_set
    assert value.to_dict() == {"data": {"displayName": "x"}}


def test_unknown_fields_are_kept_silently():
    document = {**spec(), "new": {"a": [1, 2.5, None]}, "display_name": "not the field's wire name"}

    value, drifts = decoded(models.Source, document)

    assert drifts == []
    assert value.model_extra["new"] == {"a": [1, 2.5, None]}
    assert value.display_name == ""
    assert value.to_dict() == document


def test_unknown_enum_values_become_members_of_their_enum():
    sink, drifts = decoded(Sink, {"shade": "NEW", "level": 7, "shades": ["dark", "x"]})

    assert pointers(drifts) == ["/shade", "/level", "/shades/1"]
    assert isinstance(sink.shade, Shade) and sink.shade == "NEW" and sink.shade.value == "NEW"
    assert "NEW" in repr(sink.shade) and {"NEW": 1}[sink.shade] == 1 and f"{sink.shade}" == "NEW"
    assert isinstance(sink.level, Level) and sink.level == 7
    assert list(Shade) == [Shade.LIGHT, Shade.DARK]
    assert pickle.loads(pickle.dumps(sink)).shade == sink.shade
    assert sink.to_dict() == {"shade": "NEW", "level": 7, "shades": ["dark", "x"]}


@pytest.mark.parametrize("number", [1.0, -3.0, 1e3])
def test_a_whole_float_is_an_integer_without_drift(number):
    sink, drifts = decoded(Sink, {"count": number, "numbers": {"a": number}})

    assert drifts == [] and type(sink.count) is int
    assert sink.to_dict() == {"count": number, "numbers": {"a": number}}


@pytest.mark.parametrize("number", [2**60 + 1, -(10**40) - 1, 2**53 + 1, 0.1, 1e300, 3])
def test_numbers_keep_every_digit(number):
    sink, drifts = decoded(Sink, {"ratio": number, "ratios": [number], "anything": number})

    assert drifts == []
    assert sink.to_dict() == {"ratio": number, "ratios": [number], "anything": number}


@pytest.mark.parametrize(("field", "value"), [("count", 1.5), ("count", True), ("count", "1"), ("flag", 1)])
def test_strict_types_are_not_coerced(field, value):
    sink, drifts = decoded(Sink, {field: value})

    assert pointers(drifts) == [f"/{field}"]
    assert getattr(sink, field) == value and type(getattr(sink, field)) is type(value)


def test_each_disagreement_is_told_once_at_its_outermost_place():
    document = {
        "nodes": {"a/b~c": [{"name": 1}, 2], "x": 3},
        "numbers": {"one": "1"},
        "maybe": [None, 1, "x"],
        "node": {"name": "n", "parent": {"name": "p", "children": [{"name": "c"}, {}]}},
    }

    sink, drifts = decoded(Sink, document)

    assert sorted(pointers(drifts)) == [
        "/maybe/2",
        "/node/parent/children/1/name",
        "/nodes/a~1b~0c/0/name",
        "/nodes/a~1b~0c/1",
        "/nodes/x",
        "/numbers/one",
    ]
    assert sink.to_dict() == document
    assert isinstance(sink.node.parent.children[1], Node)


def test_a_union_that_nothing_fits_is_one_drift():
    document = {
        "pet": {"meow": 1.0, "nickname": None},
        "pets": [{"bark": True}, {"bark": 1}, 3],
        "mixed": 1.5,
    }

    sink, drifts = decoded(Sink, document)

    assert sorted(pointers(drifts)) == ["/mixed", "/pets/1", "/pets/2"]
    assert sink.pet.meow == 1 and sink.pet.nickname == ""
    assert sink.pets[1] == {"bark": 1}
    assert sink.to_dict() == document


@pytest.mark.parametrize("document", [[], "x", 5, None, True, [{}]])
def test_a_body_of_the_wrong_kind_is_kept_with_one_drift_at_the_root(document):
    value, drifts = decoded(models.Source, document)

    assert value == document
    assert pointers(drifts) == [""]


@pytest.mark.parametrize(
    ("annotation", "document", "expected"),
    [
        (list[models.Source], [spec(), {"id": "x", "sourceSpec": {}}], ["/1/id"]),
        (dict[str, Any], {"a": 1}, []),
        (str, "x", []),
        (str, 1, [""]),
        (models.Source | None, None, []),
        (models.Source | models.ErrorBody, {"message": 1, "id": 2}, [""]),
        (dict[str, Shade], {"k": "x"}, ["/k"]),
        (Any, {"a": None}, []),
    ],
)
def test_a_body_may_be_any_annotation(annotation, document, expected):
    value, drifts = decoded(annotation, document)

    assert pointers(drifts) == expected
    assert json.loads(to_json(value)) == document


@pytest.mark.parametrize("text", ["", "{", "nope", "{}{}", '{"a": "\\ud800"}', "\xff"])
def test_what_is_not_json_is_refused(text):
    with pytest.raises(NotJSONError):
        codec_of(models.Source).decode(text.encode("latin-1"))


def test_a_byte_order_mark_is_not_a_disagreement():
    assert isinstance(codec_of(models.ErrorBody).decode(b"\xef\xbb\xbf{}"), Decoded)


def test_deep_nesting_ends_in_a_clear_error():
    text = '{"name": "x", "parent": ' * 100_000 + "null" + "}" * 100_000

    with pytest.raises(NotJSONError, match="recursion"):
        codec_of(Node).decode(text.encode())


def test_the_number_of_drifts_is_bounded():
    value, drifts = decoded(list[int], ["x"] * 1_000)

    assert len(drifts) == DRIFT_LIMIT + 1
    assert "900 more" in str(drifts[-1])
    assert value == ["x"] * 1_000


def test_a_large_wrong_answer_is_read_in_reasonable_time():
    text = json.dumps({"data": [{"id": "x", "sourceSpec": {"name": 5}}] * 20_000}).encode()

    start = time.perf_counter()
    value, drifts = decoded(models.SourceList, text)

    assert time.perf_counter() - start < 5
    assert len(value.data) == 20_000 and value.data[-1].source_spec.name == 5
    assert pointers(drifts) == ["/data/0/id", "/data/0/sourceSpec/name", ""]
    assert "39998 more" in str(drifts[-1])


def test_a_large_answer_of_zero_values_does_not_drift():
    item = {"id": 1, "displayName": None, "sourceSpec": {"name": None}, "createdAt": ""}

    value, drifts = decoded(models.SourceList, {"data": [item] * 5_000})

    assert drifts == [] and value.to_dict()["data"][-1] == item


def test_an_attack_of_wrong_items_costs_no_more_than_seconds():
    start = time.process_time()
    value, drifts = decoded(list[int], ["x"] * 1_000_000)

    assert time.process_time() - start < 10
    assert len(value) == 1_000_000 and "999999 more" in str(drifts[-1])


def test_a_model_reads_and_writes_json_by_itself():
    drifts: list[Drift] = []

    value = models.Source.from_json('{"id": "x", "sourceSpec": {}}', on_drift=drifts.append)

    assert value.to_json() == '{"id":"x","sourceSpec":{}}'
    assert [drift.spec for drift in drifts] == ["create-source.md:99"]
    with pytest.raises(DecodeError, match="/id"):
        models.Source.from_json('{"id": "x", "sourceSpec": {}}', strict=True)
    with pytest.raises(APIResponseError):
        models.Source.from_json("nope")
    with pytest.raises(DecodeError):
        models.Source.from_json("[]")


def test_a_model_can_state_its_json_schema():
    assert Sink.model_json_schema()["$defs"]["Node"]["required"] == ["name"]


@pytest.mark.parametrize("text", ["[1]", "[true]", "[1", ""], ids=["agrees", "drifts", "cut off", "empty"])
@pytest.mark.parametrize("was_on", [True, False], ids=["on", "off"])
def test_the_collector_is_as_it_was_after_a_large_answer(text, was_on):
    content = b" " * 100_000 + text.encode()
    was = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with suppress(NotJSONError):
            codec_of(list[int]).decode(content)

        assert gc.isenabled() == was_on
    finally:
        (gc.enable if was else gc.disable)()


def test_a_large_answer_is_not_looked_through_while_it_is_read():
    content = json.dumps([{"a": {"b": {}}}] * 20_000).encode()
    looked: list[str] = []

    def watch(phase: str, info: dict[str, int]) -> None:
        looked.append(phase)

    gc.collect()
    gc.callbacks.append(watch)
    try:
        decoded = codec_of(list[dict[str, Any]]).decode(content)
    finally:
        gc.callbacks.remove(watch)

    assert len(decoded.value) == 20_000
    # One look after it, and by chance one before.
    assert looked.count("start") <= 2
