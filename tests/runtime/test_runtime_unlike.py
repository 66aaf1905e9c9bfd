"""Answers whose status or Content-Type is not the described one: read as what is nearest, and told as drift."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug import Response as ServerResponse

from conftest import Caller
from runtime import errors
from runtime.drift import STATUS
from runtime.line_items import json_values
from runtime.operation import Operation, Response
from runtime.stream import open_stream, open_stream_async


def row(media_type: str | None, kind: Any = None, status: str = "200", **given: Any) -> Response:
    return Response(status=status, media_type=media_type, type=None if media_type is None else lambda: kind, **given)


JSON = row("application/json", dict[str, int])
TEXT = row("text/plain", str)
BYTES = row("application/octet-stream", bytes)
PDF = row("application/pdf", bytes)
ANY_JSON = row("*/*", dict[str, int])
ANY_BYTES = row("*/*", bytes)
ANY_TEXT = row("text/*", str)
NOTHING = row(None)


def operation(*rows: Response) -> Operation[Any]:
    return Operation(id="any", method="GET", path="/any", responses=rows)


def serve(call: Caller, content: bytes, content_type: str | None, status: int) -> None:
    raw = ServerResponse(content, status, content_type=content_type)
    if content_type is None:
        del raw.headers["Content-Type"]
    call.server.expect_request("/any").respond_with_response(raw)


def ask(
    call: Caller, *rows: Response, content: bytes, content_type: str | None, status: int = 200, **given: Any
) -> Any:
    """Call an operation that is described by `rows`, and give what its answer is read as."""
    serve(call, content, content_type, status)
    return call(lambda client: client.call(operation(*rows), **given))


def told(call: Caller) -> list[tuple[str, str, Any]]:
    return [(drift.header, drift.expected, drift.got) for drift in call.drifts]


@pytest.mark.parametrize(
    ("rows", "content_type", "content", "value"),
    [
        ([JSON], "text/plain", b'{"a": 1}', {"a": 1}),
        ([JSON], "application/octet-stream", b'{"a": 1}', {"a": 1}),
        ([JSON], "text/html; charset=iso-8859-1", '{"é": 1}'.encode("latin-1"), {"é": 1}),
        ([TEXT], "application/json", b'"a"', '"a"'),
        ([PDF], "application/octet-stream", b"%PDF", b"%PDF"),
        ([PDF], "text/html", b"<p>", b"<p>"),
        ([ANY_TEXT], "application/json", b"{}", "{}"),
        ([JSON, TEXT], "text/csv", b"a,b", "a,b"),
        ([JSON, PDF], "application/zip", b"PK", b"PK"),
    ],
)
def test_another_content_type_is_drift(call, rows, content_type, content, value):
    assert ask(call, *rows, content=content, content_type=content_type) == value

    ((header, _, got),) = told(call)
    assert (header, got) == ("Content-Type", content_type)
    assert f"the header Content-Type: expected {call.drifts[0].expected}, got '{content_type}'" in str(call.drifts[0])
    with pytest.raises(errors.DecodeError, match="Content-Type"):
        ask(call, *rows, content=content, content_type=content_type, strict=True)


@pytest.mark.parametrize(
    ("row", "content_type", "content", "value"),
    [
        (JSON, None, b'{"a": 1}', {"a": 1}),
        (BYTES, "image/png", b"\x89", b"\x89"),
        (ANY_JSON, None, b'{"a": 1}', {"a": 1}),
        (ANY_JSON, "text/plain", b'{"a": 1}', {"a": 1}),
        (ANY_BYTES, "application/json", b'"a"', b'"a"'),
        (ANY_BYTES, "text/plain", b"a", b"a"),
        (ANY_TEXT, "text/csv", b"a", "a"),
    ],
)
def test_what_the_description_lets_in_is_of_the_described_type(call, row, content_type, content, value):
    assert ask(call, row, content=content, content_type=content_type) == value
    assert call.drifts == []


@pytest.mark.parametrize(
    ("rows", "content_type", "value"),
    [
        ([ANY_BYTES, ANY_TEXT], "text/csv", "{}"),
        ([ANY_BYTES, ANY_TEXT], "image/png", b"{}"),
        ([ANY_BYTES, row("application/*", str), row("application/*+json", dict[str, int])], "application/a+json", {}),
        ([ANY_BYTES, row("application/*", bytes), TEXT], "text/plain", "{}"),
    ],
)
def test_the_narrowest_range_that_covers_an_answer_describes_it(call, rows, content_type, value):
    assert ask(call, *rows, content=b"{}", content_type=content_type) == value
    assert call.drifts == []


@pytest.mark.parametrize(("row", "content_type"), [(JSON, "text/html"), (ANY_JSON, "image/png"), (TEXT, "image/png")])
def test_content_that_is_nothing_of_the_described_kind_is_an_error(call, row, content_type):
    with pytest.raises(errors.APIResponseError, match=f"'{content_type}' and not JSON|no text|not text") as caught:
        ask(call, row, content=b"\x89<p>", content_type=content_type)

    assert caught.value.content == b"\x89<p>"


@pytest.mark.parametrize(
    ("rows", "status", "content", "value", "expected"),
    [
        ([JSON], 201, b'{"a": 1}', {"a": 1}, "200"),
        ([JSON], 206, b'{"a": 1}', {"a": 1}, "200"),
        ([row("application/json", dict[str, int] | None)], 204, b"", None, "200"),
        ([NOTHING], 204, b"", None, "200"),
        ([JSON, row(None, status="202")], 204, b"", None, "200 or 202"),
        ([JSON, row(None, status="202")], 203, b'{"a": 1}', {"a": 1}, "200 or 202"),
        ([JSON, row("application/json", int, status="default")], 201, b'{"a": 1}', {"a": 1}, "200"),
    ],
)
def test_another_success_is_drift(call, rows, status, content, value, expected):
    given = {"content": content, "content_type": "application/json" if content else None, "status": status}

    assert ask(call, *rows, **given) == value
    assert told(call) == [(STATUS, expected, str(status))]
    assert str(call.drifts[0]) == f"any: the status: expected {expected}, got '{status}'"
    with pytest.raises(errors.DecodeError, match="the status"):
        ask(call, *rows, **given, strict=True)


def test_a_success_of_what_only_fails_is_nothing(call):
    value = ask(call, row(None, status="404"), content=b"{}", content_type="application/json")

    assert value is None and [header for header, _, _ in told(call)] == [STATUS, ""]


def test_the_status_of_an_error_is_never_drift(call):
    with pytest.raises(errors.NotFoundError):
        ask(call, JSON, content=b"", content_type=None, status=404)

    assert call.drifts == []


LINES = row("application/jsonl", dict[str, int], items=json_values)


def walk(call: Caller, *rows: Response, content: bytes, content_type: str | None, status: int = 200) -> list[Any]:
    serve(call, content, content_type, status)

    async def awaited(client: Any) -> list[Any]:
        return [one async for one in await open_stream_async(client, operation(*rows))]

    return call(awaited if call.kind == "async" else lambda client: list(open_stream(client, operation(*rows))))


@pytest.mark.parametrize(
    ("content_type", "status", "headers"),
    [
        ("application/jsonl", 200, []),
        (None, 200, []),
        ("application/x-ndjson", 200, ["Content-Type"]),
        ("text/plain", 200, ["Content-Type"]),
        ("application/jsonl", 201, [STATUS]),
    ],
)
def test_a_stream_of_lines_is_known_by_its_lines(call, content_type, status, headers):
    found = walk(call, JSON, LINES, content=b'{"a": 1}\n{"a": 2}\n', content_type=content_type, status=status)

    assert found == [{"a": 1}, {"a": 2}]
    assert [header for header, _, _ in told(call)] == headers


@pytest.mark.parametrize(
    ("rows", "content_type"),
    [([JSON, LINES], "application/json"), ([LINES], "text/event-stream"), ([JSON], "application/jsonl")],
)
def test_what_is_described_as_something_else_is_no_stream(call, rows, content_type):
    with pytest.raises(errors.APIResponseError, match="no stream of it"):
        walk(call, *rows, content=b"{}\n", content_type=content_type)
