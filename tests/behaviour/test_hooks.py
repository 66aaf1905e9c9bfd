"""Who is told of a call: hooks, the log, and spans; none of them tells a secret."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

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
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[GuardedServer]:
    monkeypatch.setattr("random.uniform", lambda low, high: 0.0)
    with GuardedServer() as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, api: Any, server: GuardedServer) -> Callable[..., Any]:
    """Run an action on a new client, plain or asynchronous, and give its result."""

    def run(action: Callable[[Any], Any], **given: Any) -> Any:
        given = {"base_url": server.url, **given}
        return call_either(request.param, api, "Guarded", action, **given)

    return run


def test_each_hook_is_told_and_what_the_first_gives_is_sent(call, api, server):
    told: list[Any] = []

    def sign(event: Any) -> dict[str, str]:
        told.append(event)
        return {"X-Signed": f"{event.operation} {event.attempt}"}

    hooks = {"on_request": sign, "on_response": told.append, "on_retry": told.append, "on_error": told.append}
    with pytest.raises(api.errors.AuthenticationError) as caught:
        call(lambda client: client.default.get_bearer(), bearer=lambda: "hunter2", **hooks)

    first, answer, retry, second, other, error = told
    assert (first.operation, first.method, first.url, first.attempt) == ("get_bearer", "GET", f"{server.url}/bearer", 1)
    assert answer.request is first
    assert (answer.status, other.status, retry.status, retry.attempt) == (401, 401, 401, 1)
    assert (second.attempt, error.attempts) == (2, 2)
    assert error.error is caught.value
    assert [headers["x-signed"] for _, headers, _ in server.requests] == ["get_bearer 1", "get_bearer 2"]
    assert "hunter2" not in repr(told)


def test_a_hook_that_would_inject_a_header_is_refused(call, server):
    with pytest.raises(ValueError, match="X-A"):
        call(lambda client: client.default.get_either(), on_request=lambda event: {"X-A": "a\r\nX-B: c"})

    assert server.requests == []


def test_a_call_that_reaches_nobody_is_told(call, api):
    told: list[Any] = []

    with pytest.raises(api.errors.APIConnectionError):
        call(
            lambda client: client.default.get_either(max_retries=1),
            base_url="http://127.0.0.1:9",
            on_retry=told.append,
            on_error=told.append,
        )

    assert [type(event).__name__ for event in told] == ["RetryEvent", "ErrorEvent"]
    assert isinstance(told[0].error, api.errors.APIConnectionError)


def test_a_call_for_which_no_token_is_to_be_had_is_told(call, api, server):
    told: list[Any] = []
    server.token_status = 400

    with pytest.raises(api.errors.TokenError) as caught:
        call(
            lambda client: client.default.get_oauth(),
            oauth=api.ClientCredentials(client_id="me", client_secret="hunter2"),
            on_error=told.append,
        )

    assert [event.error for event in told] == [caught.value]


def no_token() -> str:
    raise ZeroDivisionError


def broken_hook(event: Any) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    "given",
    [
        {"bearer": no_token},
        {"bearer": lambda: "t", "on_request": broken_hook},
        {"bearer": lambda: "t", "on_response": broken_hook},
        {"bearer": lambda: "t", "on_retry": broken_hook},
    ],
    ids=["no token", "request", "response", "retry"],
)
def test_a_call_that_ends_in_an_exception_of_the_users_own_is_told(call, server, given):
    told: list[Any] = []

    with pytest.raises(ZeroDivisionError) as caught:
        call(lambda client: client.default.get_bearer(), on_error=told.append, **given)

    assert [event.error for event in told] == [caught.value]


def test_a_call_whose_content_raises_while_it_is_sent_is_told(call, server):
    told: list[Any] = []

    def pieces() -> Iterator[bytes]:
        yield b"a"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        call(lambda client: client.default.post_elsewhere(body=pieces()), bearer="t", api_key="k", on_error=told.append)

    assert [event.error for event in told] == [caught.value]


def test_the_log_of_the_package_tells_each_attempt_without_secrets(call, api, server, caplog):
    caplog.set_level(logging.DEBUG, "guarded")

    with pytest.raises(api.errors.AuthenticationError):
        call(
            lambda client: client.default.get_bearer(extra_query={"who": "alice"}, extra_headers={"X-Api-Key": "k1"}),
            bearer=lambda: "hunter2",
        )

    lines = [record.getMessage() for record in caplog.records if record.name == "guarded"]
    assert lines[0].startswith(f"get_bearer: GET {server.url}/bearer {{'Accept': 'application/json'")
    assert "'X-Api-Key': '***'" in lines[0]
    assert "'Authorization': '***'" in lines[0]
    assert lines[1].startswith("get_bearer: 401 in 0.")
    assert lines[2] == "get_bearer: again in 0.000 s, after 401 (attempt 1)"
    assert lines[-1] == "get_bearer: failed after 2 attempts (AuthenticationError)"
    assert not any(word in line for line in lines for word in ("hunter2", "alice", "k1"))


class Span:
    """Keeps what it is told, as a span of OpenTelemetry does."""

    def __init__(self, name: str, kind: str, attributes: dict[str, Any]) -> None:
        self.name, self.kind, self.attributes, self.status, self.ended = name, kind, attributes, "", False

    def set_attribute(self, name: str, value: Any) -> None:
        self.attributes[name] = value

    def set_status(self, status: str) -> None:
        self.status = status

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> list[Span]:
    """Stand in for the library, as far as the client uses it, and give the spans that were made."""
    made: list[Span] = []

    def start_span(name: str, kind: str, attributes: dict[str, Any]) -> Span:
        made.append(Span(name, kind, attributes))
        return made[-1]

    trace, propagate = ModuleType("opentelemetry.trace"), ModuleType("opentelemetry.propagate")
    trace.__dict__.update(
        get_tracer=lambda name: SimpleNamespace(start_span=start_span),
        set_span_in_context=lambda span: span,
        SpanKind=SimpleNamespace(CLIENT="client"),
        StatusCode=SimpleNamespace(ERROR="error"),
        Status=str,
    )
    propagate.__dict__.update(inject=lambda carrier, context: carrier.update(traceparent=f"span {len(made)}"))
    monkeypatch.setitem(sys.modules, "opentelemetry", ModuleType("opentelemetry"))
    monkeypatch.setitem(sys.modules, trace.__name__, trace)
    monkeypatch.setitem(sys.modules, propagate.__name__, propagate)
    return made


def test_each_request_is_a_span_by_the_conventions(call, api, server, spans):
    with pytest.raises(api.errors.AuthenticationError):
        call(lambda client: client.default.get_bearer(), bearer=lambda: "t", tracing=True)
    call(lambda client: client.default.get_key(), api_key="hunter2", tracing=True)

    port = int(server.url.rsplit(":", 1)[1])
    first, second, third = spans
    assert (first.name, first.kind, first.status, first.ended) == ("GET /bearer", "client", "error", True)
    assert first.attributes == {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "server.port": port,
        "url.full": f"{server.url}/bearer",
        "url.template": "/bearer",
        "http.response.status_code": 401,
        "error.type": "401",
    }
    assert second.attributes["http.request.resend_count"] == 1
    assert (third.status, third.attributes["url.full"]) == ("", f"{server.url}/key")
    assert [headers["traceparent"] for _, headers, _ in server.requests] == ["span 1", "span 2", "span 3"]


def test_a_request_without_an_answer_ends_its_span(call, api, spans):
    with pytest.raises(api.errors.APIConnectionError):
        call(lambda client: client.default.get_either(max_retries=0), base_url="http://127.0.0.1:9", tracing=True)

    assert [(span.ended, span.attributes["error.type"]) for span in spans] == [(True, "APIConnectionError")]


@pytest.mark.parametrize("hook", ["on_request", "on_response"])
def test_a_hook_that_raises_ends_the_call_and_its_span(call, spans, hook):
    def broken(event: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        call(lambda client: client.default.get_either(), tracing=True, **{hook: broken})

    assert [span.ended for span in spans] == [True]


def test_a_span_holds_no_secret_of_an_address(call, spans):
    secret = {"X-Amz-Signature": "hunter2", "AWSAccessKeyId": "hunter2", "sig": "hunter2", "api_key": "hunter2"}

    call(lambda client: client.default.get_either(extra_query={**secret, "design": "a", "q": "b"}), tracing=True)

    told = spans[0].attributes["url.full"]
    assert "hunter2" not in told and told.endswith("sig=REDACTED&api_key=REDACTED&design=a&q=b")


def test_tracing_that_is_not_installed_says_what_to_install(api, monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)

    with pytest.raises(ImportError, match=r"pip install guarded\[opentelemetry\]"):
        api.Guarded(base_url="http://h", tracing=True)
    api.Guarded(base_url="http://h")
