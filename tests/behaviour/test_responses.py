"""Whole responses: what `with_response` gives beside the typed value."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug import Request, Response

from generated_api import Caller

CREATED = {"data": {"id": 7, "displayName": "Team", "sourceSpec": {"name": "google_calendar"}}}


def create(client: Any) -> Any:
    return client.sources.with_response.create(source_spec="google_calendar")


def test_a_whole_response_has_the_typed_value_and_what_came_beside_it(call: Caller) -> None:
    headers = {"X-Request-Id": "r-1", "X-Twice": "a"}
    call.server.expect_request("/v2/sources").respond_with_json(CREATED, status=201, headers=headers)

    response = call(create)

    assert isinstance(response, call.part("_runtime.api_response").APIResponse)
    assert isinstance(response.data, call.models.CreateSourceResponse) and response.data.data.id == 7
    assert (response.status, response.request_id, response.headers["x-twice"]) == (201, "r-1", "a")
    assert response.attempts == 1 and 0 < response.elapsed < 30
    assert response.content == response.http_response.content != b""
    assert response.http_response.json() == CREATED and response.http_response.is_closed


def test_attempts_are_counted(call: Caller) -> None:
    answers = [Response(status=429, headers={"retry-after-ms": "1"}), Response(b'{"data": {}}', 201)]
    answers[1].content_type = "application/json"

    def handler(_: Request) -> Response:
        return answers.pop(0)

    call.server.expect_request("/v2/sources").respond_with_handler(handler)

    assert call(create).attempts == 2


def test_a_refused_call_raises_as_ever(call: Caller) -> None:
    call.server.expect_request("/v2/sources").respond_with_json({}, status=404)

    with pytest.raises(call.errors.NotFoundError):
        call(create)


def test_a_bad_argument_is_refused_as_ever(call: Caller) -> None:
    with pytest.raises(TypeError, match="unknown arguments: colour"):
        call(lambda client: client.sources.with_response.create(source_spec="x", colour="red"))
