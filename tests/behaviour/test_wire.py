"""Parameters, bodies and answers in every form, through a generated package and a real socket."""

from __future__ import annotations

import io
import json
import os
from array import array
from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from operator import methodcaller
from pathlib import Path
from typing import Any

import anyio
import pytest
from pytest_httpserver import HTTPServer

import wire_api
from wire_api import Wire


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Wire:
    wire_api.generated(tmp_path_factory.getbasetemp())
    httpserver.expect_request("").respond_with_handler(wire_api.answer)
    return Wire(request.param, httpserver)


def test_parameters_of_one_name_each_go_where_they_belong(call: Wire) -> None:
    call(
        lambda api: api.get(
            id=["a/b", "c"],
            id_query={"a": "x y", "b": 1},
            id_header=5,
            id_cookie="k",
            where={"b": None},
            empty="",
        )
    )

    raw = call.request.environ["REQUEST_URI"]
    assert raw == "/things/;id=a%2Fb;id=c?id%5Ba%5D=x%20y&id%5Bb%5D=1&where=%7B%22b%22%3Anull%7D&empty="
    assert call.request.headers["id"] == "5" and call.request.headers["Cookie"] == "id=k"
    assert call.request.headers["Authorization"] == "Bearer secret"


def test_a_method_of_its_own_is_sent_as_it_is_written(call: Wire) -> None:
    call(lambda api: api.copy_raw())

    assert call.request.environ["REQUEST_METHOD"] == "Copy"


def test_a_whole_query_is_one_argument(call: Wire) -> None:
    call(lambda api: api.search(extra_query={"c": 3}, q={}))
    assert call.request.query_string == b"c=3"

    call(lambda api: api.search(q={"a": "x&y", "b": 2}))
    assert call.request.method == "QUERY"
    assert call.request.query_string == b"a=%22x%26y%22&b=2"


def parts_of(call: Wire) -> list[tuple[str, str | None, str, bytes]]:
    files = [
        (name, file.filename, file.mimetype, file.stream.read()) for name, file in call.request.files.items(multi=True)
    ]
    call.request.close()
    return [*((name, None, "", text.encode()) for name, text in call.request.form.items(multi=True)), *files]


def test_a_multipart_form_has_a_part_for_each_value(call: Wire) -> None:
    call(
        lambda api: api.upload(
            file=b"\x00\r\n--x",
            tags=["a", "é"],
            filter={"a": "x"},
            note=None,
            count=3,
        )
    )

    assert parts_of(call) == [
        ("tags", None, "", b"a"),
        ("tags", None, "", "é".encode()),
        ("filter", None, "", b'{"a":"x"}'),
        ("note", None, "", b""),
        ("count", None, "", b"3"),
        ("file", "file", "application/octet-stream", b"\x00\r\n--x"),
    ]


def test_an_object_is_sent_as_markup_only_by_who_writes_it(call: Wire) -> None:
    call(lambda api: api.upload(file=b"", sheet="<a>x</a>", either={"a": "x"}))

    assert parts_of(call)[:2] == [
        ("sheet", None, "", b"<a>x</a>"),
        ("either", None, "", b'{"a":"x"}'),
    ]
    for name, given in (("upload", {"file": b"", "sheet": {"a": "x"}}), ("get", {"id": "a", "markup": {"a": "x"}})):
        with pytest.raises(TypeError, match="a dict is not written as application/xml"):
            call(methodcaller(name, **given))


def test_bytes_in_a_parameter_are_its_text(call: Wire) -> None:
    call(lambda api: api.get(id="a", raw="é".encode(), markup="<a/>"))

    assert call.request.environ["REQUEST_URI"] == "/things/;id=a?raw=%C3%A9&markup=%3Ca%2F%3E"


def test_files_come_from_wherever_they_are(call: Wire, tmp_path: Path) -> None:
    file_type = import_module("wire").File
    path = tmp_path / "päge.txt"
    path.write_bytes(b"from a path")
    opened = io.BytesIO(b"skipped, from an open file")
    opened.seek(9)
    given = file_type(b"png", filename="a.png", content_type="image/png", headers={"X-More": "1"})

    call(lambda api: api.upload(file=path, more=[opened, iter([b"from ", b"an iterator"])], picture=given))

    assert parts_of(call) == [
        ("file", "päge.txt", "text/plain", b"from a path"),
        ("more", "more", "application/octet-stream", b"from an open file"),
        ("more", "more", "application/octet-stream", b"from an iterator"),
        ("picture", "a.png", "image/png", b"png"),
    ]


