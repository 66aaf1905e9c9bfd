"""Answers in another charset than UTF-8 are read by the one that their Content-Type names."""

from __future__ import annotations

import json
from typing import Any

import pytest
from werkzeug import Response as ServerResponse

from conftest import Caller
from runtime import errors
from runtime.operation import Operation, Response

NAMED = {"name": "Zoë", "message": "Größe"}
DESCRIBED = (
    Response(status="200", media_type="application/json", type=lambda: dict[str, str]),
    Response(status="404", media_type="application/json", type=lambda: dict[str, str]),
)
JSON: Operation[dict[str, str]] = Operation(id="getNamed", method="GET", path="/named", responses=DESCRIBED)
TEXT: Operation[str] = Operation(
    id="getText", method="GET", path="/named", responses=(Response(status="200", media_type="text/plain"),)
)


def asked(call: Caller, operation: Operation[Any], content: bytes, content_type: str, status: int = 200) -> Any:
    raw = ServerResponse(content, status, {"Content-Type": content_type})
    call.server.expect_request("/named").respond_with_response(raw)
    return call(lambda client: client.call(operation))


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16", "utf-16le", '"Windows-1252"', "utf8", "us-ascii", "utf-7"])
def test_json_is_read_by_its_charset(call, charset):
    content = json.dumps(NAMED, ensure_ascii=charset == "us-ascii").encode(charset.strip('"'))

    named = asked(call, JSON, content, f"application/json; charset={charset}")

    assert named == NAMED and call.drifts == []


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16"])
def test_text_is_read_by_its_charset(call, charset):
    assert asked(call, TEXT, "Zoë".encode(charset), f"text/plain;charset={charset}") == "Zoë"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16le", "utf-16be"])
def test_the_mark_of_the_byte_order_is_no_text(call, charset):
    content = "\ufeffa\ufeff".encode(charset)

    assert asked(call, TEXT, content, f"text/plain; charset={charset}") == "a\ufeff"


def test_the_mark_of_the_byte_order_is_no_text_of_an_error(call):
    with pytest.raises(errors.NotFoundError) as caught:
        asked(call, TEXT, b"\xef\xbb\xbfnothing", "text/plain", 404)

    assert caught.value.body == "nothing"


@pytest.mark.parametrize("charset", ["utf-99", "base64", "undefined", "punycode", "a" * 300])
@pytest.mark.parametrize(("operation", "media_type"), [(JSON, "application/json"), (TEXT, "text/plain")])
def test_a_charset_that_is_none_is_named(call, operation, media_type, charset):
    with pytest.raises(errors.APIResponseError, match=f"charset '{charset[:40]}.*' is not known") as caught:
        asked(call, operation, b"{}", f"{media_type}; charset={charset}")

    assert caught.value.content == b"{}" and len(str(caught.value)) < 200


def test_content_that_is_not_of_its_charset_is_told(call):
    with pytest.raises(errors.APIResponseError, match="not text of its charset 'utf-16'"):
        asked(call, JSON, b"{}{", "application/json; charset=utf-16")


@pytest.mark.parametrize("status", [404, 500])
def test_what_an_error_says_is_read_by_its_charset(call, status):
    content = json.dumps(NAMED, ensure_ascii=False).encode("latin-1")

    with pytest.raises(errors.APIStatusError, match="Größe") as caught:
        asked(call, JSON, content, "application/json; charset=latin-1", status)

    assert caught.value.body == NAMED and caught.value.content == content


@pytest.mark.parametrize(("content", "body"), [(b'{"a": 1}', {"a": 1}), (b"boom", "boom")])
def test_an_error_in_an_unknown_charset_keeps_its_status(call, content, body):
    with pytest.raises(errors.NotFoundError) as caught:
        asked(call, JSON, content, "application/json; charset=utf-99", 404)

    assert caught.value.body == body
