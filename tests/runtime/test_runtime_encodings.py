"""Answers whose content is encoded: whole, cut off, and in an encoding that nobody here can read."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import httpx2
import pytest
from werkzeug import Response

from conftest import Caller
from runtime import errors
from runtime.byte_stream import open_bytes, open_bytes_async
from runtime.operation import Operation
from runtime.operation import Response as Row

GIVEN = {"text": "x" * 100}
PLAIN = json.dumps(GIVEN).encode()
GZIPPED, DEFLATED = gzip.compress(PLAIN, mtime=0), zlib.compress(PLAIN)
RAW_DEFLATED = zlib.compress(PLAIN, wbits=-15)
BYTES: Operation[bytes] = Operation(
    id="getBytes",
    method="GET",
    path="/status",
    responses=(Row(status="200", media_type="application/octet-stream", type=lambda: bytes),),
)


def status(client: Any) -> Any:
    return client.sources.status()


def answer(call: Caller, content: bytes, encoding: str, code: int = 200) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    call.server.expect_request("/status").respond_with_response(Response(content, code, headers))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GZIPPED, "gzip"),
        (DEFLATED, "deflate"),
        (RAW_DEFLATED, "deflate"),
        (zlib.compress(GZIPPED), "GZIP, deflate"),
        (PLAIN, "identity"),
    ],
    ids=["gzip", "deflate", "raw deflate", "both", "none"],
)
def test_an_encoded_answer_is_read(call: Caller, content: bytes, encoding: str) -> None:
    answer(call, content, encoding)

    assert call(status) == GIVEN


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GZIPPED[:-1], "gzip"),
        (GZIPPED[:-8], "gzip"),
        (DEFLATED[:-4], "deflate"),
        (zlib.compress(GZIPPED[:-8]), "gzip, deflate"),
        (zlib.compress(GZIPPED)[:-4], "gzip, deflate"),
    ],
    ids=["gzip by a byte", "gzip", "deflate", "inner", "outer"],
)
def test_an_encoded_answer_that_is_cut_off_is_a_broken_one(call: Caller, content: bytes, encoding: str) -> None:
    answer(call, content, encoding)

    with pytest.raises(errors.APIConnectionError) as caught:
        call(status, max_retries=0)

    assert isinstance(caught.value.__cause__, httpx2.DecodingError)
    with pytest.raises(errors.APIConnectionError):
        call(streamed(call))


@pytest.mark.parametrize(("encoding", "hint"), [("x-own", "'x-own'$"), ("br", r"'br': install httpx2\[brotli\]$")])
def test_an_encoding_that_cannot_be_read_is_named(call: Caller, encoding: str, hint: str) -> None:
    if encoding in httpx2.Client().headers["accept-encoding"]:
        pytest.skip(f"{encoding} can be read here")
    answer(call, b"\x8b\x02", encoding)

    for action in (status, streamed(call)):
        with pytest.raises(errors.APIResponseError, match=f"a content encoding that cannot be read, {hint}") as caught:
            call(action)
        assert (caught.value.status, caught.value.headers["content-encoding"]) == (200, encoding)


def test_a_refusal_is_one_in_whatever_encoding_it_comes(call: Caller) -> None:
    answer(call, b"\x8b\x02", "br", 404)

    with pytest.raises(errors.NotFoundError):
        call(status)


def streamed(call: Caller) -> Any:
    async def read_async(client: Any) -> bytes:
        async with await open_bytes_async(client, BYTES) as stream:
            return await stream.read()

    def read(client: Any) -> bytes:
        with open_bytes(client, BYTES) as stream:
            return stream.read()

    return read_async if call.kind == "async" else read
