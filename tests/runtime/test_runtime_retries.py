"""What is sent again and what never is, against a server that fails at every stage."""

from __future__ import annotations

import random
import socket
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import sample_api.client
from scripted_server import CREATED, CUT_IN_BODY, CUT_IN_HEADERS, NOTHING, OK, RESET, ScriptedServer, refusal

from either_client import call_either
from runtime import retries
from runtime.errors import APIConnectionError, APIError, APIStatusError, RateLimitError
from runtime.retries import Attempts, Failure, seconds_asked

FAILURES = [RESET, NOTHING, CUT_IN_HEADERS, CUT_IN_BODY, refusal(408), refusal(502), refusal(503), refusal(504)]


@pytest.fixture(autouse=True)
def _short_delays(monkeypatch):
    monkeypatch.setattr(retries, "FIRST_DELAY", 0.001)


def read(client: Any, **options: Any) -> Any:
    return client.sources.status(**options)


def write(client: Any, **options: Any) -> Any:
    return client.sources.create(source_spec="x", **options)


@pytest.fixture(params=["sync", "async"])
def run(request):
    """Calls an action on a new client of one kind."""

    def run(action: Any, url: str, **options: Any) -> Any:
        settings = {"token": "t", "on_drift": lambda drift: None, "base_url": url, **options}
        return call_either(request.param, sample_api.client, "Sample", action, **settings)

    return run


@pytest.mark.parametrize("failure", [*FAILURES, refusal(429)])
def test_a_safe_method_is_sent_again(run, failure):
    with ScriptedServer([failure, failure, OK]) as server:
        assert run(read, server.url) == {}

    assert [line for line, _, _ in server.requests] == ["GET /status HTTP/1.1"] * 3


@pytest.mark.parametrize("failure", FAILURES)
def test_a_write_that_may_have_arrived_is_never_sent_again(run, failure):
    with ScriptedServer([failure, CREATED]) as server, pytest.raises(APIError):
        run(write, server.url)

    assert len(server.requests) == 1


def test_a_refused_write_is_sent_again(run):
    with ScriptedServer([refusal(429, "retry-after-ms: 1"), CREATED]) as server:
        run(write, server.url)

    assert len(server.requests) == 2


@pytest.mark.parametrize("failure", FAILURES)
def test_a_write_with_a_key_is_sent_again_with_the_same_key(run, failure):
    with ScriptedServer([failure, CREATED]) as server:
        run(lambda client: write(client, idempotency_key="k-1"), server.url)

    assert [headers["idempotency-key"] for _, headers, _ in server.requests] == ["k-1", "k-1"]


def test_no_write_is_applied_twice_by_a_server_that_fails_anywhere(run):
    chance, refused = random.Random(7), refusal(429)
    script = [chance.choice([*FAILURES, refused, refused, CREATED]) for _ in range(200)]

    with ScriptedServer(script) as server:
        for number in range(30):
            with suppress(APIError):
                run(
                    lambda client, number=number: client.sources.create(source_spec=f"{number}"),
                    server.url,
                    max_retries=5,
                )

    arrived = zip(server.requests, script, strict=False)
    applied = [body for (_, _, body), answer in arrived if answer not in (RESET, refused)]
    assert len(server.requests) > 35
    assert len(applied) == len(set(applied)) > 20


def test_a_configured_key_is_new_for_each_call_and_the_same_for_its_attempts(run):
    with ScriptedServer([NOTHING, CREATED]) as server:
        run(write, server.url, idempotency_header="X-Key")
        run(write, server.url, idempotency_header="X-Key")

    first, again, second = (headers["x-key"] for _, headers, _ in server.requests)
    assert first == again != second


def test_a_write_that_was_never_sent_is_sent_again(run, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    served: list[ScriptedServer] = []

    def start(made: int, delay: float | None) -> float:
        served.append(ScriptedServer([CREATED], port).__enter__())
        return 0.0

    monkeypatch.setattr(retries, "jitter", start)
    run(write, f"http://127.0.0.1:{port}")
    served[0].__exit__(None, None, None)

    assert len(served) == len(served[0].requests) == 1


@pytest.mark.parametrize(("retried", "sent"), [(0, 1), (1, 2), (4, 5)])
def test_the_number_of_retries_is_the_client_s_or_the_call_s(run, retried, sent):
    with ScriptedServer([refusal(503)]) as server:
        with pytest.raises(APIStatusError):
            run(read, server.url, max_retries=retried)
        with pytest.raises(APIStatusError):
            run(lambda client: read(client, max_retries=retried), server.url)

    assert len(server.requests) == 2 * sent


def test_a_status_that_is_not_temporary_is_final(run):
    with ScriptedServer([refusal(500), OK]) as server, pytest.raises(APIStatusError):
        run(read, server.url)

    assert len(server.requests) == 1


def test_a_server_that_asks_for_too_long_is_not_waited_for(run):
    with ScriptedServer([refusal(429, "Retry-After: 3600"), OK]) as server, pytest.raises(RateLimitError) as caught:
        run(read, server.url)

    assert caught.value.headers["retry-after"] == "3600"


def test_the_deadline_ends_all_attempts(run):
    with ScriptedServer([refusal(503, "Retry-After: 1"), OK]) as server, pytest.raises(APIStatusError):
        run(read, server.url, deadline=0.5)

    assert len(server.requests) == 1


def test_a_silent_server_is_left_at_the_deadline(run):
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(APIConnectionError):
        run(read, f"http://127.0.0.1:{silent.getsockname()[1]}", deadline=0.2)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "5", "retry-after-ms": "250"}, 0.25),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Mon, 01 Jan 1990 00:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 99 Jan 1990 00:00:00 GMT"}, None),
        ({"retry-after": "Mon, 01 Jan 2030 00:00:00 +99999999999999999999"}, None),
    ],
)
def test_what_a_server_asks_for(headers, seconds):
    assert seconds_asked(headers) == seconds


def test_a_date_is_waited_for():
    moment = datetime.now(UTC) + timedelta(seconds=30)

    assert 28 < (seconds_asked({"retry-after": format_datetime(moment, usegmt=True)}) or 0) <= 30


def test_pauses_are_jittered_grow_and_are_capped(monkeypatch):
    monkeypatch.setattr(retries, "FIRST_DELAY", 0.5)
    longest = [max(retries.jitter(made) for _ in range(300)) for made in (1, 2, 3, 12)]

    assert longest == sorted(longest)
    assert longest[0] <= 0.5 < longest[1] <= 1.0 < longest[2] <= 2.0
    assert longest[3] <= retries.LONGEST_DELAY


def test_the_first_pause_is_as_long_as_the_client_says(run, monkeypatch):
    monkeypatch.setattr(retries, "FIRST_DELAY", 60)
    monkeypatch.setattr(retries, "LONGEST_DELAY", 60)
    monkeypatch.setattr(retries.random, "uniform", lambda least, most: most)

    with ScriptedServer([refusal(503), OK]) as server:
        assert run(read, server.url, retry_delay=0) == {}

    assert [retries.jitter(made, 3.0) for made in (1, 2, 3)] == [3.0, 6.0, 12.0]


def test_a_body_that_cannot_be_replayed_is_never_sent_again():
    attempts = Attempts(retries=2, repeatable=True, replayable=False)
    attempts.made = 1

    assert attempts.pause(Failure(unsent=True)) is None
