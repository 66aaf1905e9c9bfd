"""The stand-in for an API that a package has for its users' tests: `testing.Fake`."""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import answers_api
import guarded_api
import paged_api
import wire_api
from command import run_python
from generated_api import PLAIN, generated
from hostile import hostile_project


@dataclass
class Faked:
    """A stand-in of a package, and one of its two clients."""

    kind: str
    package: str
    fake: Any
    client: Any

    def __call__(self, called: Any) -> Any:
        """Give the result of a call, of either client."""
        return asyncio.run(awaited(called)) if self.kind == "async" else called

    def part(self, name: str) -> Any:
        """Give a module of the package."""
        return import_module(f"{self.package}.{name}")

    def create(self, **options: Any) -> Any:
        """Make the smallest call of Portable."""
        return self(self.client.sources.create(source_spec="x", **options))

    @property
    def route(self) -> Any:
        """The answers to that call."""
        return self.fake.on(self.client.sources.create)

    def source(self, number: int = 1, **fields: Any) -> Any:
        """Give an answer to that call."""
        models = self.part("models")
        data = models.Source(id=number, source_spec=models.SourceSpec(name="google"), **fields)
        return models.CreateSourceResponse(data=data)


async def awaited(called: Any) -> Any:
    return await called


def faked(kind: str, package: str) -> Faked:
    fake = import_module(f"{package}.testing").Fake()
    return Faked(kind, package, fake, fake.client() if kind == "sync" else fake.async_client())


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        pytest.fail("a connection was asked for")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(f"socket.socket.{name}", refuse)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(f"socket.{name}", refuse)


@pytest.fixture(params=["sync", "async"])
def api(request: pytest.FixtureRequest, project: Path) -> Faked:
    return faked(request.param, PLAIN)


@pytest.fixture(params=["sync", "async"])
def answers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Faked:
    answers_api.generated(tmp_path_factory.getbasetemp())
    return faked(request.param, "answers")


# Values


def test_the_value_that_was_set_is_the_value_that_comes(api: Faked) -> None:
    value = api.source(display_name="Team", properties={"email": "a@example.com", "n": None})
    api.route.returns(value)

    assert api.create(strict=True) == value
    assert api.create() == value


def test_what_was_received_can_be_looked_at(api: Faked) -> None:
    api.route.returns(api.source())

    api.create(extra_query={"dry": True, "tag": ["a", "b"]}, extra_headers={"X-Trace": "t"})

    (call,) = api.route.calls
    assert (call.operation, call.method, call.path) == ("createSource", "POST", "/v2/sources")
    assert call.query == {"dry": ["true"], "tag": ["a", "b"]}
    assert (call.headers["x-trace"], call.headers["authorization"]) == ("t", "Bearer fake")
    assert call.json == {"sourceSpec": "x"} == json.loads(call.content)
    assert api.fake.calls == [call] and "Bearer" not in repr(call)


def test_answers_come_one_after_the_other_and_the_last_repeats(api: Faked) -> None:
    api.route.answers(api.source(1), api.source(2))

    assert [api.create().data.id for _ in range(4)] == [1, 2, 2, 2]


def test_a_value_may_have_a_status_and_headers_of_its_own(api: Faked) -> None:
    testing = api.part("testing")
    api.route.returns(testing.answer(api.source(), headers={"X-Request-Id": "r-1"}))

    response = api(api.client.sources.with_response.create(source_spec="x"))

    assert (response.status, response.request_id, response.data) == (201, "r-1", api.source())


def test_what_the_description_does_not_have_is_refused_where_it_is_set(api: Faked) -> None:
    for wrong in (5, None, [api.source()], api.source().data, b"bytes", "text"):
        with pytest.raises(TypeError, match="createSource: the description has something else"):
            api.route.returns(wrong)
    with pytest.raises(TypeError, match="something else at /data/id:"):
        api.route.returns({"data": {"id": "x", "sourceSpec": {}}})
    with pytest.raises(TypeError, match="no method of the client"):
        api.fake.on(print)
    with pytest.raises(TypeError, match="plain method"):
        api.fake.on(api.client.sources.with_response.create)
    with pytest.raises(TypeError, match="at least one"):
        api.route.answers()


# Errors


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("bad_request", "BadRequestError"),
        ("unauthorized", "AuthenticationError"),
        ("forbidden", "PermissionDeniedError"),
        ("not_found", "NotFoundError"),
        ("conflict", "ConflictError"),
        ("unprocessable_entity", "UnprocessableEntityError"),
        ("too_many_requests", "RateLimitError"),
        ("internal_server_error", "InternalServerError"),
        ("service_unavailable", "InternalServerError"),
    ],
)
def test_each_error_has_a_factory(api: Faked, name: str, error: str) -> None:
    made = getattr(api.part("testing"), name)
    api.route.answers(made({"message": "told"}, headers={"X-Request-Id": "r-1"}), made())

    with pytest.raises(getattr(api.part("errors"), error), match="told") as caught:
        api.create(max_retries=0)
    with pytest.raises(getattr(api.part("errors"), error)) as second:
        api.create(max_retries=0)

    assert caught.value.request_id == "r-1" and second.value.body is None


