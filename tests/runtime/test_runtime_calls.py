"""Answers of a real server: values, drift reports, exceptions."""

from __future__ import annotations

import copy
import gzip
import json
import pickle
import socket
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx2
import pytest
from sample_api import models
from sample_api.client import AsyncSample, Sample
from werkzeug import Response as ServerResponse

from conftest import SOURCE, Caller
from runtime import errors
from runtime.drift import SpecDriftWarning, warn
from runtime.omit import OMIT
from runtime.operation import Operation, Response

CREATED = {"data": {"id": 80190, "displayName": "Team", "sourceSpec": {"name": "google_calendar"}}}
DRIFTING = {"data": {"id": 1, "sourceSpec": "google_calendar", "properties": []}}


def answer(call: Caller, document: Any, status: int = 201, **settings: Any) -> None:
    call.server.expect_request("/v2/sources").respond_with_json(document, status=status, **settings)


def create(client: Any) -> Any:
    return client.sources.create(source_spec="google_calendar")


def strictly(client: Any) -> Any:
    return client.sources.create(source_spec="google_calendar", strict=True)


def test_an_answer_is_a_typed_value(call):
    answer(call, CREATED)

    created = call(create)

    assert isinstance(created, models.CreateSourceResponse)
    assert created.data.id == 80190 and created.to_dict() == CREATED
    assert call.drifts == []


def test_drift_is_told_and_the_value_kept(call):
    answer(call, DRIFTING)

    created = call(create)

    assert created.data.source_spec == "google_calendar" and created.to_dict() == DRIFTING
    first, second = call.drifts
    assert (first.operation, first.pointer, first.spec) == (
        "createSource",
        "/data/sourceSpec",
        "create-source.md:110",
    )
    assert first.expected == "an object (SourceSpec)" and first.got == "google_calendar"
    assert (second.pointer, second.got) == ("/data/properties", [])


@pytest.mark.parametrize("settings", [{"strict": True}, {}])
def test_strict_raises_and_names_every_place(call, settings):
    answer(call, DRIFTING)

    with pytest.raises(errors.DecodeError) as caught:
        call(create if settings else strictly, **settings)

    assert [drift.pointer for drift in caught.value.drifts] == ["/data/sourceSpec", "/data/properties"]
    assert "/data/sourceSpec" in str(caught.value) and "/data/properties" in str(caught.value)
    assert "create-source.md:110" in str(caught.value)
    assert caught.value.status == 201 and json.loads(caught.value.content) == DRIFTING
    assert call.drifts == []


def test_strict_is_content_with_what_is_no_disagreement(call):
    answer(call, {"data": {"id": 1.0, "displayName": None, "sourceSpec": {"lifecycle": ""}, "new": 1}})

    assert call(strictly).data.id == 1


def test_a_call_may_be_less_strict_than_its_client(call):
    answer(call, DRIFTING)

    created = call(lambda client: client.sources.create(source_spec="x", strict=False), strict=True)

    assert created.data.properties == []


def test_a_drift_does_not_show_secrets():
    seen: list[Any] = []
    content = '{"id": "sk-secret", "sourceSpec": {"lifecycle": "hunter2"}}'

    models.Source.from_json(content, on_drift=seen.append)

    assert all("sk-secret" not in text for text in (str(seen[0]), repr(seen[0])))
    assert "a string of 9 characters" in str(seen[0]) and seen[0].got == "sk-secret"
    assert "hunter2" in str(seen[1])  # an enum value is shown, it is what the reader needs


def test_the_default_handler_warns_once_for_each_place(call):
    drifting = {"data": [{"id": "x", "sourceSpec": {}}, {"id": "y", "sourceSpec": {}}, {"id": 1}]}
    call.server.expect_request("/v2/sources").respond_with_json(drifting)

    async def twice(client: Any) -> None:
        await client.sources.list()
        await client.sources.list()

    def twice_sync(client: Any) -> None:
        client.sources.list()
        client.sources.list()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call(twice if call.kind == "async" else twice_sync, on_drift=warn)

    assert [warning.category for warning in caught] == [SpecDriftWarning] * 2
    assert "/data/0/id" in str(caught[0].message) and "/data/2/sourceSpec" in str(caught[1].message)
    assert caught[0].filename.endswith("sources.py")  # the first frame outside the runtime's own package


def test_a_handler_that_raises_is_heard(call):
    answer(call, DRIFTING)

    with warnings.catch_warnings(), pytest.raises(SpecDriftWarning):
        warnings.simplefilter("error")
        call(create, on_drift=warn)


