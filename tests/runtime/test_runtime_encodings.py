"""Answers whose content is encoded: whole, cut off, and in an encoding that nobody here can read."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import brotli
import httpx2
import pytest
from werkzeug import Response

from conftest import Caller
from runtime import errors
from runtime.byte_stream import open_bytes, open_bytes_async
from runtime.decoders import Decoder, codings
from runtime.operation import Operation
from runtime.operation import Response as Row

# Python has it since 3.14.
zstd = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
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


@pytest.fixture
def no_brotli(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have no library that reads Brotli, as most users have none."""
    for library in ("brotli", "brotlicffi"):
        monkeypatch.setitem(sys.modules, library, None)
    codings.cache_clear()
    yield
    codings.cache_clear()


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
        (gzip.compress(PLAIN[:9]) + gzip.compress(b"") + gzip.compress(PLAIN[9:]), "gzip"),
        (GZIPPED + b"\0" * 9, "x-gzip"),
        (GZIPPED + b"\r\n" + GZIPPED, "gzip"),
        (zlib.compress(gzip.compress(PLAIN[:9]) + gzip.compress(PLAIN[9:])), "gzip, , deflate"),
    ],
    ids=["gzip", "deflate", "raw deflate", "both", "none", "members", "padding", "no member", "members inside"],
)
def test_an_encoded_answer_is_read(call: Caller, content: bytes, encoding: str) -> None:
    answer(call, content, encoding)

    assert call(status) == GIVEN
    assert json.loads(call(streamed(call))) == GIVEN


def test_an_encoded_answer_is_read_in_whatever_pieces_it_comes(call: Caller) -> None:
    content = gzip.compress(PLAIN[:9]) + gzip.compress(PLAIN[9:])
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    pieces = (content[at : at + 1] for at in range(len(content)))
    call.server.expect_request("/status").respond_with_response(Response(pieces, 200, headers))

    assert call(status) == GIVEN


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GZIPPED[:-1], "gzip"),
        (GZIPPED[:-8], "gzip"),
        (DEFLATED[:-4], "deflate"),
        (zlib.compress(GZIPPED[:-8]), "gzip, deflate"),
        (zlib.compress(GZIPPED)[:-4], "gzip, deflate"),
        (GZIPPED + GZIPPED[:9], "gzip"),
        (GZIPPED + b"\x1f", "gzip"),
        (b"\x1f\x8bno", "gzip"),
        (GZIPPED, "gzip, gzip, gzip, gzip, gzip, gzip"),
    ],
    ids=["gzip by a byte", "gzip", "deflate", "inner", "outer", "member", "member by a byte", "none", "too many"],
)
def test_an_encoded_answer_that_is_cut_off_or_none_is_a_broken_one(call: Caller, content: bytes, encoding: str) -> None:
    answer(call, content, encoding)

    with pytest.raises(errors.APIConnectionError) as caught:
        call(status, max_retries=0)

    assert isinstance(caught.value.__cause__, httpx2.DecodingError)
    with pytest.raises(errors.APIConnectionError):
        call(streamed(call))


@pytest.mark.parametrize(("encoding", "hint"), [("x-own", "'x-own'$"), ("br", r"'br': install httpx2\[brotli\]$")])
@pytest.mark.usefixtures("no_brotli")
def test_an_encoding_that_cannot_be_read_is_named(call: Caller, encoding: str, hint: str) -> None:
    answer(call, b"\x8b\x02", encoding)

    for action in (status, streamed(call)):
        with pytest.raises(errors.APIResponseError, match=f"a content encoding that cannot be read, {hint}") as caught:
            call(action)
        assert (caught.value.status, caught.value.headers["content-encoding"]) == (200, encoding)


def test_a_server_is_told_each_encoding_that_can_be_read_once(call: Caller) -> None:
    answer(call, PLAIN, "identity")

    call(status)

    ((request, _),) = call.server.log
    told = request.headers["Accept-Encoding"].split(", ")
    assert told[:2] == ["gzip", "deflate"] and sorted({"x-gzip", *told}) == sorted(codings())


@pytest.mark.parametrize(
    ("encoding", "content", "plain"),
    [
        ("br", brotli.compress(PLAIN * 2000), PLAIN * 2000),
        ("zstd", zstd.compress(PLAIN * 2000) + zstd.compress(PLAIN), PLAIN * 2001),
    ],
    ids=["brotli", "frames of zstandard"],
)
def test_what_a_library_reads_is_read_to_its_end(call: Caller, encoding: str, content: bytes, plain: bytes) -> None:
    whole = b"".join(Decoder(codings()[encoding]).decode(content))
    answer(call, content[:-1], encoding)

    assert whole == plain
    for action in (status, streamed(call)):
        with pytest.raises(errors.APIConnectionError):
            call(action, max_retries=0)


def test_what_becomes_very_large_is_given_in_pieces() -> None:
    content = gzip.compress(zlib.compress(bytes(2**26)))

    pieces = list(Decoder(codings()["gzip"]).decode(content))
    inner = Decoder(codings()["deflate"])
    largest = max(len(piece) for one in pieces for piece in inner.decode(one))

    assert largest <= 2**16 and not inner.is_cut_off


def test_a_refusal_is_one_in_whatever_encoding_it_comes(call: Caller) -> None:
    answer(call, b"\x8b\x02", "x-own", 404)

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
