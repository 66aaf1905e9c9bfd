"""Answers that come in pages, through a generated package and a real socket."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

import paged_api
from paged_api import Pager

Answer = tuple[Any, dict[str, str]]


@pytest.fixture(params=["sync", "async"])
def pager(request: pytest.FixtureRequest, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Pager:
    paged_api.generated(tmp_path_factory.getbasetemp())
    return Pager(request.param, httpserver)


def serve(pager: Pager, path: str, answer: Callable[[Request], Any]) -> None:
    def respond(request: Request) -> Response:
        told = answer(request)
        content, headers = told if isinstance(told, tuple) else (told, {})
        return Response(json.dumps(content), 200, headers, content_type="application/json")

    pager.server.expect_request(path).respond_with_handler(respond)


def things(*numbers: int) -> list[dict[str, int]]:
    return [{"n": number} for number in numbers]


def by_cursor(request: Request) -> Any:
    """Two items a page, up to 5; the cursor is the number of items before the page."""
    asked = request.args.get("cursor") or (request.get_json(silent=True) or {}).get("cursor")
    start = int(asked or 0)
    rest = start + 2 < 5
    return {
        "items": things(*range(start, min(start + 2, 5))),
        "meta": {"next_cursor": str(start + 2) if rest else None},
    }


def numbers(pager: Pager, walked: Callable[[Any], Any], **given: Any) -> list[int]:
    return [item.n for item in pager.all(walked, **given)]


def test_a_cursor_is_followed_lazily_to_the_last_page(pager: Pager) -> None:
    serve(pager, "/cursor", by_cursor)

    first = pager.all(lambda api: api.by_cursor(limit=2), take=2)
    assert pager.asked == ["/cursor?limit=2"] and isinstance(first[0], pager.part("models").Thing)
    assert numbers(pager, lambda api: api.by_cursor(limit=2)) == [0, 1, 2, 3, 4]
    assert pager.asked[1:] == ["/cursor?limit=2", "/cursor?cursor=2&limit=2", "/cursor?cursor=4&limit=2"]


def test_pages_are_whole_answers_and_a_second_loop_starts_anew(pager: Pager) -> None:
    serve(pager, "/cursor", by_cursor)
    listed: list[Any] = []

    found = pager.all(lambda api: listed.append(api.by_cursor()) or listed[0].pages())

    assert [[item.n for item in page.items] for page in found] == [[0, 1], [2, 3], [4]]
    assert repr(listed[0]).endswith("Pages of byCursor: GET /cursor>")
    assert len(numbers(pager, lambda api: api.by_cursor(cursor="4"))) == 1


def test_nothing_is_sent_before_a_loop_and_first_sends_one_call(pager: Pager) -> None:
    serve(pager, "/cursor", by_cursor)

    pager(lambda api: repr(api.by_cursor()))
    assert pager.asked == []
    assert pager(lambda api: api.by_cursor(cursor="2").first()).meta.next_cursor == "4"
    assert pager.asked == ["/cursor?cursor=2"]


def test_a_limit_stops_at_an_item_and_sends_no_call_more(pager: Pager) -> None:
    serve(pager, "/cursor", by_cursor)

    assert numbers(pager, lambda api: api.by_cursor().limit(4)) == [0, 1, 2, 3]
    assert pager.asked == ["/cursor", "/cursor?cursor=2"]
    assert len(pager.all(lambda api: api.by_cursor().limit(3).limit(9).pages())) == 2
    assert numbers(pager, lambda api: api.by_cursor().limit(0)) == [] and len(pager.asked) == 4
    with pytest.raises(ValueError, match="negative"):
        pager(lambda api: api.by_cursor().limit(-1))


def test_a_whole_response_is_that_of_the_first_page(pager: Pager) -> None:
    serve(pager, "/cursor", by_cursor)

    response = pager(lambda api: api.with_response.by_cursor(limit=2))

    assert (response.status, response.attempts, len(response.data.items), len(pager.asked)) == (200, 1, 2, 1)


def test_every_page_is_a_call_with_all_options_and_retries(pager: Pager) -> None:
    broken = [3]

    def answer(request: Request) -> Any:
        return by_cursor(request)

    def respond(request: Request) -> Response:
        broken[0] -= 1
        if broken[0] == 1:
            return Response("", 503)
        return Response(json.dumps(answer(request)), 200, content_type="application/json")

    pager.server.expect_request("/cursor").respond_with_handler(respond)

    options: dict[str, Any] = {"extra_query": {"q": "x"}, "extra_headers": {"X-A": "b"}, "max_retries": 1}
    assert numbers(pager, lambda api: api.by_cursor(**options)) == [0, 1, 2, 3, 4]
    assert pager.asked == ["/cursor?q=x", "/cursor?cursor=2&q=x", "/cursor?cursor=2&q=x", "/cursor?cursor=4&q=x"]
    assert {request.headers["X-A"] for request, _ in pager.server.log} == {"b"}


def test_a_cursor_in_the_extra_query_is_replaced(pager: Pager) -> None:
    serve(pager, "/cursor", by_cursor)

    assert numbers(pager, lambda api: api.by_cursor(extra_query={"cursor": "2"})) == [2, 3, 4]


@pytest.mark.parametrize("form", ["fields", "body", "nothing"])
def test_a_search_is_asked_for_its_next_page_in_the_body(pager: Pager, form: str) -> None:
    serve(pager, "/search", by_cursor)
    body = pager.part("models").SearchRequest(text="x")
    given = {"fields": {"text": "x"}, "body": {"body": body}, "nothing": {}}[form]

    assert numbers(pager, lambda api: api.search(**given, idempotency_key="k")) == [0, 1, 2, 3, 4]

    sent = [request.get_json(silent=True) or {} for request, _ in pager.server.log]
    text = {} if form == "nothing" else {"text": "x"}
    assert sent == [text, {**text, "cursor": "2"}, {**text, "cursor": "4"}]
    keys = [request.headers.get("Idempotency-Key") for request, _ in pager.server.log]
    assert keys[0] == "k" and "k" not in keys[1:]


def test_the_last_item_is_the_cursor_where_the_answer_says_only_that_there_is_more(pager: Pager) -> None:
    pages = {None: (["a", "b"], True), "b": (["c"], False)}

    def answer(request: Request) -> Any:
        names, more = pages[request.args.get("starting_after")]
        return {"data": [{"id": name} for name in names], "has_more": more}

    serve(pager, "/item", answer)

    assert [item.id for item in pager.all(lambda api: api.by_item())] == ["a", "b", "c"]


def test_more_items_without_a_word_where_are_an_error(pager: Pager) -> None:
    serve(pager, "/item", lambda _: {"data": [], "has_more": True})

    with pytest.raises(pager.part("errors").APIResponseError, match="there are more items, and not where"):
        pager.all(lambda api: api.by_item())


def test_page_numbers_go_on_until_a_page_is_empty(pager: Pager) -> None:
    pages = {1: things(1, 2), 2: things(3)}
    serve(pager, "/page", lambda request: pages.get(int(request.args.get("page", 1)), []))

    assert numbers(pager, lambda api: api.by_page(per_page=2)) == [1, 2, 3]
    assert pager.asked == [f"/page?{page}per_page=2" for page in ("", "page=2&", "page=3&")]
    assert numbers(pager, lambda api: api.by_page(page=2)) == [3]
    assert len(pager.all(lambda api: api.by_page().pages())) == 3


def test_page_numbers_end_at_the_number_of_pages_that_the_answer_tells(pager: Pager) -> None:
    serve(
        pager, "/counted-page", lambda request: {"results": things(int(request.args.get("page", 1))), "total_pages": 2}
    )

    assert numbers(pager, lambda api: api.by_counted_page()) == [1, 2] and len(pager.asked) == 2


@pytest.mark.parametrize("path", ["page", "offset"])
def test_a_server_that_ignores_the_number_gives_its_items_once(pager: Pager, path: str) -> None:
    serve(pager, f"/{path}", lambda _: things(1, 2))

    assert numbers(pager, lambda api: getattr(api, f"by_{path}")()) == [1, 2] and len(pager.asked) == 2


def test_an_offset_grows_by_the_items_that_came(pager: Pager) -> None:
    rows = things(*range(5))

    def answer(request: Request) -> Any:
        start = int(request.args.get("offset", 0))
        return rows[start : start + 2]

    serve(pager, "/offset", answer)

    assert numbers(pager, lambda api: api.by_offset(offset=1)) == [1, 2, 3, 4]
    assert pager.asked == ["/offset?offset=1", "/offset?offset=3", "/offset?offset=5"]


@pytest.mark.parametrize("form", ["{home}/other?page=2&api_key=leaked", "/other?page=2", "other?page=2"])
def test_an_address_in_the_answer_is_followed_with_credentials_and_extra_query(pager: Pager, form: str) -> None:
    told = form.format(home=pager.server.url_for("").rstrip("/"))
    serve(pager, "/url", lambda _: {"results": things(1), "next": told})
    serve(pager, "/other", lambda _: {"results": things(2), "next": None})

    assert numbers(pager, lambda api: api.by_url(limit=1, extra_query={"q": "a b", "page": "9"})) == [1, 2]
    assert pager.asked == ["/url?limit=1&q=a%20b&page=9", "/other?page=2&q=a%20b"]


@pytest.mark.parametrize(
    "told",
    [
        "https://evil.example/url",
        "//evil.example/url",
        "http://user@localhost:{port}/url",
        "https://localhost:{port}/url",
        "http://localhost:1/url",
        "http://[",
        "file:///etc/passwd",
    ],
)
def test_an_address_at_another_origin_is_refused_and_never_asked(pager: Pager, told: str) -> None:
    address = told.format(port=pager.server.port)
    serve(pager, "/url", lambda _: {"results": things(1), "next": address})
    found: list[int] = []

    with pytest.raises(pager.part("errors").APIResponseError, match=r"another origin|no valid address") as caught:
        pager.all(lambda api: noted(pager, api.by_url(), found))

    assert found == [1] and len(pager.asked) == 1
    assert caught.value.operation == "byUrl" and "secret" not in str(caught.value)


def test_a_page_that_was_sent_to_another_origin_leads_no_credential_there(pager: Pager) -> None:
    there = f"http://127.0.0.1:{pager.server.port}/other"
    pager.server.expect_request("/url").respond_with_data("", 302, {"Location": there})
    serve(pager, "/other", lambda _: {"results": things(1), "next": f"{there}?page=2"})
    found: list[int] = []

    with pytest.raises(pager.part("errors").APIResponseError, match="another origin"):
        pager.all(lambda api: noted(pager, api.by_url(), found))

    assert found == [1]
    assert [request.full_path for request, _ in pager.server.log] == ["/url?api_key=secret", "/other?"]


def noted(pager: Pager, pages: Any, found: list[int]) -> Any:
    """Give the same items, and note each before the next one is asked for."""
    if pager.kind == "sync":
        return ((found.append(item.n), item)[1] for item in pages)
    return ((found.append(item.n), item)[1] async for item in pages)


def test_the_link_header_is_followed(pager: Pager) -> None:
    links = {
        None: '<https://evil.example/>; rel="prev", </link?page=2,3>; title="a, b"; rel="last next"',
        "2,3": r'</link?page=4>; title="a \"b\"; rel=x, c"; rel=NEXT; rel=last, </link?page=1>; rel="first"',
        "4": '</link?page=1>; rel="first"; title="rel=next"',
    }

    def answer(request: Request) -> Answer:
        page = request.args.get("page")
        return things(int((page or "1")[0])), {"Link": links[page]}

    serve(pager, "/link", answer)

    assert numbers(pager, lambda api: api.by_link(per_page=1)) == [1, 2, 4]
    assert pager.asked == ["/link?per_page=1", "/link?page=2,3", "/link?page=4"]


@pytest.mark.parametrize("given", [{}, {"cursor": "x"}])
def test_a_cursor_that_comes_again_is_an_error_after_the_items_that_came(pager: Pager, given: dict[str, str]) -> None:
    serve(pager, "/cursor", lambda _: {"items": things(1), "meta": {"next_cursor": "x"}})
    found: list[int] = []

    with pytest.raises(pager.part("errors").APIResponseError, match="one that was asked for before"):
        pager.all(lambda api: noted(pager, api.by_cursor(**given), found))

    assert len(found) == len(pager.asked) == (1 if given else 2)


def test_a_cursor_that_comes_again_with_nothing_ends_the_walk(pager: Pager) -> None:
    pages = {None: things(1), "x": []}
    serve(pager, "/cursor", lambda asked: {"items": pages[asked.args.get("cursor")], "meta": {"next_cursor": "x"}})

    assert numbers(pager, lambda api: api.by_cursor()) == [1] and len(pager.asked) == 2


def test_an_answer_that_drifts_is_walked_as_it_came(pager: Pager) -> None:
    pages = {None: {"items": [{"n": "one"}], "meta": {"next_cursor": 7}}, "7": {"items": None, "meta": []}}
    serve(pager, "/cursor", lambda request: pages[request.args.get("cursor")])

    assert [item.n for item in pager.all(lambda api: api.by_cursor())] == ["one"]
    assert {drift.pointer for drift in pager.drifts} == {"/items/0/n", "/meta/next_cursor", "/items", "/meta"}


@pytest.mark.parametrize("path", ["hand", "speakeasy"])
def test_pages_follow_each_other_as_somebody_said(pager: Pager, path: str) -> None:
    pages = {None: (1, "b"), "b": (2, "")}

    def answer(request: Request) -> Any:
        number, token = pages[request.args.get("token")]
        return {"stuff": {"rows": things(number)}, "where": {"on": token}, "others": ["x"]}

    serve(pager, f"/{path}", answer)

    assert numbers(pager, lambda api: getattr(api, f"by_{path}")()) == [1, 2]


def test_pages_come_from_the_stand_in_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    paged_api.generated(tmp_path_factory.getbasetemp())
    models, fake = import_module("paged").models, import_module("paged.testing").Fake()
    things_api = fake.client().default
    first = models.CursorsBody(items=[models.Thing(n=1)], meta=models.CursorsBodyMeta(next_cursor="x"))

    fake.on(things_api.by_cursor).answers(first, models.CursorsBody(items=[models.Thing(n=2)]))

    assert [item.n for item in things_api.by_cursor()] == [1, 2]


def test_the_example_of_the_readme_runs(pager: Pager, monkeypatch: pytest.MonkeyPatch) -> None:
    package = import_module("paged")
    readme = (Path(str(package.__file__)).parents[2] / "README.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n([^`]*pages[^`]*)^```$", readme, re.MULTILINE)
    serve(
        pager,
        "/url",
        lambda request: {
            "results": things(1),
            "next": None if "page" in request.args else f"{request.host_url}url?page=2",
        },
    )
    monkeypatch.setenv("PAGED_BASE_URL", pager.server.url_for(""))
    monkeypatch.setenv("PAGED_API_KEY", "k")
    printed: list[Any] = []

    exec(example, {"Paged": package.Paged, "print": printed.append})

    assert len(printed) == 2 + 2 + 2 + 1


def test_what_is_switched_off_is_a_plain_method(pager: Pager) -> None:
    serve(pager, "/off", by_cursor)

    assert [item.n for item in pager(lambda api: api.switched_off()).items] == [0, 1]


def test_what_does_not_surely_come_in_pages_is_a_plain_method(pager: Pager) -> None:
    serve(pager, "/plain", lambda _: things(1))

    assert [item.n for item in pager(lambda api: api.plain())] == [1]


def test_a_failing_page_raises_where_it_is_reached(pager: Pager) -> None:
    def respond(request: Request) -> Response:
        if "cursor" in request.args:
            return Response("", 404)
        return Response(json.dumps(by_cursor(request)), 200, content_type="application/json")

    pager.server.expect_request("/cursor").respond_with_handler(respond)
    found: list[int] = []

    with pytest.raises(pager.part("errors").NotFoundError):
        pager.all(lambda api: noted(pager, api.by_cursor(), found))

    assert found == [0, 1]