STATUSES = [
    (400, errors.BadRequestError),
    (401, errors.AuthenticationError),
    (403, errors.PermissionDeniedError),
    (404, errors.NotFoundError),
    (409, errors.ConflictError),
    (418, errors.APIStatusError),
    (422, errors.UnprocessableEntityError),
    (429, errors.RateLimitError),
    (500, errors.InternalServerError),
    (599, errors.InternalServerError),
]


@pytest.mark.parametrize(("status", "kind"), STATUSES)
def test_each_status_has_its_exception(call, status, kind):
    answer(call, {"message": "no\nway"}, status, headers={"X-Request-Id": "r1"})

    with pytest.raises(errors.APIStatusError) as caught:
        call(create, strict=True)

    error = caught.value
    assert type(error) is kind
    assert (error.status, error.request_id, error.operation) == (status, "r1", "createSource")
    assert json.loads(error.content) == {"message": "no\nway"} and error.headers["X-REQUEST-ID"] == "r1"
    assert "POST /v2/sources" in str(error) and str(status) in str(error) and "no way" in str(error)
    described = status < 500
    assert error.body.message == "no\nway" if described else error.body == {"message": "no\nway"}


def test_drift_in_an_error_body_never_hides_the_status(call):
    def raising(drift: Any) -> None:
        raise RuntimeError("handler")

    answer(call, {"message": 5}, 400)

    with pytest.raises(errors.BadRequestError) as caught:
        call(create, strict=True, on_drift=raising)

    assert caught.value.body.message == 5
    assert [drift.pointer for drift in caught.value.drifts] == ["/message"]
    assert isinstance(caught.value.__cause__, RuntimeError)


@pytest.mark.parametrize(
    ("content", "content_type", "body"),
    [
        (b"<html>", "text/html", "<html>"),
        (b'[{"a": 1}]', "text/plain", [{"a": 1}]),
        (b"", "application/json", None),
        (b"{", "application/json", "{"),
        (b"\xff\x00", "application/octet-stream", None),
    ],
)
def test_an_error_body_that_is_not_as_described_is_kept(call, content, content_type, body):
    call.server.expect_request("/v2/sources").respond_with_data(content, 400, content_type=content_type)

    with pytest.raises(errors.BadRequestError) as caught:
        call(create)

    assert caught.value.body == body and caught.value.content == content


@pytest.mark.parametrize(
    ("content", "content_type", "told"),
    [
        ({"message": "no\nway", "detail": "x"}, "application/json", ": no way"),
        ({"title": "Out", "detail": "None left", "status": 400}, "application/problem+json", ": None left"),
        ({"title": "Out"}, "application/problem+json", ": Out"),
        ({"error": "invalid_grant", "error_description": "Too late"}, "application/json", ": Too late"),
        ({"error": "gone"}, "application/json", ": gone"),
        ({"error": {"type": "x", "message": "Bad model"}}, "application/json", ": Bad model"),
        ({"errors": [{"code": 1, "message": "First"}, {"message": "Second"}]}, "application/json", ": First"),
        ({"detail": [{"loc": ["body"], "msg": "Field required"}]}, "application/json", ": Field required"),
        (["Only this"], "application/json", ": Only this"),
        ("Not today", "text/plain", ": Not today"),
        ("x" * 300, "text/plain", f": {'x' * 197}..."),
        ("<html>no</html>", "text/html", ""),
        ({"message": None, "errors": []}, "application/json", ""),
        ({"code": 5}, "application/json", ""),
    ],
)
def test_an_error_says_what_the_server_says(call, content, content_type, told):
    written = content if isinstance(content, str) else json.dumps(content)
    call.server.expect_request("/v2/sources").respond_with_data(written, 400, content_type=content_type)

    with pytest.raises(errors.BadRequestError) as caught:
        call(create)

    assert str(caught.value) == f"POST /v2/sources: 400 Bad Request{told}"


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"<html>", "text/html"),
        (b"data", "text/plain"),
        (b"\xff", "application/json"),
        (b"[" * 100_000, "application/json"),
    ],
)
@pytest.mark.parametrize("strict", [True, False])
def test_an_answer_that_cannot_be_read_always_raises(call, content, content_type, strict):
    call.server.expect_request("/v2/sources").respond_with_data(content, 201, content_type=content_type)

    with pytest.raises(errors.APIResponseError) as caught:
        call(create, strict=strict)

    assert not isinstance(caught.value, (errors.DecodeError, errors.APIStatusError))
    assert caught.value.content == content and caught.value.status == 201


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "application/vnd.x+json", ""])
def test_content_types_that_are_json(call, content_type):
    headers = {"Content-Type": content_type} if content_type else {}
    raw = ServerResponse(json.dumps(CREATED), 201, headers)
    if not content_type:
        del raw.headers["Content-Type"]
    call.server.expect_request("/v2/sources").respond_with_response(raw)

    assert call(create).data.id == 80190


