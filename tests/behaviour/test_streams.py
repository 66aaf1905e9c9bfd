"""Answers that are read while they come, through a generated package and a real socket."""

from __future__ import annotations

import asyncio
import gc
import re
import threading
import time
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2
import pytest
from werkzeug import Request, Response

from answers_api import Answers


def answer(answers: Answers, path: str, content: bytes | Iterator[bytes], media_type: str) -> None:
    answers.server.expect_request(path).respond_with_handler(
        lambda _: Response(content, 200, content_type=media_type, headers={"X-Request-Id": "r-1"})
    )


def test_events_are_typed_values_up_to_the_end_that_the_server_tells(answers: Answers) -> None:
    answer(answers, "/pieces", b'data: {"n": 1}\n\ndata: {"n":\ndata: 2}\n\ndata: [DONE]\n\nlost', "text/event-stream")

    pieces = answers.values(lambda api: api.pieces())

    assert [piece.n for piece in pieces] == [1, 2] and isinstance(pieces[0], answers.part("models").Piece)
    assert answers.request.headers["Accept"] == "text/event-stream"


def test_an_event_that_drifts_is_kept_and_told_and_strict_raises(answers: Answers) -> None:
    answer(answers, "/pieces", b'data: {"n": 1}\n\ndata: {"n": "two"}\n\n', "text/event-stream")

    assert [piece.n for piece in answers.values(lambda api: api.pieces())] == [1, "two"]
    assert [(drift.operation, drift.pointer) for drift in answers.drifts] == [("pieces", "/n")]
    with pytest.raises(answers.part("errors").DecodeError):
        answers.values(lambda api: api.pieces(strict=True))


def test_data_that_is_a_text_of_json_is_decoded_in_the_events_that_say_so(answers: Answers) -> None:
    events = ("said", "1"), ("counted", '{"n": 7}'), ("more", '[1, "a"]'), ("counted", '{"n": "x"}')
    content = "".join(f"event: {name}\ndata: {data}\n\n" for name, data in events).encode()
    answer(answers, "/told", content, "text/event-stream")

    said, counted, more, wrong = answers.values(lambda api: api.told())

    assert (said.event, said.data) == ("said", "1")
    assert isinstance(counted.data, answers.part("models").Piece) and counted.data.n == 7
    assert more.data == [1, "a"]
    assert wrong.data.n == "x" and [drift.pointer for drift in answers.drifts] == ["/data/n"]


def test_an_answer_without_content_is_a_stream_without_values(answers: Answers) -> None:
    answers.server.expect_request("/pieces").respond_with_data(b"", 204)

    assert answers.values(lambda api: api.pieces()) == []


def test_whole_events_are_objects_of_their_fields(answers: Answers) -> None:
    answer(
        answers,
        "/events",
        b"data: a\nretry: 5\n\nevent: x\nid: 7\ndata: [DONE]\n\n",
        "text/event-stream; charset=utf-8",
    )

    told = answers.values(lambda api: api.events())

    assert [one.to_dict() for one in told] == [{"data": "a", "retry": 5}, {"data": "[DONE]", "event": "x", "id": "7"}]


def test_the_data_of_an_event_is_read_as_the_json_that_it_is(answers: Answers) -> None:
    answer(answers, "/news", b'event: made\ndata: {"n": 1}\n\n', "text/event-stream")

    (news,) = answers.values(lambda api: api.news())

    assert (news.event, news.data.n) == ("made", 1) and answers.drifts == []


def test_events_that_nobody_describes_are_given_as_they_are(answers: Answers) -> None:
    answer(answers, "/ticks", b"id: 1\nevent: tick\ndata: a\n\n", "text/event-stream")

    (event,) = answers.values(lambda api: api.ticks())

    assert (event.data, event.event, event.id) == ("a", "tick", "1")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b'{"n": 1}\n\n{"n": 2}', "application/x-ndjson"),
        (b'\x1e{"n": 1}\n\x1e{"n":\r2}\n', "application/json-seq"),
    ],
)
def test_lines_are_typed_values(answers: Answers, content: bytes, media_type: str) -> None:
    answer(answers, "/lines", (content[index : index + 1] for index in range(len(content))), media_type)

    assert [piece.n for piece in answers.values(lambda api: api.lines())] == [1, 2]


