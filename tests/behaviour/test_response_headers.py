"""Typed headers of answers: as `with_response` and errors have them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers_api import Answers, generated

LIMIT = ("X-Limit", "60")


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the package."""
    return generated(tmp_path_factory.getbasetemp())


def headers_of(answers: Answers, *headers: tuple[str, str], **settings: Any) -> Any:
    """Answer with these headers, and give those of the whole response."""
    answers.server.expect_request("/limits").respond_with_json({"text": "ok"}, headers=list(headers))
    return answers(lambda api: api.with_response.limits(), **settings).headers


@pytest.mark.parametrize(
    ("attribute", "name", "text", "value"),
    [
        ("x_limit", "X-Limit", "60", 60),
        ("x_shared", "X-SHARED", "true", True),
        ("x_reset", "X-Reset", "2026-11-24T03:00:00Z", datetime(2026, 11, 24, 3, tzinfo=UTC)),
        ("x_reset", "X-Reset", "Tue, 24 Nov 2026 03:00:00 GMT", datetime(2026, 11, 24, 3, tzinfo=UTC)),
        ("x_ids", "X-Ids", "1, 2,3", [1, 2, 3]),
        ("x_ids", "X-Ids", "", []),
        ("x_names", "X-Names", "1,two", ["1", "two"]),
        ("x_plan", "X-Plan", "1", "1"),
        ("x_note", "X-Note", "17", "17"),
        ("x_anything", "X-Anything", "17", "17"),
        ("items_", "Items", "9", "9"),
        ("etag", "ETag", 'W/"1"', 'W/"1"'),
        ("x_reset", "X-Other", "absent", None),
    ],
)
def test_a_header_has_the_type_of_its_description(
    answers: Answers, attribute: str, name: str, text: str, value: object
) -> None:
    headers = headers_of(answers, *{LIMIT, (name, text)})

    assert getattr(headers, attribute) == value
    assert headers[name] == text
    assert answers.drifts == []


def test_a_header_may_be_an_object(answers: Answers) -> None:
    used, left, piece = ("X-Used", "reads=5,who=7"), ("X-Left", "reads,9,who,me"), ("X-Piece", '{"n": 3}')

    headers = headers_of(answers, LIMIT, used, left, piece)

    assert (headers.x_used.reads, headers.x_used.who) == (5, "7")
    assert (headers.x_left.reads, headers.x_left.who) == (9, "me")
    assert headers.x_piece.n == 3
    assert answers.drifts == []


def test_cookies_are_never_parted(answers: Answers) -> None:
    cookies = ("Set-Cookie", "a=1; Expires=Tue, 24 Nov 2026 03:00:00 GMT"), ("Set-Cookie", "b=2")

    headers = headers_of(answers, LIMIT, *cookies)

    assert headers.set_cookie == [value for _, value in cookies]


def test_a_header_that_does_not_fit_is_drift_and_stays_as_it_came(answers: Answers) -> None:
    headers = headers_of(answers, ("X-Limit", "many"), ("X-Ids", "1,x"), ("X-Piece", "{"), ("X-Used", "reads=no,who=1"))

    assert (headers.x_limit, headers.x_ids, headers.x_piece) == ("many", [1, "x"], "{")
    assert (headers.x_used.reads, headers.x_used.who) == ("no", "1")
    assert {(drift.header, drift.pointer, drift.got) for drift in answers.drifts} == {
        ("X-Limit", "", "many"),
        ("X-Ids", "/1", "x"),
        ("X-Piece", "", "{"),
        ("X-Used", "/reads", "no"),
    }
    (limit,) = (drift for drift in answers.drifts if drift.header == "X-Limit")
    assert str(limit).startswith("limits: the header X-Limit: expected an integer, got 'many' (answers.yaml:")


def test_a_required_header_that_is_missing_is_drift(answers: Answers) -> None:
    assert headers_of(answers).x_limit is None

    assert [(drift.header, str(drift).partition("got ")[2][:7]) for drift in answers.drifts] == [("X-Limit", "nothing")]


def test_drift_of_a_header_raises_when_strict_where_headers_are_asked_for(answers: Answers) -> None:
    errors = answers.part("errors")

    with pytest.raises(errors.DecodeError, match="the header X-Limit: expected an integer"):
        headers_of(answers, ("X-Limit", "many"), strict=True)

    assert answers(lambda api: api.limits(), strict=True).text == "ok"


def test_an_error_has_its_own_headers(answers: Answers) -> None:
    errors, classes = answers.part("errors"), answers.part("headers")
    answers.server.expect_request("/limits").respond_with_data(b"", 429, {"Retry-After": "17"})

    with pytest.raises(errors.RateLimitError) as raised:
        answers(lambda api: api.limits(), max_retries=0)

    assert isinstance(raised.value.headers, classes.RetryAfterHeaders)
    assert raised.value.headers.retry_after == 17


def test_equal_sets_of_headers_are_one_class(answers: Answers) -> None:
    answers.server.expect_request("/limited").respond_with_data(b"", 204, dict([LIMIT]))

    limited = answers(lambda api: api.with_response.limited())
    limits = headers_of(answers, LIMIT)

    assert type(limited.headers) is type(limits)


def test_the_ledger_counts_headers(project: Path) -> None:
    report = json.loads((project / "REPORT.json").read_text("utf-8"))

    assert report["ledger"]["headers"] == [29, 29]