def test_ranges_and_default_describe_answers(call):
    call.server.expect_request("/v2/sources/1/details").respond_with_json(SOURCE, status=203)
    call.server.expect_request("/status").respond_with_json({"up": 1})

    assert call(lambda client: client.sources.retrieve("1")).id == 1
    assert call(lambda client: client.sources.status()) == {"up": 1}


def test_no_content_reads_as_none(call):
    call.server.expect_request("/v2/sources/1").respond_with_data(b"", 204)

    assert call(lambda client: client.sources.delete("1")) is None


def ask(call: Caller, *rows: Response, content: bytes, content_type: str, method: str = "GET") -> Any:
    """Call an operation that is described by `rows` and answered by `content`."""
    call.server.expect_request("/any").respond_with_data(content, 200, content_type=content_type)
    operation: Operation[Any] = Operation(id="any", method=method, path="/any", responses=rows)
    return call(lambda client: client.call(operation))


def test_content_where_none_is_described_is_drift(call):
    value = ask(call, Response(status="200"), content=b"surprise", content_type="text/plain")

    assert value is None
    assert [(drift.pointer, drift.got) for drift in call.drifts] == [("", "surprise")]


JSON_ROW = Response(status="200", media_type="application/json", type=lambda: dict[str, int])
TEXT_ROW = Response(status="200", media_type="text/*", type=lambda: str)
BINARY_ROW = Response(status="200", media_type="application/octet-stream", type=lambda: bytes)


@pytest.mark.parametrize(
    ("content", "content_type", "expected"),
    [
        (b'{"a": 1}', "application/json", {"a": 1}),
        ("é".encode("latin-1"), "text/plain; charset=iso-8859-1", "é"),
        (b"\x00\xff", "application/octet-stream", b"\x00\xff"),
    ],
)
def test_the_content_type_chooses_among_the_described_ones(call, content, content_type, expected):
    value = ask(call, JSON_ROW, TEXT_ROW, BINARY_ROW, content=content, content_type=content_type)

    assert value == expected


def test_an_answer_to_head_has_no_body(call):
    value = ask(call, JSON_ROW, content=b"", content_type="application/json", method="HEAD")

    assert value is None


def test_errors_can_be_copied_and_pickled(call):
    answer(call, {"message": "no"}, 400, headers={"X-Request-Id": "r1"})

    with pytest.raises(errors.BadRequestError) as caught:
        call(create)

    for twin in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):
        assert (twin.status, twin.request_id, twin.body.message) == (400, "r1", "no")
        assert str(twin) == str(caught.value)
    assert pickle.loads(pickle.dumps(OMIT)) is OMIT


def test_a_url_that_cannot_be_used_is_a_wrong_value(call):
    with pytest.raises(ValueError, match="too long"):
        call(lambda client: client.sources.list(state=["a" * 70_000]))

    assert call.server.log == []


def test_a_refused_connection_is_wrapped(call):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

    with pytest.raises(errors.APIConnectionError) as caught:
        call(create, base_url=url)

    assert isinstance(caught.value.__cause__, httpx2.ConnectError)
    assert not isinstance(caught.value, errors.APITimeoutError)
    assert "secret-token" not in str(caught.value)


@pytest.mark.parametrize("reply", [b"", b"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{", b"nonsense\r\n\r\n"])
def test_a_broken_answer_is_a_connection_error(call, reply):
    with _raw_server(reply) as url, pytest.raises(errors.APIConnectionError) as caught:
        call(create, base_url=url)

    assert isinstance(caught.value.__cause__, httpx2.TransportError)


@contextmanager
def _raw_server(reply: bytes | None, after: list[bytes] | None = None) -> Iterator[str]:
    """Accept one connection and send `reply`, None sends nothing; `after` gets what arrives after that."""
    done = threading.Event()

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            if reply is None:
                done.wait(5)
            else:
                connection.sendall(reply)
            if after is not None:
                connection.settimeout(5)
                after.append(connection.recv(1))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        done.set()
        thread.join(5)


@pytest.mark.parametrize("per_call", [True, False])
def test_a_slow_answer_is_a_timeout(call, per_call):
    settings = {} if per_call else {"timeout": 0.1}

    with _raw_server(None) as url, pytest.raises(errors.APITimeoutError) as caught:
        call(
            lambda client: client.sources.create(source_spec="x", timeout=0.1 if per_call else None),
            base_url=url,
            **settings,
        )

    assert isinstance(caught.value.__cause__, httpx2.ReadTimeout)
    assert isinstance(caught.value, errors.APIConnectionError)


def test_an_infinite_timeout_is_none(call):
    answer(call, CREATED)

    created = call(lambda client: client.sources.create(source_spec="x", timeout=float("inf")), timeout=None)

    assert created.data.id == 80190


