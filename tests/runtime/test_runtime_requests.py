"""What arrives on the wire, and what is refused before it is sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from sample_api import models
from sample_api.client import API, Sample
from sample_api.models.kitchen_sink import Shade

from conftest import SOURCE
from runtime.auth import Authorisation, Credentials
from runtime.bearer import Bearer
from runtime.bodies import json_body, text_body
from runtime.call_values import Arguments
from runtime.errors import MissingCredentialsError
from runtime.files import File
from runtime.forms import form_body
from runtime.multipart import multipart_body
from runtime.omit import OMIT
from runtime.operation import Api, Body, Operation, Parameter, Part, Response, Server
from runtime.prepared import PreparedRequest
from runtime.request import build_request
from runtime.schemes import ApiKey, Basic

CREATED = {"data": SOURCE}


def built(operation: Operation[Any], *values: Any, api: Api = API, **arguments: Any) -> PreparedRequest:
    return build_request(
        api,
        operation,
        Arguments(parameters=values, **arguments),
        base_url="http://h/base",
        authorisation=Authorisation(),
    )


def operation(path: str = "/x", *parameters: Parameter, body: Body | None = None) -> Operation[Any]:
    return Operation(id="op", method="POST", path=path, parameters=parameters, body=body)


def parameter(location: Any, style: Any, explode: bool) -> Parameter:
    return Parameter(name="color", location=location, style=style, explode=explode)


JSON = Body(media_type="application/json", required=True, write=json_body, zero=frozenset({"name"}))


def sent(body: Any, row: Body = JSON) -> Any:
    content = built(operation(body=row), body=body).content
    return None if content is None else json.loads(content)


def test_a_body_arrives_as_given(call):
    call.server.expect_request("/v2/sources", method="POST").respond_with_json(CREATED, status=201)

    call(lambda client: client.sources.create(display_name="Tëam", source_spec="google", note=None))

    assert call.request.get_data() == '{"displayName":"Tëam","sourceSpec":"google","note":null}'.encode()
    assert call.request.headers["Content-Type"] == "application/json"
    assert call.request.headers["Accept"] == "application/json"
    assert call.request.headers["User-Agent"] == "sample_api/0.0.1 truespec"
    assert call.request.headers["Authorization"] == "Bearer secret-token"


def test_a_model_is_sent_by_the_request_rules(call):
    call.server.expect_request("/v2/sources").respond_with_json(CREATED, status=201)
    body = models.Source(
        id=1,
        display_name="",
        source_spec=models.SourceSpec(name="", lifecycle=models.Lifecycle.BETA, tags=[]),
        properties=None,
        note=None,
        extra="kept",  # type: ignore[call-arg]
    )

    call(lambda client: client.sources.create_from(body))

    assert call.request.get_json() == {
        "id": 1,
        "sourceSpec": {"lifecycle": "BETA"},
        "note": None,
        "extra": "kept",
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"a": OMIT, "b": None}, {"b": None}),
        ({"name": "", "a": ""}, {"a": ""}),
        ({"name": "x"}, {"name": "x"}),
        (
            {"at": datetime(2023, 8, 1, 12, tzinfo=timezone(timedelta(hours=2)))},
            {"at": "2023-08-01T12:00:00+02:00"},
        ),
        ({"at": datetime(2023, 8, 1, microsecond=5000, tzinfo=UTC)}, {"at": "2023-08-01T00:00:00.005Z"}),
        ({"id": UUID(int=1)}, {"id": "00000000-0000-0000-0000-000000000001"}),
        ({"shade": Shade.DARK, "new": Shade.unknown("x")}, {"shade": "dark", "new": "x"}),
        ({"list": [models.SourceSpec(name="n")]}, {"list": [{"name": "n"}]}),
        ([1, "a", None], [1, "a", None]),
        ("text", "text"),
        ({}, {}),
        ({"a": OMIT}, {}),
    ],
)
def test_json_bodies(body, expected):
    assert sent(body) == expected


def test_an_optional_body_of_which_nothing_is_given_is_not_sent():
    row = Body(media_type="application/json", required=False, write=json_body)

    request = built(operation(body=row), body={"a": OMIT})

    assert request.content is None and "Content-Type" not in dict(request.headers)


@pytest.mark.parametrize(
    ("write", "content"), [(json_body, b"{}"), (form_body, b""), (multipart_body, b"--")], ids=["json", "form", "parts"]
)
def test_a_body_that_is_required_is_sent_when_none_of_its_fields_is_given(write, content):
    request = built(operation(body=Body(media_type="a/b", required=True, write=write)))

    assert isinstance(request.content, bytes) and request.content.startswith(content)
    assert dict(request.headers)["Content-Type"].startswith("a/b")


@pytest.mark.parametrize("body", [{"a": float("nan")}, {"a": float("inf")}, {"at": datetime(2023, 8, 1)}])
def test_values_without_a_json_form_are_refused(body):
    with pytest.raises(ValueError):
        sent(body)


def test_a_value_that_refers_to_itself_or_is_no_json_is_refused():
    endless: list[Any] = []
    endless.append(endless)

    with pytest.raises(ValueError):
        sent(endless)
    with pytest.raises(TypeError, match="object"):
        sent({"a": object()})


@pytest.mark.parametrize(("body", "content"), [(b"\x00\x01", b"\x00\x01"), ("é", "é".encode())])
def test_other_media_types_are_sent_as_they_are(body, content):
    request = built(operation(body=Body(media_type="text/plain", required=True, write=text_body)), body=body)

    assert request.content == content and dict(request.headers)["Content-Type"] == "text/plain"


def part_of(part: Part, value: Any) -> bytes:
    body = Body(media_type="multipart/form-data", required=True, write=multipart_body, parts=(part,))
    content = built(operation(body=body), body={part.name: value}).content
    assert isinstance(content, bytes)
    return content.split(b"\r\n", 1)[1].rpartition(b"\r\n--")[0]


def test_a_part_with_reserved_characters_keeps_what_looks_percent_encoded():
    part = Part(name="a", style="form", reserved=True)

    assert part_of(part, "50%25/a") == b'Content-Disposition: form-data; name="a"\r\n\r\n50%25/a'


@pytest.mark.parametrize(
    ("media_type", "content"),
    [("text/csv; charset=iso-8859-1", b"\xe9"), ("text/csv", b"\xc3\xa9"), ("application/json", b'"\xc3\xa9"')],
)
def test_a_part_is_written_in_the_charset_of_its_media_type(media_type, content):
    head = f'Content-Disposition: form-data; name="a"\r\nContent-Type: {media_type}'

    assert part_of(Part(name="a", media_type=media_type), "é") == head.encode() + b"\r\n\r\n" + content


def test_a_header_of_a_file_takes_the_place_of_that_of_its_part_however_it_is_written():
    file = File(b"x", "x.png", headers={"content-type": "image/gif", "X-Id": "1"})

    head = part_of(Part(name="a"), file).partition(b"\r\n\r\n")[0]

    assert head.split(b"\r\n")[1:] == [b"content-type: image/gif", b"X-Id: 1"]


AGENT: Any = {"name": "user-agent", "location": "header", "style": "simple", "explode": False}
VALUES = [
    ("form", True, "blue", "color=blue"),
    ("form", True, "", "color="),
    ("form", True, ["blue", "black"], "color=blue&color=black"),
    ("form", False, ["blue", "black"], "color=blue,black"),
    ("form", True, {"R": 100, "G": 200}, "R=100&G=200"),
    ("form", False, {"R": 100, "G": 200}, "color=R,100,G,200"),
    ("form", True, [], ""),
    ("form", False, [], ""),
    ("form", True, True, "color=true"),
    ("form", True, 1.5, "color=1.5"),
    ("form", True, Shade.DARK, "color=dark"),
    ("form", True, "a b&c=d/é+%", "color=a%20b%26c%3Dd%2F%C3%A9%2B%25"),
    ("form", False, ["a,b", "c"], "color=a%2Cb,c"),
    ("form", True, datetime(2023, 8, 1, tzinfo=UTC), "color=2023-08-01T00%3A00%3A00Z"),
]


@pytest.mark.parametrize(("style", "explode", "value", "query"), VALUES)
def test_query_styles(style, explode, value, query):
    request = built(operation("/x", parameter("query", style, explode)), value)

    assert request.url == "http://h/base/x" + (f"?{query}" if query else "")


@pytest.mark.parametrize(
    ("explode", "value", "path"),
    [
        (False, "blue", "blue"),
        (False, ["blue", "black"], "blue,black"),
        (False, {"R": 100, "G": 200}, "R,100,G,200"),
        (True, {"R": 100, "G": 200}, "R=100,G=200"),
        (False, "../a?b#c%2e\r\n", "..%2Fa%3Fb%23c%252e%0D%0A"),
        (False, 5, "5"),
        (False, "...", "..."),
    ],
)
def test_path_values_stay_in_their_segment(explode, value, path):
    request = built(operation("/x/{color}/y", parameter("path", "simple", explode)), value)

    assert request.url == f"http://h/base/x/{path}/y"


@pytest.mark.parametrize("value", ["", ".", "..", []])
def test_path_values_that_would_change_the_path_are_refused(value):
    with pytest.raises(ValueError):
        built(operation("/x/{color}/y", parameter("path", "simple", False)), value)


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("/x/{color}#part", "/x/blue"),
        ("/x?kind=a b&q={color}", "/x?kind=a%20b&q=blue"),
        ("/x y/é/{color}", "/x%20y/%C3%A9/blue"),
        ("/x:run/{color}%2F", "/x:run/blue%2F"),
    ],
)
def test_a_path_key_is_sent_as_a_path_and_a_query(key, target):
    assert built(operation(key, parameter("path", "simple", False)), "blue").url == f"http://h/base{target}"


def test_the_own_servers_of_an_operation_are_used_unless_a_base_url_is_given(call):
    row: Operation[None] = Operation(
        id="op",
        method="GET",
        path="/x",
        servers=(Server(url=call.server.url_for("/own")),),
        responses=(Response(status="200"),),
    )
    call.server.expect_request("/own/x").respond_with_data(b"")
    call.server.expect_request("/given/x").respond_with_data(b"")

    call(lambda client: client.call(row), base_url=None)
    call(lambda client: client.call(row), base_url=call.server.url_for("/given"))

    assert [request.path for request, _ in call.server.log] == ["/own/x", "/given/x"]


def test_a_described_header_takes_the_place_of_the_clients_own():
    row = Operation(id="op", method="GET", path="/x", parameters=(Parameter(**AGENT),))

    headers = built(row, "mine").headers

    assert [value for name, value in headers if name.lower() == "user-agent"] == ["mine"]


def test_an_encoded_path_arrives_as_one_segment(call):
    call.server.expect_request("/v2/sources/a/b?c/details").respond_with_json(SOURCE)

    call(lambda client: client.sources.retrieve("a/b?c"))

    assert call.request.environ["REQUEST_URI"].endswith("/v2/sources/a%2Fb%3Fc/details")


def test_an_extra_query_takes_the_place_of_a_parameter_whose_name_has_reserved_characters():
    row = Parameter(name="filter:a", location="query", style="form", explode=True, reserved=True)

    assert built(operation("/x", row), "one", extra_query={"filter:a": "two"}).url == "http://h/base/x?filter%3Aa=two"


def test_query_and_header_parameters_arrive(call):
    call.server.expect_request("/v2/sources").respond_with_json({"data": []})

    call(
        lambda client: client.sources.list(
            limit=5,
            state=["a b", "c"],
            ids=[1, 2],
            trace="t",
            extra_headers={"X-More": "1", "user-agent": "mine"},
            extra_query={"limit": 7, "tag": ["x", "y"]},
        )
    )

    assert call.request.query_string == b"state=a%20b&state=c&ids=1,2&limit=7&tag=x&tag=y"
    assert call.request.headers["X-Trace"] == "t" and call.request.headers["X-More"] == "1"
    assert call.request.headers["User-Agent"] == "mine"


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\0b", "\x7f"])
def test_header_values_cannot_inject(value):
    with pytest.raises(ValueError, match="color") as caught:
        built(operation("/x", parameter("header", "simple", False)), value)
    assert value not in str(caught.value)
    with pytest.raises(ValueError, match="X-More"):
        built(operation(), extra_headers={"X-More": value})
    with pytest.raises(ValueError, match="not a header name"):
        built(operation(), extra_headers={f"X{value}": "x"})


def test_cookie_parameters_share_one_header():
    row = operation("/x", parameter("cookie", "form", False))

    assert dict(built(row, "a;b c").headers)["Cookie"] == "color=a%3Bb%20c"


def test_the_user_agent_is_plain_ascii():
    api = Api(package="pörtable api", title="t", version="1 (é)\n", servers=(), base_url_variable="V")

    assert dict(built(operation(), api=api).headers)["User-Agent"] == "p_rtable_api/1_ truespec"


@pytest.mark.parametrize("given", ["{}/prefix", "{}/prefix/"])
def test_a_base_url_keeps_its_path(call, given):
    call.server.expect_request("/prefix/status").respond_with_json({})

    call(lambda client: client.sources.status(), base_url=given.format(call.server.url_for("").rstrip("/")))

    assert call.request.path == "/prefix/status"


def test_the_base_url_comes_from_the_argument_the_environment_or_the_description(monkeypatch):
    assert "https://api.sample.invalid" in repr(Sample())
    monkeypatch.setenv("SAMPLE_API_BASE_URL", "http://from.environment")
    assert "http://from.environment" in repr(Sample())
    assert "http://from.argument" in repr(Sample(base_url="http://from.argument"))


@pytest.mark.parametrize(
    "url",
    [
        "/v2",
        "api.example.com",
        "ftp://h",
        "http://",
        "http://u:pw@h",
        "http://h?a=pw",
        "http://h/\n",
        "http://h b",
    ],
)
def test_a_base_url_that_cannot_be_used_is_refused(url):
    with pytest.raises(ValueError, match="SAMPLE_API_BASE_URL") as caught:
        Sample(base_url=url)
    assert "pw" not in str(caught.value)


BEARER = Bearer(name="bearer", argument="token", variable="RUNTIME_TEST_TOKEN")
BASIC = Basic(name="basic", argument="login", variable="RUNTIME_TEST_BASIC")
KEY = ApiKey(name="key", argument="api_key", variable="RUNTIME_TEST_KEY", location="query", parameter="k")


def authorised(given: dict[str, Any], *security: tuple[str, ...]) -> Authorisation:
    row: Operation[Any] = Operation(id="op", method="GET", path="/", security=security)
    credentials = Credentials(tuple((one, given.get(one.name)) for one in (BEARER, BASIC, KEY)), "http://h")
    return credentials.choose(row).fixed


def test_the_first_complete_alternative_is_used(monkeypatch):
    assert authorised({"bearer": "t"}, ("bearer",)).headers == (("Authorization", "Bearer t"),)
    assert authorised({"basic": ("u", "p")}, ("bearer",), ("basic",)).headers[0][1] == "Basic dTpw"
    assert authorised({"bearer": "t", "key": "a b"}, ("basic",), ("bearer", "key")).query == (("k", "a%20b"),)
    assert authorised({"bearer": "t"}).headers == ()
    monkeypatch.setenv("RUNTIME_TEST_TOKEN", "env")
    assert authorised({"bearer": None}, ("bearer",)).headers == (("Authorization", "Bearer env"),)


def test_missing_credentials_raise_before_anything_is_sent(call):
    with pytest.raises(MissingCredentialsError, match=r"token=.*SAMPLE_API_TOKEN"):
        call(lambda client: client.sources.create(source_spec="x"), token=None)

    assert call.server.log == []


def test_optional_security_is_optional(call):
    call.server.expect_request("/v2/sources").respond_with_json({"data": []})

    call(lambda client: client.sources.list(), token=None)

    assert "Authorization" not in call.request.headers


@pytest.mark.parametrize("token", ["secret\r\nX: 1", "secret\n", "secret\0"])
def test_a_token_that_would_inject_is_refused_without_showing_it(token):
    with pytest.raises(ValueError, match="token") as caught:
        Sample(token=token)

    assert "secret" not in str(caught.value)


def test_no_secret_is_in_any_repr():
    client = Sample(token="hunter2")
    core = client._core

    assert all("hunter2" not in repr(part) for part in (client, vars(client), vars(core)))
