"""Credentials that change: tokens are got once, kept, renewed in time, and asked for once more when refused."""

from __future__ import annotations

import asyncio
import inspect
import logging
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2
import pytest

import guarded_api
from either_client import call_either
from guarded_api import GuardedServer

CERTIFICATES = Path(__file__).with_name("certificates")
MANY = 16


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give the generated package."""
    guarded_api.generated(tmp_path_factory.getbasetemp())
    return import_module("guarded")


@pytest.fixture
def server() -> Iterator[GuardedServer]:
    with GuardedServer() as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, api: Any, server: GuardedServer) -> Callable[..., Any]:
    """Run an action on a new client, plain or asynchronous, and give its result."""

    def run(action: Callable[[Any], Any], **given: Any) -> Any:
        given = {"base_url": server.url, **given}
        return call_either(request.param, api, "Guarded", action, **given)

    return run


def several(action: Callable[[Any], Any], times: int) -> Callable[[Any], Any]:
    """Do an action several times, one after the other."""

    async def later(first: Any, client: Any) -> None:
        await first
        for _ in range(times - 1):
            await action(client)

    def run(client: Any) -> Any:
        first = action(client)
        if inspect.isawaitable(first):
            return later(first, client)
        for _ in range(times - 1):
            action(client)
        return None

    return run


def at_once(action: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Do an action many times at the same time, in threads or tasks."""

    async def gathered(client: Any) -> None:
        await asyncio.gather(*(action(client) for _ in range(MANY)))

    def run(client: Any) -> Any:
        if type(client).__name__.startswith("Async"):
            return gathered(client)
        with ThreadPoolExecutor(MANY) as pool:
            list(pool.map(lambda _: action(client), range(MANY)))
        return None

    return run