def test_a_value_of_a_sequence_of_texts_may_take_several_lines_and_comes_at_once(answers: Answers) -> None:
    waiting = threading.Event()

    def content() -> Iterator[bytes]:
        yield b'\x1e{\n "n":\n 1\n}\n'
        assert waiting.wait(5)
        yield b'\x1e{\n "n": 2}\n\x1e\n\x1e{"n": 3\n}'

    answer(answers, "/lines", content(), "application/json-seq")

    def noted(piece: Any) -> int:
        waiting.set()
        return piece.n

    def plain(api: Any) -> list[int]:
        return [noted(piece) for piece in api.lines()]

    async def awaited(api: Any) -> list[int]:
        return [noted(piece) async for piece in await api.lines()]

    assert answers(plain if answers.kind == "sync" else awaited) == [1, 2, 3]


def test_a_text_of_a_sequence_that_is_cut_off_is_no_value(answers: Answers) -> None:
    answer(answers, "/lines", b'\x1e{"n": 1\x1e{"n": 2}\n', "application/json-seq")

    with pytest.raises(answers.part("errors").APIResponseError, match="not JSON"):
        answers.values(lambda api: api.lines())


def test_data_that_is_no_json_is_a_text_and_ends_no_stream(answers: Answers) -> None:
    answer(answers, "/pieces", b'data: ping\n\ndata: {"n": 1}\n\n', "text/event-stream")
    answer(answers, "/news", b'event: made\ndata: ping\n\nevent: made\ndata: {"n": 1}\n\n', "text/event-stream")

    ping, piece = answers.values(lambda api: api.pieces())
    told, news = answers.values(lambda api: api.news())

    assert (ping, piece.n, told.data, news.data.n) == ("ping", 1, "ping", 1)
    assert [(drift.operation, drift.pointer) for drift in answers.drifts] == [("pieces", ""), ("news", "/data")]


def test_a_method_with_both_forms_gives_a_value_and_under_streaming_a_stream(answers: Answers) -> None:
    def handler(request: Request) -> Response:
        if request.json["stream"]:
            return Response(b'data: {"n": 1}\n\n', content_type="text/event-stream")
        return Response(b'{"text": "all"}', content_type="application/json")

    answers.server.expect_request("/chat").respond_with_handler(handler)

    assert answers(lambda api: api.chat(text="x", stream=False)).text == "all"
    assert answers.request.headers["Accept"] == "application/json"
    assert answers.values(lambda api: api.streaming.chat(text="x", stream=True))[0].n == 1
    assert answers.request.headers["Accept"] == "text/event-stream"
    with pytest.raises(answers.part("errors").APIResponseError, match="under `streaming`"):
        answers(lambda api: api.chat(text="x", stream=True))
    with pytest.raises(answers.part("errors").APIResponseError, match="no stream"):
        answers.values(lambda api: api.streaming.chat(text="x", stream=False))


def test_a_refusal_raises_as_ever_and_is_tried_again_as_ever(answers: Answers) -> None:
    refusal = Response(b'{"message": "slowly"}', 429, {"retry-after-ms": "1"}, content_type="application/json")
    answers.server.expect_request("/chat").respond_with_handler(lambda _: refusal)

    with pytest.raises(answers.part("errors").RateLimitError) as caught:
        answers.values(lambda api: api.streaming.chat(text="x"))

    assert caught.value.body.message == "slowly" and len(answers.server.log) == 3


