"""Where calls go: chosen by index, name or URL, and what may stand in the place of a variable."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from runtime.async_client import AsyncClient
from runtime.client import SyncClient
from runtime.operation import Api, Operation, Response, Server, ServerVariable
from runtime.servers import Servers

REGION = ServerVariable(name="region", default="eu", choices=("eu", "us"))
BASE = ServerVariable(name="base", default="v1")
HOST = ServerVariable(name="host", default="h.example:8080")
API = Api(
    package="p",
    title="Pets",
    version="1",
    servers=(
        Server(url="https://{region}.pets.example/{base}", name="Live", variables=(BASE, REGION)),
        Server(url="http://{host}", name="Test", variables=(HOST,)),
    ),
    base_url_variable="RUNTIME_TEST_BASE_URL",
    server_variables=frozenset({"region", "base", "host"}),
)
OWN: Operation[Any] = Operation(
    id="own",
    method="GET",
    path="/",
    servers=(
        Server(url="https://{region}.files.example", variables=(REGION,)),
        Server(url="../files", name="Test"),
    ),
)


@pytest.mark.parametrize(
    ("server", "variables", "url", "own"),
    [
        (None, None, "https://eu.pets.example/v1", "https://eu.files.example"),
        (0, {"region": "us", "base": "a/b"}, "https://us.pets.example/a/b", "https://us.files.example"),
        ("Live", {}, "https://eu.pets.example/v1", "https://eu.files.example"),
        (1, None, "http://h.example:8080", "https://eu.files.example"),
        ("Test", {"host": "localhost:1"}, "http://localhost:1", "http://localhost:1/files"),
    ],
)
def test_a_server_is_chosen(server, variables, url, own):
    servers = Servers(API, None, server, variables)

    assert servers.base_url == url
    assert servers.url(OWN) == own


def test_a_base_url_is_where_all_of_the_api_is(monkeypatch):
    assert Servers(API, "http://mine", None, None).url(OWN) == "http://mine"
    monkeypatch.setenv("RUNTIME_TEST_BASE_URL", "http://set")
    assert Servers(API, None, None, None).url(OWN) == "http://set"
    assert Servers(API, None, "Test", None).base_url == "http://h.example:8080"


@pytest.mark.parametrize(
    ("server", "variables", "told"),
    [
        (2, None, "no such server; there are 0 .Live., 1 .Test."),
        (-1, None, "no such server"),
        ("live", None, "no such server"),
        (0, {"regoin": "eu"}, "no server has the variables regoin"),
        (0, {"region": "evil.example/"}, "region must be one of eu, us"),
        (1, {"host": "evil.example/x"}, "host holds a character"),
        (1, {"host": "user@evil.example"}, "host holds a character"),
        (0, {"base": "../../other"}, "base holds a character"),
        (0, {"base": "a/%2e%2E%2fother"}, "base holds a character"),
        (1, {"host": "evil.example%2f"}, "host holds a character"),
        (0, {"base": "x?y"}, "base holds a character"),
        (0, {"base": "x\r\ny"}, "base holds a character"),
    ],
)
def test_a_server_that_is_not_there_or_a_value_that_leaves_its_place_is_refused(server, variables, told):
    with pytest.raises(ValueError, match=told):
        Servers(API, None, server, variables)


def test_a_part_of_a_host_brings_no_port_of_its_own():
    part = Server(url="https://{tenant}.example", variables=(ServerVariable(name="tenant", default="a"),))
    api = Api(
        package="p",
        title="P",
        version="1",
        servers=(part,),
        base_url_variable="V",
        server_variables=frozenset({"tenant"}),
    )

    with pytest.raises(ValueError, match="tenant holds"):
        Servers(api, None, None, {"tenant": "evil.example:80"})


def test_a_base_url_and_a_server_are_one_too_many():
    with pytest.raises(ValueError, match="either base_url"):
        Servers(API, "http://h", 1, None)


@pytest.mark.parametrize("described", [(), (Server(url="/v1"),)])
def test_operations_with_servers_of_their_own_need_no_other(described, httpserver: HTTPServer):
    httpserver.expect_request("/own").respond_with_json(7)
    api = Api(package="p", title="P", version="1", servers=described, base_url_variable="RUNTIME_TEST_BASE_URL")
    answers = (Response(status="200", media_type="application/json", type=lambda: int),)
    here = (Server(url=httpserver.url_for("")),)
    own: Operation[int] = Operation(id="getOwn", method="GET", path="/own", servers=here, responses=answers)
    homeless: Operation[int] = Operation(id="getHomeless", method="GET", path="/own", responses=answers)
    relative: Operation[int] = Operation(id="getRelative", method="GET", path="/own", servers=(Server(url="/a"),))

    async def run() -> int:
        async with AsyncClient(api, ()) as client:
            return await client.call(own)

    with SyncClient(api, ()) as client:
        assert client.call(own) == asyncio.run(run()) == 7
        for lost in (homeless, relative):
            with pytest.raises(ValueError, match=rf"{lost.id}: .*: give base_url= or set RUNTIME_TEST_BASE_URL"):
                client.call(lost)
        assert client._copied((), base_url=httpserver.url_for("/")).call(homeless) == 7
        assert repr(client) == "<SyncClient without base_url>"


def test_a_server_that_was_asked_for_is_missed_at_once():
    api = Api(package="p", title="P", version="1", servers=(), base_url_variable="RUNTIME_TEST_BASE_URL")

    for base_url, server in ((None, 0), (None, "Test"), ("/v1", None)):
        with pytest.raises(ValueError, match="give base_url= or set RUNTIME_TEST_BASE_URL"):
            Servers(api, base_url, server, None)