def test_a_compressed_answer_is_read_and_its_size_limited(call):
    content = gzip.compress(json.dumps(CREATED).encode() + b" " * 5_000_000)
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    raw = ServerResponse(content, 201, headers)
    call.server.expect_request("/v2/sources").respond_with_response(raw)

    assert call(create).data.id == 80190
    assert call(create, max_response_bytes=None).data.id == 80190

    with pytest.raises(errors.APIResponseError, match=r"larger than 1000000 bytes.*max_response_bytes=") as caught:
        call(create, max_response_bytes=1_000_000)
    assert caught.value.status == 201 and caught.value.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("length", ["Content-Length: 9", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("limit", [8, 9, None])
def test_an_answer_is_as_large_as_the_client_allows_at_most(call, length, limit):
    body = b'{"a":123}' if "Length" in length else b'5\r\n{"a":\r\n4\r\n123}\r\n0\r\n\r\n'
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{length}\r\n\r\n"

    with _raw_server(head.encode() + body) as url:
        if limit == 8:
            with pytest.raises(errors.APIResponseError, match="getStatus: the answer is larger than 8 bytes"):
                call(lambda client: client.sources.status(), base_url=url, max_response_bytes=limit)
        else:
            assert call(lambda client: client.sources.status(), base_url=url, max_response_bytes=limit) == {"a": 123}


def test_the_pool_is_whole_after_a_failed_read(call):
    for document in ({**CREATED, "more": "x" * 1000}, CREATED):
        call.server.expect_ordered_request("/v2/sources").respond_with_json(document, status=201)
    limits = httpx2.Limits(max_connections=1)
    mine = httpx2.Client(limits=limits) if call.kind == "sync" else httpx2.AsyncClient(limits=limits)

    def fail_and_try_again(client: Any) -> Any:
        with pytest.raises(errors.APIResponseError):
            create(client)
        return create(client)

    async def fail_and_try_again_async(client: Any) -> Any:
        with pytest.raises(errors.APIResponseError):
            await create(client)
        return await create(client)

    action = fail_and_try_again if call.kind == "sync" else fail_and_try_again_async
    created = call(action, http_client=mine, timeout=2, max_response_bytes=1000)

    assert created.data.id == 80190


def test_hooks_of_the_users_own_http_client_know_the_operation(call):
    call.server.expect_request("/v2/sources").respond_with_json(CREATED, status=201)
    seen: list[Any] = []

    async def look(request: httpx2.Request) -> None:
        seen.append(request.extensions["operation"])

    hooks: Any = {"request": [look if call.kind == "async" else lambda one: seen.append(one.extensions["operation"])]}
    mine = (httpx2.Client if call.kind == "sync" else httpx2.AsyncClient)(event_hooks=hooks)

    call(create, http_client=mine)

    assert seen == ["createSource"]


def test_closing_a_client_closes_its_connections(call):
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    after: list[bytes] = []

    with _raw_server(reply, after) as url:
        call(lambda client: client.sources.status(), base_url=url)

    assert after == [b""]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full backlog refuses instead of waiting")
def test_connecting_does_not_outlast_the_timeout(call):
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, ExitStack() as waiting:
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(full.getsockname())

        start = time.perf_counter()
        with pytest.raises(errors.APITimeoutError) as caught:
            call(create, base_url=f"http://127.0.0.1:{full.getsockname()[1]}", timeout=0.2)

    assert isinstance(caught.value.__cause__, httpx2.ConnectTimeout)
    assert time.perf_counter() - start < 5


def test_a_closed_client_says_so(call):
    async def use_after(client: Any) -> None:
        await client.close()
        await client.close()
        await create(client)

    def use_after_sync(client: Any) -> None:
        client.close()
        client.close()
        create(client)

    with pytest.raises(RuntimeError, match="Sample is closed"):
        call(use_after if call.kind == "async" else use_after_sync)


def test_the_users_own_client_stays_open(httpserver):
    httpserver.expect_request("/v2/sources").respond_with_json(CREATED, status=201)
    with httpx2.Client() as mine:
        with Sample(token="t", base_url=httpserver.url_for("/"), http_client=mine) as client:
            create(client)

        assert not mine.is_closed


def test_the_wrong_kind_of_http_client_is_refused():
    with pytest.raises(TypeError, match="AsyncClient"):
        AsyncSample(token="t", http_client=httpx2.Client())  # type: ignore[arg-type]


def test_one_client_serves_many_threads(httpserver):
    httpserver.expect_request("/v2/sources").respond_with_json(CREATED, status=201)
    results: list[int] = []

    with Sample(token="t", base_url=httpserver.url_for("/")) as client:
        threads = [
            threading.Thread(target=lambda: results.extend(create(client).data.id for _ in range(5))) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert results == [80190] * 40
