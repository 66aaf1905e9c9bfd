"""A deadline is for all of a call, whatever it is that takes so long; a timeout is for each phase."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from typing import Any

import httpx2
import pytest
import sample_api.client
from scripted_server import OK, ScriptedServer

from either_client import call_either
from runtime.bodies import binary_body
from runtime.errors import APITimeoutError
from runtime.operation import Body, Operation, Response

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
# More than a call may take that ends in time, on a machine that is busy.
LONG = 3.0
UPLOAD: Operation[None] = Operation(
    id="upload",
    method="PUT",
    path="/upload",
    body=Body(media_type="application/octet-stream", required=True, write=binary_body),
    responses=(Response(status="200"),),
)


DOWNLOAD: Operation[bytes] = Operation(id="download", method="GET", path="/", responses=(Response(status="200"),))


@pytest.fixture(params=["sync", "async"])
def run(request):
    """Calls an action on a new client of one kind, which has to be over soon."""

    def run(action: Callable[[Any], Any], url: str, **options: Any) -> Any:
        start = time.monotonic()
        try:
            return call_either(request.param, sample_api.client, "Sample", action, token="t", base_url=url, **options)
        finally:
            assert time.monotonic() - start < LONG

    return run


@contextmanager
def serving(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve each connection by a function, in a thread of its own; gives the URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        def answer(connection: socket.socket) -> None:
            with connection:
                try:
                    serve(connection)
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def drip(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD)
    for _ in range(1000):
        connection.sendall(b" ")
        time.sleep(0.02)


def swallow(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def chunks_without_end() -> Iterator[bytes]:
    while True:
        time.sleep(0.01)
        yield b"chunk"


def status(client: Any) -> Any:
    return client.sources.status()


def test_an_answer_that_comes_in_drops_is_left_at_the_deadline(run):
    with serving(drip) as url, pytest.raises(APITimeoutError):
        run(status, url, deadline=0.3)


def test_what_takes_too_long_to_send_is_left_at_the_deadline(run):
    with serving(swallow) as url, pytest.raises(APITimeoutError) as caught:
        run(lambda client: client.call(UPLOAD, body=chunks_without_end()), url, deadline=0.3)

    assert not caught.value.unsent


def test_a_stream_is_read_for_longer_than_the_call_that_opened_it_may_take(run):
    def late(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(HEAD)
        time.sleep(0.6)
        connection.sendall(b" " * 1000)

    async def wait_and_read(client: Any) -> int:
        opened = await client.open(DOWNLOAD)
        return sum([len(chunk) async for chunk in opened.chunks])

    def read(client: Any) -> Any:
        if iscoroutinefunction(client.open):
            return wait_and_read(client)
        return sum(map(len, client.open(DOWNLOAD).chunks))

    with serving(late) as url:
        assert run(read, url, deadline=0.3) == 1000


def test_nothing_is_sent_after_the_deadline(run):
    with ScriptedServer([OK]) as server, pytest.raises(APITimeoutError) as caught:
        run(status, server.url, deadline=-1)

    assert server.requests == []
    assert caught.value.unsent


@pytest.mark.parametrize("timeout", [0, -1, 1e-9])
def test_no_time_at_all_is_a_timeout(run, timeout):
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(APITimeoutError):
        run(status, f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=timeout, max_retries=0)


@pytest.mark.parametrize(
    ("theirs", "ours", "read"),
    [
        (httpx2.Timeout(7, connect=2), {}, 7),
        (httpx2.Timeout(7, connect=2), {"timeout": 3}, 3),
        (httpx2.Timeout(7, connect=2), {"timeout": None}, None),
        (httpx2.Timeout(None), {}, None),
        (httpx2.Timeout(5), {}, 60),
    ],
)
def test_the_timeout_of_the_users_own_client_holds_unless_another_is_told(theirs, ours, read):
    asked: list[Any] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.extensions["timeout"]["read"])
        return httpx2.Response(200, json={})

    with httpx2.Client(timeout=theirs, transport=httpx2.MockTransport(answer)) as http_client:
        client = sample_api.client.Sample(token="t", base_url="http://h", http_client=http_client, **ours)
        client.sources.status()
        client.sources.status(timeout=1)

    assert asked == [read, 1]
