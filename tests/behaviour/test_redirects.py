"""Answers that send a call elsewhere: it goes there at home with all that it has, and to others with no secret."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import httpx2
import pytest

import guarded_api
from either_client import call_either
from guarded_api import GuardedServer


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give the generated package."""
    guarded_api.generated(tmp_path_factory.getbasetemp())
    return import_module("guarded")


@pytest.fixture
def server() -> Iterator[GuardedServer]:
    with GuardedServer() as running:
        yield running


@pytest.fixture
def other() -> Iterator[GuardedServer]:
    with GuardedServer() as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def call(kind: str, api: Any, server: GuardedServer) -> Callable[..., Any]:
    """Run an action on the resource of a new client that has credentials, and give its result."""

    def run(action: Callable[[Any], Any], **given: Any) -> Any:
        settings = {"base_url": server.url, "bearer": "hunter2", "api_key": "hunter3", **given}
        return call_either(kind, api, "Guarded", lambda client: action(client.default), **settings)

    return run


def targets(server: GuardedServer) -> list[str]:
    return [line for line, _, _ in server.requests]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["{home}/there?q=a%20b", "/there?api_key=told&q=a b#part", "there?q=a%20b"])
def test_a_call_goes_on_at_home_with_all_that_it_has(call, server, status, location):
    server.redirects["/elsewhere"] = (status, location.format(home=server.url))

    response = call(lambda api: api.with_response.get_elsewhere(extra_headers={"X-A": "b"}))

    assert (response.data, response.attempts) == ({}, 2)
    assert targets(server) == ["GET /elsewhere?api_key=hunter3", "GET /there?q=a%20b&api_key=hunter3"]
    for _, headers, _ in server.requests:
        assert (headers["authorization"], headers["x-a"]) == ("Bearer hunter2", "b")


@pytest.mark.parametrize("status", [307, 308])
def test_a_write_goes_on_at_home_if_it_is_to_stay_a_write(call, server, status):
    server.redirects["/elsewhere"] = (status, "/there")

    call(lambda api: api.post_elsewhere(body=b"abc", idempotency_key="k"))

    assert targets(server) == ["POST /elsewhere?api_key=hunter3", "POST /there?api_key=hunter3"]
    assert [body for _, _, body in server.requests] == [b"abc", b"abc"]
    assert {headers["idempotency-key"] for _, headers, _ in server.requests} == {"k"}


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_write_never_becomes_a_read(call, api, server, status):
    server.redirects["/elsewhere"] = (status, "/there")

    with pytest.raises(api.errors.APIStatusError, match=str(status)) as caught:
        call(lambda api: api.post_elsewhere(body=b"abc"))

    assert caught.value.headers["location"] == "/there" and len(server.requests) == 1


def test_a_body_that_can_be_read_once_goes_nowhere_else(call, api, server):
    server.redirects["/elsewhere"] = (307, "/there")

    with pytest.raises(api.errors.APIStatusError, match="307"):
        call(lambda api: api.post_elsewhere(body=iter([b"abc"])))

    assert len(server.requests) == 1


def test_another_origin_gets_no_secret(call, server, other, caplog):
    caplog.set_level(logging.DEBUG)
    server.redirects["/elsewhere"] = (302, f"{other.url}/there?signature=hunter4&api_key=hunter3")
    other.redirects["/there"] = (302, "/further?signature=hunter5")
    hook = {"on_request": lambda event: {"X-Signed": "hunter6"}}
    mine = {"X-Secret": "hunter7", "Cookie": "session=hunter8", "Range": "bytes=0-9"}

    response = call(lambda api: api.with_response.get_elsewhere(extra_headers=mine), **hook)

    assert (response.data, response.attempts) == ({}, 3)
    assert targets(other) == ["GET /there?signature=hunter4", "GET /further?signature=hunter5"]
    for _, headers, _ in other.requests:
        assert headers.keys() == {"host", "accept", "accept-encoding", "range", "user-agent"}
        assert headers["host"] == other.url.partition("//")[2]
    told = [record.getMessage() for record in caplog.records if record.name in ("guarded", "httpx2")]
    assert told and not any(f"hunter{number}" in line for line in told for number in (2, 3, 4, 5))


def test_a_write_goes_to_no_other_origin(call, api, server, other):
    server.redirects["/elsewhere"] = (307, f"{other.url}/there")

    with pytest.raises(api.errors.APIStatusError, match="307"):
        call(lambda api: api.post_elsewhere(body=b"abc"))

    assert other.requests == []


def test_connections_of_the_users_own_go_to_no_other_origin(kind, api, server, other):
    server.redirects["/elsewhere"] = (302, f"{other.url}/there")
    server.redirects["/key"] = (302, "/there")

    def plain() -> None:
        with httpx2.Client(headers={"X-Mine": "hunter9"}) as mine:
            client = api.Guarded(base_url=server.url, bearer="a", api_key="b", http_client=mine)
            for one in (client, client.copy(timeout=5)):
                with pytest.raises(api.errors.APIStatusError, match="302"):
                    one.default.get_elsewhere()
            client.default.get_key()

    async def awaited() -> None:
        async with httpx2.AsyncClient(headers={"X-Mine": "hunter9"}) as mine:
            client = api.AsyncGuarded(base_url=server.url, bearer="a", api_key="b", http_client=mine)
            for one in (client, client.copy(timeout=5)):
                with pytest.raises(api.errors.APIStatusError, match="302"):
                    await one.default.get_elsewhere()
            await client.default.get_key()

    plain() if kind == "sync" else asyncio.run(awaited())

    assert other.requests == [] and targets(server)[-1] == "GET /there?api_key=b"


def test_what_the_description_has_as_the_answer_is_the_answer(call, api, server):
    server.redirects["/told"] = (302, "/there")

    with pytest.raises(api.errors.APIStatusError, match="302") as caught:
        call(lambda api: api.get_told())

    assert caught.value.headers.location == "/there" and len(server.requests) == 1


def test_a_redirect_is_told_as_two_requests_and_no_retry(call, server):
    server.redirects["/elsewhere"] = (302, "/there")
    told: list[Any] = []
    hooks = dict.fromkeys(("on_request", "on_response", "on_retry", "on_error"), told.append)

    call(lambda api: api.get_elsewhere(), **hooks)

    names = [type(event).__name__ for event in told]
    assert names == ["RequestEvent", "ResponseEvent", "RequestEvent", "ResponseEvent"]


def test_going_round_in_circles_ends(call, api, server):
    server.redirects["/elsewhere"] = (302, "/elsewhere")

    with pytest.raises(api.errors.APIStatusError, match="302"):
        call(lambda api: api.get_elsewhere())

    assert len(server.requests) == 11


def test_a_token_is_got_anew_where_a_call_was_sent(call, server):
    server.redirects["/elsewhere"] = (307, "/bearer")
    server.grants.append({})
    tokens = iter(["old", "token-1"])

    call(lambda api: api.get_elsewhere(), bearer=lambda: next(tokens))

    sent = [headers["authorization"] for _, headers, _ in server.requests]
    assert sent == ["Bearer old", "Bearer old", "Bearer token-1"]