def test_a_file_of_known_size_is_announced_and_any_other_is_chunked(call: Wire, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 200_000)

    call(lambda api: api.put_raw(body=path))
    assert call.request.headers["Content-Length"] == "200000" and call.request.get_data() == b"x" * 200_000

    call(lambda api: api.put_raw(body=chunks() if call.kind == "sync" else awaited()))
    assert call.request.headers["Transfer-Encoding"] == "chunked" and call.request.get_data() == b"abc"
    assert call.request.headers["Content-Type"] == "application/octet-stream"


def chunks() -> Iterator[bytes]:
    yield b"a"
    yield b"bc"


async def awaited() -> AsyncIterator[bytes]:
    yield b"a"
    yield b"bc"


class Upload:
    """A file as web frameworks give it."""

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    async def read(self, size: int = -1) -> bytes:
        return self._file.read(size)


def test_a_file_that_is_awaited_is_sent_by_the_asynchronous_client(call: Wire, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"first\nsecond" * 10_000)

    async def upload(api: Any) -> None:
        async with await anyio.open_file(path, "rb") as file:
            await api.put_raw(body=file)
        await api.put_raw(body=Upload(b"first\nsecond" * 10_000))

    if call.kind == "sync":
        with pytest.raises(TypeError, match="asynchronous"):
            call(lambda api: api.put_raw(body=Upload(b"")))
        return
    call(upload)

    assert [request.get_data() for request, _ in call.server.log] == [path.read_bytes()] * 2


@pytest.mark.parametrize("pieces", [[b"a", b"bc"], (b"abc",), {b"abc": 1}.keys()])
def test_pieces_of_bytes_are_one_body(call: Wire, pieces: Any) -> None:
    call(lambda api: api.put_raw(body=pieces))

    assert call.request.get_data() == b"abc"


def test_bytes_of_other_types_are_counted_as_bytes(call: Wire, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"c")

    call(lambda api: api.upload(file=path, more=[bytearray(b"a"), memoryview(array("H", [0x6262]))]))

    assert [content for *_, content in parts_of(call)] == [b"c", b"a", b"bb"]


@pytest.mark.parametrize("body", [{"a": 1}, 5, None])
def test_what_is_no_content_of_a_file_is_refused_before_it_is_sent(call: Wire, body: Any) -> None:
    with pytest.raises(TypeError, match="bytes or a file"):
        call(lambda api: api.put_raw(body=body))

    assert call.server.log == []


def test_what_only_the_asynchronous_client_can_send_is_refused_by_the_other(call: Wire) -> None:
    with (
        import_module("wire").Wire(token="t", base_url=call.server.url_for("")) as client,
        pytest.raises(TypeError, match="asynchronous"),
    ):
        client.default.put_raw(body=awaited())

    assert call.server.log == []


def test_what_is_no_text_in_the_name_of_a_file_is_replaced(call: Wire, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"n\xff\xc3\xa9.png")
    path.write_bytes(b"1")

    with path.open("rb") as opened:
        call(lambda api: api.upload(file=path, more=[opened]))

    assert parts_of(call) == [
        ("file", "n\ufffdé.png", "image/png", b"1"),
        ("more", "n\ufffdé.png", "image/png", b"1"),
    ]


@pytest.mark.parametrize("filename", ['a"; x="b', "a\r\nX-Evil: 1", "a\nb\0"])
def test_a_filename_cannot_inject(call: Wire, filename: str) -> None:
    file_type = import_module("wire").File

    call(lambda api: api.upload(file=file_type(b"1", filename=filename)))

    content = call.request.get_data()
    (head, _) = content.split(b"\r\n\r\n", 1)
    assert head.count(b"\r\n") == 2 and b"X-Evil: 1\r\n" not in head
    with pytest.raises(ValueError, match="Content-Type"):
        call(lambda api: api.upload(file=file_type(b"1", content_type=filename + "\r\n")))


def test_a_form_is_written_as_its_encoding_says(call: Wire) -> None:
    call(lambda api: api.send_form(name="a b&c", ids=[1, 2], filter={"a": "x"}, deep={"a": "x"}, list=["a", "b"]))

    assert call.request.get_data() == (
        b"name=a%20b%26c&ids=1&ids=2&filter=%7B%22a%22%3A%22x%22%7D&deep%5Ba%5D=x&list=a%20b"
    )
    assert call.request.content_type == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("content_type", "body", "content"),
    [
        (None, {"a": "x"}, b'{"a":"x"}'),
        ("application/merge-patch+json", {"b": None}, b'{"b":null}'),
        ("application/xml", "<é/>", "<é/>".encode()),
        ("text/plain", "é", "é".encode()),
        ("application/jsonl", [{"a": "x"}, {}], b'{"a":"x"}\n{}\n'),
        ("application/jsonl", bytearray(b"{}\n"), b"{}\n"),
        ("image/png", b"\x89PNG", b"\x89PNG"),
    ],
)
def test_a_body_is_sent_in_the_content_type_that_is_chosen(
    call: Wire, content_type: str | None, body: Any, content: bytes
) -> None:
    more = {} if content_type is None else {"content_type": content_type}

    call(lambda api: api.send(body=body, **more))

    assert call.request.get_data() == content
    assert call.request.content_type == (content_type or "application/json")