def endless(seen: threading.Event) -> Iterator[bytes]:
    try:
        while True:
            yield b'data: {"n": 1}\n\n'
            time.sleep(0.002)
    finally:
        seen.set()


def test_leaving_the_loop_closes_the_connection(answers: Answers) -> None:
    closed = threading.Event()
    answer(answers, "/pieces", endless(closed), "text/event-stream")

    async def left(api: Any) -> bool:
        async for _ in await api.pieces():
            break
        return await asyncio.to_thread(closed.wait, 5)

    def left_plainly(api: Any) -> bool:
        for _ in api.pieces():
            break
        return closed.wait(5)

    assert answers(left_plainly if answers.kind == "sync" else left)


def test_a_cancelled_task_closes_the_connection_and_leaves_the_client_usable(answers: Answers) -> None:
    if answers.kind == "sync":
        pytest.skip("only tasks can be cancelled")
    closed = threading.Event()
    answer(answers, "/pieces", endless(closed), "text/event-stream")
    answer(answers, "/file", b"abc", "application/octet-stream")

    async def cancelled(api: Any) -> Any:
        async def read() -> None:
            async for _ in await api.pieces():
                pass

        task = asyncio.create_task(read())
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(closed.wait, 5)
        return await api.file()

    assert answers(cancelled) == b"abc"


def test_a_hook_that_raises_gives_the_connection_of_a_stream_back(answers: Answers) -> None:
    answer(answers, "/pieces", endless(threading.Event()), "text/event-stream")
    answer(answers, "/file", b"abc", "application/octet-stream")

    def hook(event: Any) -> None:
        if event.request.operation == "pieces":
            raise ZeroDivisionError

    def plain(api: Any) -> Any:
        with pytest.raises(ZeroDivisionError) as caught:
            api.pieces()
        return caught, api.file(timeout=2)

    async def awaited(api: Any) -> Any:
        with pytest.raises(ZeroDivisionError) as caught:
            await api.pieces()
        return caught, await api.file(timeout=2)

    limits = httpx2.Limits(max_connections=1)
    http_client = httpx2.Client(limits=limits) if answers.kind == "sync" else httpx2.AsyncClient(limits=limits)
    options = {"http_client": http_client, "on_response": hook, "max_retries": 0}
    assert answers(plain if answers.kind == "sync" else awaited, **options)[1] == b"abc"


def test_a_stream_connects_anew_with_the_id_of_the_last_event_when_asked(answers: Answers) -> None:
    scripts = [b'retry: 1\nid: a\ndata: {"n": 1}\n\nid: b\ndata: {"n": 2}\n', b'id: b\ndata: {"n": 2}\n\n', None]
    asked: list[str | None] = []

    def handler(request: Request) -> Response:
        content = scripts[len(asked)]
        asked.append(request.headers.get("Last-Event-ID"))
        return Response(status=204) if content is None else Response(content, content_type="text/event-stream")

    answers.server.expect_request("/pieces").respond_with_handler(handler)

    async def awaited(api: Any) -> list[Any]:
        return [piece.n async for piece in (await api.pieces()).reconnecting()]

    def plain(api: Any) -> list[Any]:
        return [piece.n for piece in api.pieces().reconnecting()]

    assert answers(plain if answers.kind == "sync" else awaited) == [1, 2]
    assert asked == [None, "a", "b"]


def test_an_id_that_no_header_can_hold_is_an_error_of_the_answer(answers: Answers) -> None:
    answer(answers, "/pieces", b'retry: 1\nid: a\x1bb\ndata: {"n": 1}\n\n', "text/event-stream")
    got: list[int] = []

    async def awaited(api: Any) -> None:
        async for piece in (await api.pieces()).reconnecting():
            got.append(piece.n)

    def plain(api: Any) -> None:
        for piece in api.pieces().reconnecting():
            got.append(piece.n)

    with pytest.raises(answers.part("errors").APIResponseError, match="id of the last event") as caught:
        answers(plain if answers.kind == "sync" else awaited)

    assert caught.value.operation == "pieces"
    assert got == [1]


