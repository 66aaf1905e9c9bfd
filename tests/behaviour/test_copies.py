"""A copy of a client differs in what is given and shares the rest: connections and tokens."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import httpx2
import pytest

import guarded_api
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


def test_a_copy_differs_in_what_is_given_and_shares_the_connections(api, server):
    with api.Guarded(base_url=server.url, api_key="one", basic_auth=("u", "p")) as client:
        client.default.get_either()
        with client.copy(api_key="two", timeout=5) as other:
            assert other.default is not client.default
            other.default.get_either()
        client.default.get_either()

        assert other._transport._client is client._transport._client
    assert [line for line, _, _ in server.requests] == [f"GET /either?api_key={key}" for key in ("one", "two", "one")]
    assert {headers["authorization"] for _, headers, _ in server.requests} == {"Basic dTpw"}


def test_a_copy_has_its_own_limit_of_the_size_of_answers(api, server):
    with api.Guarded(base_url=server.url, api_key="k") as client:
        with pytest.raises(api.errors.APIResponseError, match="larger than 1 bytes"):
            client.copy(max_response_bytes=1).default.get_key()

        client.default.get_key()


def test_a_copy_shares_the_tokens(api, server):
    async def run() -> None:
        grant = api.ClientCredentials(client_id="me", client_secret="s")
        async with api.AsyncGuarded(base_url=server.url, oauth=grant) as client:
            await asyncio.gather(client.default.get_oauth(), client.copy(max_retries=0).default.get_oauth())

    asyncio.run(run())

    assert len(server.grants) == 1


def test_a_copy_goes_somewhere_else(api, server):
    with GuardedServer() as other, api.Guarded(base_url=server.url, api_key="k") as client:
        client.copy(base_url=other.url).default.get_key()
        client.copy(base_url=None).default.get_key()

        assert (len(server.requests), len(other.requests)) == (1, 1)


def test_closing_a_client_closes_its_copies_and_not_the_other_way_round(api, server):
    client = api.Guarded(base_url=server.url, api_key="k")
    copied = client.copy()
    copied.copy().close()
    copied.default.get_key()
    client.close()
    client.close()

    with pytest.raises(RuntimeError, match="this Guarded's origin is closed: make a new one"):
        copied.default.get_key()
    with pytest.raises(RuntimeError, match="this Guarded is closed"):
        client.copy()


def test_closing_a_copy_leaves_its_own_copies_open(api, server):
    with api.Guarded(base_url=server.url, api_key="k") as client:
        with client.copy(timeout=5) as copied:
            other = copied.copy()
        other.default.get_key()

    with pytest.raises(RuntimeError, match="origin is closed"):
        other.default.get_key()


def test_a_copy_takes_no_other_certificate_and_no_unknown_option(api, server):
    with httpx2.Client() as own, api.Guarded(base_url=server.url, http_client=own) as client:
        client.copy().default.get_tls()
        with pytest.raises(ValueError, match="client_certificate belongs to the connections"):
            client.copy(client_certificate=api.ClientCertificate(certificate="x"))
        with pytest.raises(TypeError, match="colour"):
            client.copy(colour="red")