def test_an_error_has_the_body_that_the_description_has_for_it(api: Faked) -> None:
    body = api.part("models").ForbiddenErrorBody(message="no")
    api.route.answers(api.part("testing").forbidden(body), api.part("testing").error(418, "teapot"))

    with pytest.raises(api.part("errors").PermissionDeniedError) as caught:
        api.create()
    with pytest.raises(api.part("errors").APIStatusError) as other:
        api.create()

    assert caught.value.body == body and caught.value.drifts == ()
    assert (other.value.status, other.value.body) == (418, "teapot")
    with pytest.raises(ValueError, match="no status of an error"):
        api.part("testing").error(201)


def test_retries_are_made_without_a_pause(api: Faked) -> None:
    testing = api.part("testing")
    api.route.answers(testing.too_many_requests(), testing.unreachable(), api.source())
    start = time.monotonic()

    response = api(api.client.sources.with_response.create(source_spec="x"))

    assert response.attempts == 3 and time.monotonic() - start < 0.3
    assert len(api.route.calls) == 2


def test_a_pause_that_the_server_asks_for_is_kept(api: Faked) -> None:
    api.route.answers(api.part("testing").too_many_requests(retry_after=0.05), api.source())
    start = time.monotonic()

    api.create()

    assert time.monotonic() - start >= 0.05


# Slow, broken and drifting


def test_an_answer_that_is_too_slow_is_a_timeout_at_once(api: Faked) -> None:
    api.route.answers(api.part("testing").slow(90, api.source()))
    start = time.monotonic()

    with pytest.raises(api.part("errors").APITimeoutError):
        api.create()

    assert time.monotonic() - start < 1 and len(api.route.calls) == 1


def test_an_answer_that_is_slow_comes_late(api: Faked) -> None:
    testing = api.part("testing")
    api.route.answers(testing.slow(0.05, api.source()), testing.slow(0.05, testing.forbidden()))
    start = time.monotonic()

    assert api.create() == api.source()
    assert time.monotonic() - start >= 0.05
    with pytest.raises(api.part("errors").PermissionDeniedError):
        api.create()


def test_a_write_is_sent_again_only_if_it_never_arrived(api: Faked) -> None:
    testing, errors = api.part("testing"), api.part("errors")
    api.route.answers(testing.unreachable(), testing.disconnected(), api.source())

    with pytest.raises(errors.APIConnectionError) as caught:
        api.create()

    assert not caught.value.unsent and len(api.route.calls) == 1


def test_an_answer_can_break_off_or_be_no_json(api: Faked) -> None:
    testing, errors = api.part("testing"), api.part("errors")
    api.route.answers(testing.cut_off(api.source()), testing.raw(b"<h1>hello</h1>"), testing.raw(b"", status=502))

    with pytest.raises(errors.APIConnectionError):
        api.create()
    with pytest.raises(errors.APIResponseError, match="not JSON") as caught:
        api.create()
    with pytest.raises(errors.InternalServerError):
        api.create()

    assert caught.value.content == b"<h1>hello</h1>"


def test_an_answer_can_contradict_the_description(api: Faked) -> None:
    testing, omit = api.part("testing"), api.part("_runtime.omit").OMIT
    changes = {"/data/sourceSpec/lifecycle": 5, "/data/id": omit, "/data/new~1one": 1}
    api.route.returns(testing.drifting(api.source(), changes))

    with pytest.warns(api.part("_runtime.drift").SpecDriftWarning):
        created = api.create()
    with pytest.raises(api.part("errors").DecodeError) as caught:
        api.create(strict=True)

    assert created.to_dict() == {"data": {"sourceSpec": {"name": "google", "lifecycle": 5}, "new/one": 1}}
    assert {drift.pointer for drift in caught.value.drifts} == {"/data/id", "/data/sourceSpec/lifecycle"}
    with pytest.raises(LookupError, match="nothing at /nowhere/else"):
        api.route.returns(testing.drifting(api.source(), {"/nowhere/else": 1}))


def test_an_answer_can_have_another_status_or_content_type_than_is_described(api: Faked) -> None:
    testing = api.part("testing")
    accepted = testing.answer(api.source(), status=202, headers={"Content-Type": "text/plain"})
    api.route.returns(testing.drifting(accepted, {}))

    with pytest.raises(api.part("errors").DecodeError) as caught:
        api.create(strict=True)

    assert [drift.header for drift in caught.value.drifts] == [":status", "Content-Type"]
    with pytest.raises(TypeError, match="something else"):
        api.route.returns(accepted)


