"""How pages follow each other: what is told of it, what is taken for it, and what is in doubt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from described import api, normalised
from truespec.diagnostic import Report
from truespec.document import Place
from truespec.paging import Kind, PagingRule, PagingRules
from truespec.plan import plan

NUMBERS = {"type": "array", "items": {"type": "integer"}}
TEXT, FLAG, COUNT = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
HERE = Place("truespec.toml", 5)


def planned(folder: Path, operation: dict[str, Any], rules: PagingRules | None = None) -> tuple[str, list[str]]:
    """Give the row of the pages of one operation, nothing when it has none, and what was said of it."""
    described = normalised(folder, api("Pet: {type: object}", f"/a: {{get: {json.dumps(operation)}}}"))
    report = Report()
    package = plan(described.specification, "pets", report, rules or {})
    (method,) = (method for resource in package.resources for method in resource.methods)
    told = [*described.complaints, *(str(one) for one in report if one.code.number != "TS404")]
    return str(method.paging.row) if method.paging else "", told


def operation(answer: dict[str, Any], *parameters: str, **extra: Any) -> dict[str, Any]:
    """Give an operation with parameters of the query: texts, but for `page` and the like, which begin with 1."""
    numbers = ("page", "offset", "limit")
    listed = [
        {"name": name, "in": "query", "schema": {**COUNT, "default": 1} if name in numbers else TEXT}
        for name in parameters
    ]
    schema = answer if "type" in answer else {"type": "object", "properties": answer}
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "ok", "content": content}}
    return {"operationId": "list", "parameters": listed, "responses": responses, **extra}


@pytest.mark.parametrize(
    ("given", "row"),
    [
        (
            operation({"rows": NUMBERS, "next_page_token": TEXT}, "pageToken"),
            'Cursor(parameter="pageToken", next=("next_page_token",), items=("rows",))',
        ),
        (
            operation({"data": NUMBERS, "tags": NUMBERS, "page_info": {"type": "object", "properties": {
                "end_cursor": TEXT, "has_next_page": FLAG}}}, "after"),
            'Cursor(parameter="after", next=("page_info", "end_cursor",), items=("data",), '
            'more=("page_info", "has_next_page",))',
        ),
        (
            operation({"data": NUMBERS, "_links": {"type": "object", "properties": {"next": {
                "type": "object", "properties": {"href": TEXT}}}}}, "limit"),
            'NextUrl(next=("_links", "next", "href",), items=("data",))',
        ),
        (operation({"data": NUMBERS, "pages": COUNT}, "page"),
            'PageNumber(parameter="page", start=1, items=("data",), last=("pages",))'),
        (operation(NUMBERS, "offset", "limit"), 'Offset(parameter="offset", start=0)'),
    ],
)  # fmt: skip
def test_parameters_and_answers_that_agree_make_pages(given: dict[str, Any], row: str, tmp_path: Path) -> None:
    assert planned(tmp_path, given) == (row, [])


@pytest.mark.parametrize(
    "given",
    [
        operation(NUMBERS, "page"),
        operation(NUMBERS, "cursor"),
        operation(NUMBERS, "after", "limit"),
        operation({"a": NUMBERS, "b": NUMBERS, "next_cursor": TEXT}, "cursor"),
        operation({"data": NUMBERS, "next_cursor": TEXT}),
        operation({"data": NUMBERS, "next": TEXT}, "limit"),
        operation({"id": TEXT, "tags": NUMBERS}, "page", "limit"),
        operation({"data": NUMBERS, "end_cursor": TEXT}, "after"),
        operation({"type": "string"}, "page", "limit"),
    ],
)
def test_what_is_in_doubt_has_no_pages(given: dict[str, Any], tmp_path: Path) -> None:
    assert planned(tmp_path, given) == ("", [])


ODD = operation({"rows": NUMBERS, "x": TEXT, "y": FLAG, "count": COUNT}, "p")


@pytest.mark.parametrize(
    ("extension", "value", "row"),
    [
        ("x-speakeasy-pagination", {"type": "offsetLimit", "inputs": [{"name": "p", "type": "page"}],
            "outputs": {"results": "$.rows", "numPages": "$.count"}},
            'PageNumber(parameter="p", start=1, items=("rows",), last=("count",))'),
        ("x-speakeasy-pagination", {"type": "url", "outputs": {"nextUrl": "$.x"}},
            'NextUrl(next=("x",), items=("rows",))'),
        ("x-speakeasy-pagination", {"type": "cursor", "inputs": [{"name": "p", "in": "parameters", "type": "cursor"}],
            "outputs": {"nextCursor": "$.rows[-1].at"}}, 'LastItem(parameter="p", next=("at",), items=("rows",))'),
        ("x-fern-pagination", {"cursor": "$request.p", "next_cursor": "$response.x", "results": "$response.rows"},
            'Cursor(parameter="p", next=("x",), items=("rows",))'),
        ("x-fern-pagination", {"offset": "$request.p", "results": "$response.rows", "has-next-page": "$response.y"},
            'PageNumber(parameter="p", start=1, items=("rows",), more=("y",))'),
        ("x-fern-pagination", {"offset": "$request.p", "step": "$request.size", "results": "$response.rows"},
            'Offset(parameter="p", start=0, items=("rows",))'),
        ("x-fern-pagination", {"next_uri": "$response.x", "results": "$response.rows"},
            'NextUrl(next=("x",), items=("rows",))'),
        ("x-ms-pageable", {"nextLinkName": "x", "itemName": "rows"}, 'NextUrl(next=("x",), items=("rows",))'),
    ],
)  # fmt: skip
def test_extensions_tell_how_pages_follow(extension: str, value: Any, row: str, tmp_path: Path) -> None:
    assert planned(tmp_path, {**ODD, extension: value}) == (row, [])


def meant(schema: dict[str, Any], purpose: str) -> dict[str, Any]:
    return {**schema, "x-stainless-pagination-property": {"purpose": purpose}}


@pytest.mark.parametrize(
    ("purpose", "fields", "row"),
    [
        ("next_cursor_param", {"x": meant(TEXT, "next_cursor_field"), "y": meant(FLAG, "has_next_page")},
            'Cursor(parameter="p", next=("x",), items=("rows",), more=("y",))'),
        ("", {"x": {"type": "object", "properties": {"u": meant(TEXT, "cursor_url_field")}}},
            'NextUrl(next=("x", "u",), items=("rows",))'),
        ("page_number_param", {"n": meant(COUNT, "total_page_count_field")},
            'PageNumber(parameter="p", start=0, items=("rows",), last=("n",))'),
        ("offset_count_param", {}, 'Offset(parameter="p", start=0, items=("rows",))'),
        ("next_cursor_id_param", {"rows": meant({"type": "array", "items": {"type": "object", "properties": {
            "token": meant(TEXT, "cursor_item_id")}}}, "items")},
            'LastItem(parameter="p", next=("token",), items=("rows",))'),
    ],
)  # fmt: skip
def test_purposes_tell_how_pages_follow(purpose: str, fields: dict[str, Any], row: str, tmp_path: Path) -> None:
    given = operation({"rows": meant(NUMBERS, "items"), "others": NUMBERS, **fields})
    schema = meant({**COUNT, "default": 0}, purpose) if purpose else TEXT
    given["parameters"] = [{"name": "p", "in": "query", "schema": schema}]

    assert planned(tmp_path, given) == (row, [])


@pytest.mark.parametrize(
    ("extension", "value"), [("x-fern-pagination", False), ("x-ms-pageable", {"nextLinkName": None})]
)
def test_extensions_tell_that_there_are_no_pages(extension: str, value: Any, tmp_path: Path) -> None:
    given = operation({"data": NUMBERS, "next_cursor": TEXT}, "cursor")

    assert planned(tmp_path, given)[0] != ""
    assert planned(tmp_path, {**given, extension: value}) == ("", [])


def test_an_operation_may_take_what_the_root_says(tmp_path: Path) -> None:
    root = {"cursor": "$request.p", "next_cursor": "$response.x", "results": "$response.rows"}
    text = api("Pet: {type: object}", f"/a: {{get: {json.dumps({**ODD, 'x-fern-pagination': True})}}}")
    described = normalised(tmp_path, f"{text}\nx-fern-pagination: {json.dumps(root)}\n")

    (read,) = described.specification.operations

    assert read.paging and (read.paging.kind, read.paging.parameter, read.paging.next) == (Kind.CURSOR, "p", ("x",))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("yes", "x-speakeasy-pagination must be what its tool says of pages, so it has no effect"),
        ({"type": "cursor"}, "x-speakeasy-pagination must be what its tool says of pages, so it has no effect"),
        ({"type": "url", "outputs": {"nextUrl": "$.z"}},
            "the pages of list: the answer has no field z, so it has no effect"),
    ],
)  # fmt: skip
def test_an_extension_that_is_not_true_is_a_warning(value: Any, message: str, tmp_path: Path) -> None:
    row, told = planned(tmp_path, {**ODD, "x-speakeasy-pagination": value})

    assert row == "" and len(told) == 1
    assert "TS312" in told[0] and told[0].endswith(message)


@pytest.mark.parametrize(
    ("name", "rule", "message"),
    [
        ("lost", PagingRule(kind=Kind.OFF, place=HERE), "there is no operation lost (did you mean list?)"),
        ("list", PagingRule(kind=Kind.LINK, place=HERE, items=("x",)), "the pages of list: the answer has no list x"),
        ("list", PagingRule(kind=Kind.PAGE, place=HERE, parameter="q"),
            "the pages of list: the operation has neither a query parameter nor a field of the body q"),
        ("list", PagingRule(kind=Kind.CURSOR, place=HERE, parameter="p", next=("x", "z")),
            "the pages of list: the answer has no field x.z"),
    ],
)  # fmt: skip
def test_a_setting_that_is_not_true_is_an_error_at_its_line(
    name: str, rule: PagingRule, message: str, tmp_path: Path
) -> None:
    assert planned(tmp_path, ODD, {name: rule}) == ("", [f"truespec.toml:5:1: error TS701: {message}"])