def test_content_goes_straight_into_a_file(answers: Answers, tmp_path: Path) -> None:
    content = bytes(range(256)) * 4000
    answer(answers, "/file", (content[start : start + 9000] for start in range(0, len(content), 9000)), "image/png")
    target = tmp_path / "picture.png"

    async def awaited(api: Any) -> Any:
        async with await api.streaming.file() as stream:
            return stream, await stream.to_file(target)

    def plain(api: Any) -> Any:
        with api.streaming.file() as stream:
            return stream, stream.to_file(target)

    stream, size = answers(plain if answers.kind == "sync" else awaited)

    assert size == len(content) and target.read_bytes() == content and list(tmp_path.iterdir()) == [target]
    assert (stream.status, stream.request_id, stream.headers["content-type"]) == (200, "r-1", "image/png")
    assert stream.http_response.is_closed


def test_content_that_is_somewhere_else_is_got_from_there(answers: Answers, tmp_path: Path) -> None:
    there = f"http://127.0.0.1:{answers.server.port}/stored?signature=x"
    answers.server.expect_request("/file").respond_with_data("", 302, {"Location": there})
    answer(answers, "/stored", b"abc", "application/zip")
    target = tmp_path / "file.zip"

    async def awaited(api: Any) -> Any:
        return await (await api.streaming.file()).to_file(target)

    assert answers(awaited if answers.kind == "async" else lambda api: api.streaming.file().to_file(target)) == 3
    assert answers(lambda api: api.file()) == target.read_bytes() == b"abc"


def test_a_file_that_is_cut_off_does_not_appear(answers: Answers, tmp_path: Path) -> None:
    headers = {"Content-Length": "200000"}
    answers.server.expect_request("/file").respond_with_handler(
        lambda _: Response(iter([b"x" * 100_000]), 200, headers)
    )

    async def awaited(api: Any) -> Any:
        return await (await api.streaming.file()).to_file(tmp_path / "file")

    with pytest.raises(answers.part("errors").APIConnectionError):
        answers(awaited if answers.kind == "async" else lambda api: api.streaming.file().to_file(tmp_path / "file"))
    assert list(tmp_path.iterdir()) == []


def test_content_is_bytes_piece_by_piece_or_at_once(answers: Answers) -> None:
    answer(answers, "/file", b"abc" * 5, "application/octet-stream")

    assert answers(lambda api: api.file()) == b"abc" * 5
    assert b"".join(answers.values(lambda api: api.streaming.file())) == b"abc" * 5


@pytest.mark.parametrize("name", ["pieces", "file"])
def test_an_answer_that_was_read_or_closed_is_not_read_as_empty(answers: Answers, name: str) -> None:
    answer(answers, "/pieces", b'data: {"n": 1}\n\n', "text/event-stream")
    answer(answers, "/file", b"abc", "application/octet-stream")

    def opened(api: Any) -> Any:
        return api.pieces() if name == "pieces" else api.streaming.file()

    def plain(api: Any) -> None:
        stream, closed = opened(api), opened(api)
        closed.close()
        assert len(list(stream)) == 1
        for one in (stream, closed):
            with pytest.raises(RuntimeError, match="Stream was read or closed before"):
                list(one)

    async def awaited(api: Any) -> None:
        stream, closed = await opened(api), await opened(api)
        await closed.close()
        assert len([value async for value in stream]) == 1
        for one in (stream, closed):
            with pytest.raises(RuntimeError, match="Stream was read or closed before"):
                [value async for value in one]

    answers(plain if answers.kind == "sync" else awaited)