# What is missing


def test_a_call_without_an_answer_says_how_to_set_one(api: Faked) -> None:
    with pytest.raises(AssertionError, match=r"nothing answers client\.sources\.create \(POST /v2/sources\).*fake\.on"):
        api.create()


def test_answers_that_nobody_asked_for_are_told_at_the_end_of_the_block(api: Faked) -> None:
    with pytest.raises(AssertionError, match=r"never asked for: 1 of client\.sources\.create"), api.fake:
        api.route.answers(api.source(1), api.source(2))
        api.create()

    api.create()
    api.fake.assert_all_used()
    with pytest.raises(ZeroDivisionError), api.fake:
        api.route.returns(api.source())
        _ = 1 / 0


def test_a_client_of_the_users_own_making_can_be_answered(api: Faked) -> None:
    module, made = api.part("client"), api.fake.http_client
    name = "Portable" if api.kind == "sync" else "AsyncPortable"
    made = api.fake.http_client if api.kind == "sync" else api.fake.async_http_client
    client = getattr(module, name)(token="mine", base_url="https://a.example/v3", http_client=made())
    api.route.returns(api.source())

    api(client.sources.create(source_spec="x"))

    (call,) = api.fake.calls
    assert (call.url, call.headers["authorization"]) == ("https://a.example/v3/v2/sources", "Bearer mine")


def test_options_of_the_client_are_taken(api: Faked) -> None:
    make = api.fake.client if api.kind == "sync" else api.fake.async_client
    api.route.answers(api.part("testing").too_many_requests(), api.source())

    with pytest.raises(api.part("errors").RateLimitError):
        api(make(max_retries=0).sources.create(source_spec="x"))


def test_threads_may_share_a_stand_in(project: Path) -> None:
    api = faked("sync", PLAIN)
    api.route.answers(*(api.source(number) for number in range(200)))

    with ThreadPoolExecutor(8) as pool:
        found = [job.result().data.id for job in [pool.submit(api.create) for _ in range(200)]]

    assert sorted(found) == list(range(200)) and len(api.route.calls) == 200
    api.fake.assert_all_used()


def test_tasks_may_share_a_stand_in(project: Path) -> None:
    api = faked("async", PLAIN)
    api.route.answers(*(api.part("testing").slow(0.01, api.source(number)) for number in range(50)))

    async def together() -> list[Any]:
        return await asyncio.gather(*(api.client.sources.create(source_spec="x") for _ in range(50)))

    assert sorted(one.data.id for one in asyncio.run(together())) == list(range(50))


# Streams and bytes


def values(answers: Faked, opened: Callable[[], Any]) -> list[Any]:
    async def all_of() -> list[Any]:
        stream = opened()
        return [one async for one in (await stream if inspect.isawaitable(stream) else stream)]

    return list(opened()) if answers.kind == "sync" else asyncio.run(all_of())


def test_a_stream_gives_the_values_that_were_set(answers: Faked) -> None:
    api, models = answers.client.default, answers.part("models")
    pieces = [models.Piece(n=1), models.Piece(n=2)]
    told, new = (answers.fake.on(method).target.operation.responses[0].type() for method in (api.events, api.news))
    events, news = [told(data="a\nb", id="7"), told(data="[DONE]", retry=5)], [new(data=pieces[0], event="made")]
    ticks = [answers.part("_runtime.event_stream").ServerSentEvent(data="x", event="tick", retry=2.0)]
    wanted = {api.pieces: pieces, api.events: events, api.news: news, api.ticks: ticks, api.lines: pieces}

    for method, given in wanted.items():
        answers.fake.on(method).returns(given)

        assert [one == same for one, same in zip(values(answers, method), given, strict=True)] == [True] * len(given)


def test_a_stream_can_break_off_drift_or_be_refused(answers: Faked) -> None:
    api, testing, errors = answers.client.default, answers.part("testing"), answers.part("errors")
    pieces = [answers.part("models").Piece(n=n) for n in range(4)]
    answers.fake.on(api.pieces).answers(
        testing.cut_off(pieces), testing.drifting(pieces, {"/1/n": "two"}), testing.bad_request()
    )

    with pytest.raises(errors.APIConnectionError):
        values(answers, api.pieces)
    with pytest.raises(errors.DecodeError):
        values(answers, lambda: api.pieces(strict=True))
    with pytest.raises(errors.BadRequestError):
        values(answers, api.pieces)
    with pytest.raises(TypeError, match="pieces: the description has something else"):
        answers.fake.on(api.pieces).returns([{"m": 1}])


