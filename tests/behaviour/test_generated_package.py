"""The package that the page becomes, used as a user uses it, over a real server."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generated_api import Caller

ANSWER: dict[str, Any] = {"data": {"id": 1, "sourceSpec": {}}}


def answer(server: HTTPServer, body: Any = ANSWER, status: int = 201) -> None:
    """Let the server answer each call of createSource, and refuse whatever else arrives."""
    server.expect_request("/v2/sources", method="POST").respond_with_json(body, status=status)


def create(caller: Caller, **settings: Any) -> Any:
    """Make the smallest call."""
    return caller(lambda client: client.sources.create(source_spec="x"), **settings)


# Settings


def test_credentials_and_the_server_come_from_the_environment(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(call.server)
    monkeypatch.setenv("PORTABLE_API_TOKEN", "from-outside")
    monkeypatch.setenv("PORTABLE_API_BASE_URL", call.server.url_for("/"))

    create(call, token=None, base_url=None)

    assert call.request.headers["Authorization"] == "Bearer from-outside"


def test_an_argument_wins_over_the_environment(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(call.server)
    monkeypatch.setenv("PORTABLE_API_TOKEN", "from-outside")
    monkeypatch.setenv("PORTABLE_API_BASE_URL", "http://nowhere.invalid")

    create(call, token="given")

    assert call.request.headers["Authorization"] == "Bearer given"


def test_without_settings_the_server_of_the_description_is_called(call: Caller) -> None:
    shown = call(repr, base_url=None)

    assert "https://api.portable.io" in shown


@pytest.mark.parametrize("token", [None, ""])
def test_without_credentials_nothing_is_sent(call: Caller, token: str | None) -> None:
    answer(call.server)

    with pytest.raises(call.errors.MissingCredentialsError, match=r"token= \(PORTABLE_API_TOKEN\)"):
        create(call, token=token)

    assert call.server.log == []


@pytest.mark.parametrize("base_url", ["api.portable.io", "ftp://host", "http://", "https://a b"])
def test_a_base_url_that_cannot_be_one_is_refused_at_once(call: Caller, base_url: str) -> None:
    with pytest.raises(ValueError, match="base"):
        call(lambda client: pytest.fail("a client was made"), base_url=base_url)


def test_a_base_url_may_have_a_path(call: Caller) -> None:
    call.server.expect_request("/proxy/v2/sources", method="POST").respond_with_json(ANSWER, status=201)

    assert create(call, base_url=call.server.url_for("/proxy/")).data.id == 1


def test_no_repr_and_no_error_shows_the_token(call: Caller) -> None:
    answer(call.server, {"message": "no"}, status=401)

    with pytest.raises(call.errors.AuthenticationError) as caught:
        create(call, token="tell-no-one")

    shown = call(repr, token="tell-no-one") + str(caught.value) + repr(caught.value)
    assert "tell-no-one" not in shown


# Connections


def test_a_refused_connection_is_an_error_of_its_own(call: Caller) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        with pytest.raises(call.errors.APIConnectionError) as caught:
            create(call, base_url=f"http://127.0.0.1:{taken.getsockname()[1]}")

    assert not isinstance(caught.value, call.errors.APITimeoutError)
    assert caught.value.operation == "createSource"


@pytest.mark.parametrize("where", ["client", "call"])
def test_a_server_that_never_answers_is_a_timeout(call: Caller, where: str) -> None:
    settings, options = ({"timeout": 0.05}, {}) if where == "client" else ({}, {"timeout": 0.05})
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base_url = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(call.errors.APITimeoutError) as caught:
            call(
                lambda client: client.sources.create(source_spec="x", **options),
                base_url=base_url,
                **settings,
            )

    assert isinstance(caught.value, call.errors.APIConnectionError)


# Statuses

STATUSES = {
    302: "APIStatusError",
    404: "NotFoundError",
    409: "ConflictError",
    418: "APIStatusError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    500: "InternalServerError",
    503: "InternalServerError",
}


@pytest.mark.parametrize(("status", "name"), STATUSES.items())
def test_every_other_status_raises_its_exception_with_what_came(call: Caller, status: int, name: str) -> None:
    headers = {"X-Request-Id": "r-1", "Location": call.server.url_for("/elsewhere"), "Retry-After": "0"}
    call.server.expect_request("/v2/sources").respond_with_json({"why": ["a"]}, status=status, headers=headers)

    with pytest.raises(call.errors.APIError) as caught:
        create(call)

    assert type(caught.value) is getattr(call.errors, name)
    assert (caught.value.status, caught.value.request_id) == (status, "r-1")
    assert caught.value.body == {"why": ["a"]}
    assert json.loads(caught.value.content) == {"why": ["a"]}
    assert len(call.server.log) == (3 if status == 429 else 1)


def test_a_described_error_with_an_undescribed_body_keeps_it(call: Caller) -> None:
    call.server.expect_request("/v2/sources").respond_with_data("<h1>no</h1>", status=400, content_type="text/html")

    with pytest.raises(call.errors.BadRequestError) as caught:
        create(call)

    assert caught.value.body == "<h1>no</h1>"


@pytest.mark.parametrize("body", ["", "{", "<h1>hello</h1>"])
def test_a_success_that_cannot_be_read_is_an_error(call: Caller, body: str) -> None:
    call.server.expect_request("/v2/sources").respond_with_data(body, status=201, content_type="application/json")

    with pytest.raises(call.errors.APIResponseError) as caught:
        create(call)

    assert not isinstance(caught.value, call.errors.APIStatusError)
    assert caught.value.content == body.encode()


# Answers


def test_unknown_fields_and_unknown_enum_values_are_kept(call: Caller) -> None:
    body = {
        "data": {
            "id": 7,
            "sourceSpec": {"lifecycle": "SUNSET", "authenticationStrategy": "OIDC", "new": {"a": [1, None]}},
            "colour": "red",
        },
        "meta": 1.5,
    }
    answer(call.server, body)

    created = create(call)

    assert created.data.source_spec.lifecycle == "SUNSET"
    assert created.data.source_spec.lifecycle.value == "SUNSET"
    assert created.data.source_spec.authentication_strategy.name == "OIDC"
    assert (created.data.colour, created.meta) == ("red", 1.5)
    assert json.loads(created.to_json()) == body
    assert [drift.pointer for drift in call.drifts] == ["/data/sourceSpec/lifecycle"]


ZERO: dict[str, Any] = {
    "name": "",
    "displayName": "",
    "website": "",
    "tagLine": "",
    "lifecycle": "",
    "authenticationStrategy": "",
    "instructions": "",
    "propertyDefinitions": [],
}


@pytest.mark.parametrize(
    ("spec", "source"),
    [
        ({}, {}),
        (dict.fromkeys(ZERO), {"displayName": None, "createdAt": None, "updatedAt": None}),
        (ZERO, {"displayName": "", "createdAt": "", "updatedAt": "0001-01-01T00:00:00Z"}),
    ],
    ids=["absent", "null", "zero"],
)
def test_a_zero_field_reads_as_zero_and_is_written_as_it_came(
    call: Caller, spec: dict[str, Any], source: dict[str, Any]
) -> None:
    body = {"data": {"id": 0, "sourceSpec": spec, **source}}
    answer(call.server, body)

    data = create(call, strict=True).data

    assert (data.display_name, data.created_at, data.updated_at) == ("", None, None)
    read = data.source_spec
    assert (read.name, read.display_name, read.tag_line, read.instructions) == ("", "", "", "")
    assert (read.website, read.lifecycle, read.authentication_strategy) == (None, None, None)
    assert read.property_definitions == []
    assert json.loads(data.to_json()) == body["data"]


def test_a_field_without_the_extension_is_none_when_it_is_absent(call: Caller) -> None:
    answer(call.server)

    data = create(call, strict=True).data

    assert data.properties is None
    assert json.loads(data.to_json()) == ANSWER["data"]


def test_a_missing_required_field_is_reported_and_does_not_raise(call: Caller) -> None:
    answer(call.server, {"data": {"id": 1}})

    created = create(call)

    assert [drift.pointer for drift in call.drifts] == ["/data/sourceSpec"]
    assert json.loads(created.to_json()) == {"data": {"id": 1}}


# Requests


def test_a_model_instance_may_be_given_as_the_body(call: Caller) -> None:
    answer(call.server)
    body = call.models.CreateSourceRequest(source_spec="x", properties={"n": 5, "on": True, "off": None})

    call(lambda client: client.sources.create(body=body))

    assert call.request.json == {"sourceSpec": "x", "properties": {"n": 5, "on": True, "off": None}}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "source_spec"),
        ({"display_name": "x"}, "source_spec"),
        ({"source_spec": "x", "body": "model"}, "not both: sourceSpec"),
        ({"source_spec": "x", "created_at": "now"}, "created_at"),
        ({"source_spec": "x", "sourceSpec": "x"}, "sourceSpec"),
        ({"source_spec": object()}, "JSON"),
    ],
)
def test_a_wrong_call_is_a_type_error_and_sends_nothing(call: Caller, arguments: dict[str, Any], message: str) -> None:
    answer(call.server)
    if "body" in arguments:
        arguments = {**arguments, "body": call.models.CreateSourceRequest(source_spec="y")}

    with pytest.raises(TypeError, match=message):
        call(lambda client: client.sources.create(**arguments))

    assert call.server.log == []


def test_arguments_are_keyword_only(call: Caller) -> None:
    with pytest.raises(TypeError, match="positional"):
        call(lambda client: client.sources.create("google_calendar"))


def test_an_omitted_argument_is_not_sent_and_an_empty_one_is(call: Caller) -> None:
    answer(call.server)
    omit = call.part("_runtime.omit").OMIT

    call(lambda client: client.sources.create(source_spec="", display_name=omit, properties={}))

    assert call.request.json == {"sourceSpec": "", "properties": {}}


def test_headers_and_query_of_a_call_are_sent_with_it(call: Caller) -> None:
    answer(call.server)

    call(
        lambda client: client.sources.create(source_spec="x", extra_headers={"X-Trace": "t"}, extra_query={"dry": True})
    )

    assert call.request.headers["X-Trace"] == "t"
    assert call.request.args.to_dict() == {"dry": "true"}


def test_a_closed_client_says_so(call: Caller) -> None:
    kept = []
    call(kept.append)

    with pytest.raises(RuntimeError, match="closed"):
        run_once(call, kept[0])


def run_once(caller: Caller, client: Any) -> None:
    """Call with a client that is closed already."""
    result = client.sources.create(source_spec="x")
    if caller.kind == "async":
        result.send(None)


def test_threads_may_share_a_client(httpserver: HTTPServer, project: Path) -> None:
    def echo(request: Request) -> Response:
        body = {"data": {"id": int(request.json["sourceSpec"]), "sourceSpec": {}}}
        return Response(json.dumps(body), status=201, content_type="application/json")

    httpserver.expect_request("/v2/sources").respond_with_handler(echo)
    barrier = Barrier(8)

    def work(client: Any, start: int) -> list[int]:
        barrier.wait()
        return [client.sources.create(source_spec=str(n)).data.id for n in range(start, start + 10)]

    from portable_api import Portable

    with Portable(token="t", base_url=httpserver.url_for("/")) as client, ThreadPoolExecutor(8) as pool:
        found = [job.result() for job in [pool.submit(work, client, start) for start in range(0, 80, 10)]]

    assert found == [list(range(start, start + 10)) for start in range(0, 80, 10)]