def test_a_file_is_not_written_twice_from_one_answer(answers: Answers, tmp_path: Path) -> None:
    answer(answers, "/file", b"abc", "application/octet-stream")
    target = tmp_path / "file"

    def plain(api: Any) -> None:
        stream = api.streaming.file()
        stream.to_file(target)
        with pytest.raises(RuntimeError, match="read or closed before"):
            stream.to_file(target)

    async def awaited(api: Any) -> None:
        stream = await api.streaming.file()
        await stream.to_file(target)
        with pytest.raises(RuntimeError, match="read or closed before"):
            await stream.to_file(target)

    answers(plain if answers.kind == "sync" else awaited)

    assert target.read_bytes() == b"abc" and list(tmp_path.iterdir()) == [target]


def test_an_open_answer_tells_what_a_whole_response_would(answers: Answers) -> None:
    answer(answers, "/pieces", b'data: {"n": 1}\n\n', "text/event-stream")

    async def awaited(api: Any) -> Any:
        async with await api.with_response.pieces() as stream:
            return stream.status, stream.request_id

    def plain(api: Any) -> Any:
        with api.with_response.pieces() as stream:
            return stream.status, stream.request_id

    assert answers(plain if answers.kind == "sync" else awaited) == (200, "r-1")


def test_names_that_the_package_needs_for_streams_are_exported(answers: Answers) -> None:
    package = answers.part("_runtime.stream").__name__.partition(".")[0]

    exported = __import__(package)

    assert {"Stream", "AsyncStream", "ByteStream", "AsyncByteStream", "ServerSentEvent"} <= set(exported.__all__)
    assert exported.Stream is answers.part("_runtime.stream").Stream


def test_the_example_of_the_readme_runs(answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("answers")
    readme = (Path(str(module.__file__)).parents[2] / "README.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n([^`]*stream[^`]*)^```$", readme, re.MULTILINE)
    for path, media_type in (("/told", "text/event-stream"), ("/news", "text/event-stream"), ("/file", "image/png")):
        answer(answers, path, b'event: made\ndata: {"n": 1}\n\n', media_type)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANSWERS_BASE_URL", answers.server.url_for(""))

    exec(example, {"Answers": module.Answers, "print": lambda value: None})

    assert (tmp_path / "answer.bin").read_bytes().startswith(b"event: made")


def test_the_manual_tells_what_is_streamed(answers: Answers) -> None:
    manual = (Path(str(import_module("answers").__file__)).parents[2] / "REFERENCE.md").read_text("utf-8")

    told = re.findall(
        r"^`client\.default\.(.*)` sends .* gives `(.*)`\.\nUnder `streaming` it gives `(.*)`", manual, re.M
    )
    assert told == [("chat", "models.Whole", "Stream[models.Piece]"), ("file", "bytes", "ByteStream")]


def test_a_stream_that_is_dropped_unread_warns_and_gives_its_connection_back(answers: Answers) -> None:
    answer(answers, "/pieces", b'data: {"n": 1}\n\n' * 3, "text/event-stream")
    dropped: list[Any] = []

    def plain(api: Any) -> None:
        stream = api.pieces()
        dropped.append(stream.http_response)
        del stream

    async def awaited(api: Any) -> None:
        stream = await api.pieces()
        dropped.append(stream.http_response)
        del stream
        for _ in range(10):
            await asyncio.sleep(0.01)
        assert dropped[0].is_closed

    with pytest.warns(ResourceWarning, match="Stream 200> was never closed: use it in an? (async )?with block"):
        answers(plain if answers.kind == "sync" else awaited)
    assert dropped[0].is_closed


def test_a_stream_that_was_read_or_closed_does_not_warn(answers: Answers) -> None:
    answer(answers, "/pieces", b'data: {"n": 1}\n\n' * 3, "text/event-stream")

    async def closed(api: Any) -> None:
        async with await api.pieces():
            pass

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        answers.values(lambda api: api.pieces(), take=1)
        answers((lambda api: api.pieces().close()) if answers.kind == "sync" else closed)
        gc.collect()

    assert [str(one.message) for one in told if issubclass(one.category, ResourceWarning)] == []