def test_a_key_that_the_description_declares_is_made_for_each_call_and_kept_for_its_attempts(
    call: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.uniform", lambda low, high: 0.0)
    call.server.clear()
    for status in (503, 200, 200, 200, 200):
        call.server.expect_ordered_request("/charges").respond_with_data(b"", status)

    call(lambda api: api.charge(a="x"))
    call(lambda api: api.charge(a="x"))
    call(lambda api: api.charge(a="x", idempotency_key="mine"))
    call(lambda api: api.charge(a="x", x_idempotency_key="my own"))

    first, again, second, *given = (request.headers["X-Idempotency-Key"] for request, _ in call.server.log)
    assert first == again != second
    assert given == ["mine", "my own"]


def test_a_range_of_content_types_is_sent_as_one_of_it(call: Wire) -> None:
    file_type = import_module("wire").File

    call(lambda api: api.put_picture(body=file_type(b"GIF", filename="a.gif")))

    assert call.request.content_type == "image/gif"
    for body in (b"GIF", file_type(b"GIF", filename="a.txt")):
        with pytest.raises(ValueError, match=r"image/\* body needs its content type"):
            call(lambda api, body=body: api.put_picture(body=body))


@pytest.mark.parametrize(
    ("content_type", "body", "content"),
    [
        ("application/vnd.a+json", {"a": "x"}, b'{"a":"x"}'),
        ("application/cbor", {"a": "x"}, b'{"a":"x"}'),
        ("image/png", b"\x89PNG", b"\x89PNG"),
        ("text/csv", b"a,b", b"a,b"),
    ],
)
def test_of_several_ranges_the_narrowest_that_covers_the_chosen_type_says_how_it_is_sent(
    call: Wire, content_type: str, body: Any, content: bytes
) -> None:
    call(lambda api: api.send_ranges(body=body, content_type=content_type))

    assert call.request.get_data() == content
    assert call.request.content_type == content_type


def test_a_body_of_ranges_alone_is_sent_in_the_content_type_that_is_chosen(call: Wire) -> None:
    call(lambda api: api.send_only_ranges(body=b"a,b", content_type="text/csv"))

    assert (call.request.get_data(), call.request.content_type) == (b"a,b", "text/csv")


@pytest.mark.parametrize(
    ("given", "sent"), [({}, "application/json"), ({"content_type": "application/b+json"}, "application/b+json")]
)
def test_a_model_of_one_range_is_sent_in_the_content_type_that_is_chosen(
    call: Wire, given: dict[str, Any], sent: str
) -> None:
    call(lambda api: api.send_only_suffix(body={"a": "x"}, **given))

    assert (call.request.get_data(), call.request.content_type) == (b'{"a":"x"}', sent)


def test_one_value_is_no_sequence_of_them(call: Wire) -> None:
    filter_type = import_module("wire.models").Filter

    for body in ({"a": "x"}, filter_type(a="x"), "x"):
        with pytest.raises(TypeError, match="sequence"):
            call(lambda api, body=body: api.send(body=body, content_type="application/jsonl"))

    assert call.server.log == []


def test_a_content_type_that_is_not_described_is_refused(call: Wire) -> None:
    with pytest.raises(ValueError, match="content_type must be one of application/json"):
        call(lambda api: api.send(body={}, content_type="application/pdf"))


@pytest.mark.parametrize(
    ("status", "content_type", "content", "value"),
    [
        (201, "text/plain; charset=latin-1", "é".encode("latin-1"), "é"),
        (202, "application/octet-stream", b"\x00", b"\x00"),
        (204, None, b"", None),
    ],
)
def test_an_answer_is_read_by_its_status_and_its_content_type(
    call: Wire, status: int, content_type: str | None, content: bytes, value: Any
) -> None:
    call.server.clear()
    call.server.expect_request("/any").respond_with_data(content, status, content_type=content_type)

    assert call(lambda api: api.send(a="x")) == value


def test_an_answer_of_json_is_a_model(call: Wire) -> None:
    call.server.clear()
    call.server.expect_request("/any").respond_with_data(json.dumps({"a": "x"}), content_type="application/json")

    assert call(lambda api: api.send(a="x")).a == "x"


def test_what_the_api_sends_by_itself_has_a_type(call: Wire) -> None:
    webhooks, models = import_module("wire.webhooks"), import_module("wire.models")

    assert webhooks.ThingMade is models.PostThingMadeRequest