def test_a_method_with_two_forms_has_answers_for_each(answers: Faked) -> None:
    api, models = answers.client.default, answers.part("models")
    answers.fake.on(api.chat).returns(models.Whole(text="all"))
    answers.fake.on(api.streaming.chat).returns([models.Piece(n=1)])

    assert answers(api.chat(text="x")) == models.Whole(text="all")
    assert values(answers, lambda: api.streaming.chat(text="x")) == [models.Piece(n=1)]
    assert len(answers.fake.on(api.chat).calls) == len(answers.fake.on(api.streaming.chat).calls) == 1


def test_bytes_are_given_as_they_are(answers: Faked) -> None:
    api = answers.client.default
    answers.fake.on(api.streaming.file).returns(b"\x00\xff")

    assert answers(api.file()) == b"\x00\xff"
    assert b"".join(values(answers, api.streaming.file)) == b"\x00\xff"


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_value_has_the_status_that_it_is_described_for(kind: str, packages: list[str]) -> None:
    api = faked(kind, "wire")
    method, filtered = api.client.default.send, api.part("models").Filter(a="x", b=None)
    given = {200: filtered, 201: "text", 202: b"bytes", 204: None}
    api.fake.on(method).answers(*given.values())

    answers = [api(api.client.default.with_response.send(a="x", strict=True)) for _ in given]

    assert {answer.status: answer.data for answer in answers} == given
    with pytest.raises(TypeError, match="something else"):
        api.fake.on(method).returns(api.part("testing").answer(filtered, status=204))


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_pages_are_answered_one_by_one(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    paged_api.generated(tmp_path_factory.getbasetemp())
    api = faked(kind, "paged")
    method, body = api.client.default.by_cursor, api.part("models").CursorsBody
    contents = ['{"items": [{"n": 1}, {"n": 2}], "meta": {"next_cursor": "b"}}', '{"items": [{"n": 3}], "meta": {}}']
    pages = [body.from_json(content) for content in contents]
    api.fake.on(method).answers(*pages)

    assert [thing.n for thing in values(api, method)] == [1, 2, 3]
    assert [call.query.get("cursor") for call in api.fake.on(method).calls] == [None, ["b"]]


# Credentials


@pytest.fixture(params=["sync", "async"])
def guarded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Faked:
    guarded_api.generated(tmp_path_factory.getbasetemp())
    return faked(request.param, "guarded")


@pytest.mark.parametrize("scheme", ["oauth", "openid", "bearer", "digest", "key", "either", "tls"])
def test_no_scheme_needs_a_credential(guarded: Faked, scheme: str) -> None:
    method = getattr(guarded.client.default, f"get_{scheme}")
    guarded.fake.on(method).returns({"a": 1})

    assert guarded(method()) == {"a": 1}


@pytest.mark.parametrize("scheme", ["oauth", "openid"])
def test_a_grant_gets_a_token_that_is_no_call(guarded: Faked, scheme: str) -> None:
    grant = guarded.part("_runtime.grants").ClientCredentials(client_id="me", client_secret="s")
    made = guarded.fake.http_client if guarded.kind == "sync" else guarded.fake.async_http_client
    kind = getattr(guarded.part("client"), "Guarded" if guarded.kind == "sync" else "AsyncGuarded")
    client = kind(**{scheme: grant}, base_url="https://a.example", http_client=made())
    method = getattr(client.default, f"get_{scheme}")
    guarded.fake.on(method).returns({})

    guarded(method())

    (call,) = guarded.fake.calls
    assert (call.path, call.headers["authorization"]) == (f"/{scheme}", "Bearer fake")


# Certain to be found


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    base = tmp_path_factory.getbasetemp()
    generated(base, PLAIN)
    answers_api.generated(base)
    wire_api.generated(base)
    sys.path.insert(0, str(hostile_project(base / "hostile") / "src"))
    return [PLAIN, "answers", "wire", "hostile_api"]


def methods_of(client: Any) -> Iterator[Any]:
    for name, one in vars(type(client)).items():
        if isinstance(one, cached_property):
            resource = getattr(client, name)
            for method, _ in inspect.getmembers(type(resource), inspect.isfunction):
                if not method.startswith("_"):
                    yield getattr(resource, method)


def test_every_method_leads_to_an_operation_of_its_own(packages: list[str]) -> None:
    for package in packages:
        fake = import_module(f"{package}.testing").Fake()
        rows = [fake.on(method).target.operation for client in (fake.client(), fake.async_client())
                for method in methods_of(client)]  # fmt: skip

        assert len(rows) == 2 * len(set(rows)) > 0


def test_a_package_does_not_load_what_is_for_tests(project: Path) -> None:
    script = "import sys, portable_api\nportable_api.Portable(token='t').sources\nprint(*sys.modules)"
    run = run_python("-c", script, cwd=project, env={"PYTHONPATH": str(project / "src")})

    assert run.returncode == 0, run.stderr
    assert not {name for name in run.stdout.split() if "fake" in name or name.endswith(".testing")}