def survived(action: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Do an action and go on whatever it raises."""

    async def later(first: Any) -> None:
        with suppress(Exception):
            await first

    def run(client: Any) -> Any:
        with suppress(Exception):
            first = action(client)
            return later(first) if inspect.isawaitable(first) else None

    return run


def grant(api: Any, **given: Any) -> Any:
    return api.ClientCredentials(client_id="my id", client_secret="hunter2", **given)


def get_oauth(client: Any) -> Any:
    return client.default.get_oauth()


def targets(server: GuardedServer) -> list[str]:
    return [line for line, _, _ in server.requests]


def test_a_token_is_got_once_and_used_for_many_calls(call, api, server):
    call(at_once(get_oauth), oauth=grant(api, scopes=["a", "b"], parameters={"audience": "x"}))

    assert server.grants == [{"grant_type": "client_credentials", "scope": "a b", "audience": "x"}]
    assert server.requests[0][1]["authorization"] == "Basic bXkraWQ6aHVudGVyMg=="
    assert len(server.requests) == MANY + 1


def test_a_secret_can_be_sent_in_the_body(call, api, server):
    call(get_oauth, oauth=grant(api, send_secret="body"))

    assert server.grants[0] == {"grant_type": "client_credentials", "client_id": "my id", "client_secret": "hunter2"}
    assert "authorization" not in server.requests[0][1]


def test_a_token_that_runs_out_is_renewed(call, api, server):
    server.expires_in = 0

    call(several(get_oauth, 3), oauth=grant(api))

    assert [line.split()[1] for line in targets(server)] == ["/token", "/oauth"] * 3


def test_many_calls_that_are_refused_at_once_renew_the_token_once(call, api, server):
    def refused(client: Any) -> Any:
        return at_once(get_oauth)(client)

    def run(client: Any) -> Any:
        first = get_oauth(client)
        if not inspect.isawaitable(first):
            server.grants.append({})
            return refused(client)

        async def later() -> None:
            await first
            server.grants.append({})
            await refused(client)

        return later()

    call(run, oauth=grant(api))

    assert len([one for one in server.grants if one]) == 2


def test_a_call_is_made_again_once_after_a_401_and_then_fails(call, api, server):
    tokens = iter(["old", "other", "third"])

    with pytest.raises(api.errors.AuthenticationError):
        call(lambda client: client.default.get_bearer(), bearer=lambda: next(tokens), max_retries=0)

    assert [headers["authorization"] for _, headers, _ in server.requests] == ["Bearer old", "Bearer other"]


def test_a_body_that_cannot_be_read_again_is_not_sent_again_after_a_401(call, api, server):
    server.grants.append({})

    with pytest.raises(api.errors.AuthenticationError):
        call(lambda client: client.default.post_oauth(body=iter([b"a", b"b"])), oauth=lambda: "old")

    assert len(server.requests) == 1


def test_a_token_that_was_refused_is_not_kept_for_the_next_body_that_cannot_be_read_again(call, server):
    server.grants.append({})
    tokens = iter(["old", server.token])

    def post(client: Any) -> Any:
        return client.default.post_oauth(body=iter([b"a", b"b"]))

    call(several(survived(post), 2), oauth=lambda: next(tokens))

    assert [headers["authorization"] for _, headers, _ in server.requests] == ["Bearer old", "Bearer token-1"]


def test_a_refresh_token_is_used_and_replaced(call, api, server):
    server.expires_in, server.refresh_token = 0, "second"
    told: list[Any] = []

    call(several(get_oauth, 2), oauth=api.RefreshToken(refresh_token="first", client_id="me", on_token=told.append))

    assert [one["refresh_token"] for one in server.grants] == ["first", "second"]
    assert [token.value for token in told] == ["token-1", "token-2"]
    assert "second" not in repr(told)


def test_a_refresh_token_that_was_replaced_is_not_sent_when_the_server_is_busy(call, api, server, monkeypatch):
    monkeypatch.setattr("random.uniform", lambda low, high: 0.0)
    server.expires_in, server.refresh_token = 0, "second"

    def be_busy(token: Any) -> None:
        server.token_status = 503 if len(server.grants) == 1 else 200

    call(several(get_oauth, 2), oauth=api.RefreshToken(refresh_token="first", client_id="me", on_token=be_busy))

    assert [one["refresh_token"] for one in server.grants] == ["first", "second", "second"]


def test_a_refresh_token_that_is_refused_with_200_is_followed_by_the_grant(call, api, server):
    server.expires_in, server.refresh_token, server.lost_refresh_token = 0, "lost", "lost"

    call(several(get_oauth, 2), oauth=grant(api))

    asked = ["client_credentials", "refresh_token", "client_credentials"]
    assert [one["grant_type"] for one in server.grants] == asked


def test_a_renewal_outlives_the_call_that_began_it(api, server):
    server.refresh_token = "second"

    async def run() -> None:
        grant = api.RefreshToken(refresh_token="first", client_id="me")
        async with api.AsyncGuarded(base_url=server.url, oauth=grant) as client:
            call = asyncio.create_task(get_oauth(client))
            while not server.requests:
                await asyncio.sleep(0.001)
            call.cancel()
            await asyncio.wait([call])
            await get_oauth(client)

    asyncio.run(run())

    assert [one["refresh_token"] for one in server.grants] == ["first"]


def test_a_token_is_kept_even_if_whoever_is_told_of_it_fails(call, api, server):
    told: list[Any] = []

    def keep(token: Any) -> None:
        told.append(token)
        raise OSError("the disk is full")

    call(several(survived(get_oauth), 2), oauth=grant(api, on_token=keep))

    assert targets(server)[1:] == ["GET /oauth"]
    assert len(told) == len(server.grants) == 1


def test_a_password_gets_a_token_and_its_refresh_token_the_next(call, api, server):
    server.expires_in, server.refresh_token = 0, "again"

    call(several(get_oauth, 2), oauth=api.Password(username="u", password="hunter2"))

    assert [one["grant_type"] for one in server.grants] == ["password", "refresh_token"]
    assert server.grants[0]["password"] == "hunter2"


def test_the_token_server_is_found_by_its_openid_configuration(call, api, server):
    server.expires_in = 0

    call(several(lambda client: client.default.get_openid(), 2), openid=grant(api))

    assert targets(server).count("GET /.well-known/openid-configuration") == 1
    assert len(server.grants) == 2


@pytest.mark.parametrize("status", [400, 401])
def test_a_token_server_that_refuses_is_an_error_without_secrets(call, api, server, status):
    server.token_status = status

    with pytest.raises(
        api.errors.TokenError, match=f"oauth: the token server answered {status}: invalid_client"
    ) as told:
        call(get_oauth, oauth=grant(api))

    assert "hunter2" not in repr(told.value)


def test_a_token_server_that_is_busy_is_asked_again(call, api, server, monkeypatch):
    monkeypatch.setattr("random.uniform", lambda low, high: 0.0)
    server.token_status = 503

    call(at_once(get_oauth), oauth=grant(api))

    assert len(server.grants) == 2


def test_those_that_wait_for_a_renewal_that_fails_do_not_ask_again(call, server):
    asked: list[int] = []
    begun: list[int] = []

    def provide() -> str:
        asked.append(1)
        while len(begun) < MANY:
            time.sleep(0.01)
        time.sleep(0.2)
        raise LookupError("the vault is shut")

    def get(client: Any) -> Any:
        begun.append(1)
        return client.default.get_bearer()

    call(at_once(survived(get)), bearer=provide)

    assert asked == [1]
    assert server.requests == []


def test_a_token_that_comes_too_late_is_not_used(call, api, server):
    def provide() -> str:
        time.sleep(0.3)
        return "token-0"

    with pytest.raises(api.errors.APITimeoutError):
        call(at_once(lambda client: client.default.get_bearer()), bearer=provide, deadline=0.1)

    assert server.requests == []


def test_client_credentials_come_from_the_environment(call, api, server, monkeypatch):
    monkeypatch.setenv("GUARDED_OAUTH_CLIENT_ID", "my id")
    monkeypatch.setenv("GUARDED_OAUTH_CLIENT_SECRET", "hunter2")

    call(get_oauth)

    assert server.requests[0][1]["authorization"] == "Basic bXkraWQ6aHVudGVyMg=="


def test_a_function_gives_tokens_that_are_kept_as_long_as_it_says(call, api, server):
    server.grants.append({})
    asked: list[int] = []

    def provide() -> Any:
        asked.append(1)
        return api.Token("token-1", expires_in=0) if len(asked) < 3 else "token-1"

    call(several(lambda client: client.default.get_bearer(), 5), bearer=provide)

    assert len(asked) == 3


def test_a_function_may_be_asynchronous_in_the_asynchronous_client(api, server):
    server.grants.append({})

    async def provide() -> str:
        await asyncio.sleep(0)
        return "token-1"

    call_either("async", api, "Guarded", lambda one: one.default.get_bearer(), base_url=server.url, bearer=provide)
    with pytest.raises(TypeError, match="asynchronous client"):
        api.Guarded(base_url=server.url, bearer=provide).default.get_bearer()


@pytest.mark.filterwarnings("ignore:coroutine")
@pytest.mark.parametrize("given", ["", None, 5])
def test_a_function_that_gives_no_token_is_told_so(call, api, given):
    with pytest.raises(TypeError, match="a token provider gives"):
        call(lambda client: client.default.get_bearer(), bearer=lambda: given)


def test_digest_answers_the_strongest_challenge_and_counts(call, api, server):
    call(several(lambda client: client.default.get_digest(q="a b"), 3), digest_auth=("user", "pass, word"))

    given = [headers.get("authorization", "") for _, headers, _ in server.requests]
    assert len(given) == 4
    assert given[0] == ""
    assert [part for one in given[1:] for part in one.split(", ") if part.startswith("nc=")] == [
        f"nc=0000000{number}" for number in (1, 2, 3)
    ]
    assert "pass" not in "".join(given)


def test_digest_keeps_the_quotes_of_a_realm(call, server):
    server.realm = 'the "realm"'

    call(lambda client: client.default.get_digest(), digest_auth=("user", "pass, word"))

    assert len(server.requests) == 2


def test_digest_answers_a_new_challenge(call, api, server):
    def run(client: Any) -> Any:
        first = client.default.get_digest()
        server.nonce = "n2" if not inspect.isawaitable(first) else server.nonce

        async def later() -> None:
            await first
            server.nonce = "n2"
            await client.default.get_digest()

        return later() if inspect.isawaitable(first) else client.default.get_digest()

    call(run, digest_auth=("user", "pass, word"))

    assert len(server.requests) == 4


def test_a_wrong_digest_password_is_tried_once(call, api, server):
    with pytest.raises(api.errors.AuthenticationError):
        call(lambda client: client.default.get_digest(), digest_auth=("user", "wrong"))

    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({}, (None, None)),
        ({"key": "k"}, (None, None)),
        ({"key": "k", "basic": ("u", "p")}, ("Basic dTpw", "api_key=k")),
        ({"oauth": "t"}, ("Bearer t", None)),
        ({"key": "k", "basic": ("u", "p"), "oauth": "t"}, ("Basic dTpw", "api_key=k")),
    ],
)
def test_the_first_alternative_that_is_complete_is_used_and_none_only_at_last(call, server, given, sent):
    names = {"key": "api_key", "basic": "basic_auth", "oauth": "oauth"}

    call(lambda client: client.default.get_either(), **{names[name]: value for name, value in given.items()})

    line, headers, _ = server.requests[0]
    assert (headers.get("authorization"), line.partition("?")[2] or None) == sent


def test_a_header_of_the_callers_own_wins_over_a_token(call, api, server):
    server.grants.append({})

    call(
        lambda client: client.default.get_bearer(extra_headers={"authorization": "Bearer token-1"}),
        bearer=lambda: "old",
    )

    assert server.requests[0][1]["authorization"] == "Bearer token-1"


def test_a_header_of_the_callers_own_that_is_refused_costs_no_token(call, api, server):
    def provide() -> str:
        raise AssertionError("nobody needs this token")

    with pytest.raises(api.errors.AuthenticationError):
        call(lambda client: client.default.get_bearer(extra_headers={"Authorization": "Bearer mine"}), bearer=provide)

    assert len(server.requests) == 1


def test_no_secret_is_in_the_log_of_any_library(call, api, server, caplog):
    caplog.set_level(logging.DEBUG)

    call(lambda client: client.default.get_key(), api_key="hunter2")
    call(get_oauth, oauth=grant(api))

    assert targets(server)[0] == "GET /key?api_key=hunter2"
    assert caplog.text
    assert "hunter2" not in caplog.text
    assert "token-1" not in caplog.text


def test_a_users_own_http_client_logs_no_secret_either(api, server, caplog):
    caplog.set_level(logging.DEBUG)

    with httpx2.Client() as own:
        api.Guarded(base_url=server.url, api_key="hunter2", http_client=own).default.get_key()

    assert targets(server) == ["GET /key?api_key=hunter2"]
    assert "HTTP Request: GET" in caplog.text
    assert "hunter2" not in caplog.text


def test_a_key_that_the_caller_gives_stands_in_the_place_of_the_client_s(call, server):
    told: list[Any] = []

    call(
        lambda client: client.default.get_key(extra_query={"api_key": "hunter2", "a": 1}),
        api_key="other",
        on_request=told.append,
    )

    assert targets(server) == ["GET /key?a=1&api_key=hunter2"]
    assert "hunter2" not in repr(told)


def test_a_token_server_that_nobody_names_is_told_at_once(api):
    with pytest.raises(ValueError, match="oauth: the token server is not at"):
        api.Guarded(base_url="https://h", oauth=grant(api, token_url="ftp://h"))


def test_no_grant_and_no_source_of_tokens_shows_its_secret(api):
    client = api.Guarded(
        base_url="https://h", oauth=grant(api), basic_auth=("u", "hunter2"), digest_auth=("u", "hunter2")
    )

    core = client._core
    held = list(vars(core.credentials).values())
    shown = [repr(part) for part in (grant(api), client, vars(client), vars(core), held, core.credentials)]
    assert not [text for text in shown if "hunter2" in text]


def test_a_client_certificate_is_shown_when_connecting(call, api, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "ca.pem"))
    given = api.ClientCertificate(certificate=str(CERTIFICATES / "client.pem"))
    with GuardedServer(_tls()) as server:
        call(lambda client: client.default.get_tls(), base_url=server.url, client_certificate=given)

        assert targets(server) == ["GET /tls"]
        with pytest.raises(api.errors.MissingCredentialsError, match="client_certificate= "):
            call(lambda client: client.default.get_tls(), base_url=server.url)
        with pytest.raises(api.errors.APIConnectionError):
            call(lambda client: client.default.get_key(), base_url=server.url, api_key="k", max_retries=0)


def test_a_certificate_that_cannot_be_used_is_told_at_once(api):
    nowhere, empty = api.ClientCertificate(certificate="/nowhere.pem"), api.ClientCertificate(certificate=__file__)

    for given in (nowhere, empty):
        with pytest.raises(ValueError, match="the client certificate cannot be used"):
            api.Guarded(base_url="https://h", client_certificate=given)
    with httpx2.Client() as own, pytest.raises(ValueError, match="either"):
        api.Guarded(base_url="https://h", client_certificate=nowhere, http_client=own)


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(CERTIFICATES / "ca.pem"))
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(CERTIFICATES / "server.pem")
    return context
