"""What Swagger 2.0 says in words of its own, through a generated package and a real socket."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request

from command import run_truespec
from either_client import call_either

DESCRIPTION = """
swagger: '2.0'
info: {title: Lists, version: 1.0.0}
host: lists.example
consumes: [application/x-www-form-urlencoded]
paths:
  /lists/{ids}:
    post:
      operationId: send
      parameters:
        - {name: ids, in: path, required: true, type: array, collectionFormat: pipes, items: {type: integer}}
        - {name: commas, in: query, type: array, items: {type: string}}
        - {name: spaces, in: query, type: array, collectionFormat: ssv, items: {type: string}}
        - {name: tabs, in: query, type: array, collectionFormat: tsv, items: {type: string}}
        - {name: pipes, in: query, type: array, collectionFormat: pipes, items: {type: string}}
        - {name: many, in: query, type: array, collectionFormat: multi, items: {type: string}}
        - {name: X-Spaces, in: header, type: array, collectionFormat: ssv, items: {type: string}}
        - {name: comma_field, in: formData, type: array, items: {type: string}}
        - {name: tab_field, in: formData, type: array, collectionFormat: tsv, items: {type: string}}
        - {name: many_field, in: formData, type: array, collectionFormat: multi, items: {type: string}}
      responses: {'204': {description: sent}}
  /choices:
    get:
      operationId: choose
      parameters:
        - {name: sort, in: query, type: string, enum: [+a, -a], x-enum-varnames: [UP, DOWN]}
        - {name: limit, in: query, type: integer, allowEmptyValue: true}
      responses:
        '204':
          description: sent
          headers:
            X-Commas: {type: array, items: {type: string}}
            X-Spaces: {type: array, collectionFormat: ssv, items: {type: string}}
            X-Tabs: {type: array, collectionFormat: tsv, items: {type: string}}
            X-Pipes: {type: array, collectionFormat: pipes, items: {type: integer}}
  /uploads:
    post:
      operationId: upload
      consumes: [multipart/form-data]
      parameters:
        - {name: labels, in: formData, type: array, items: {type: string}}
        - {name: files, in: formData, type: array, items: {type: file}}
      responses: {'204': {description: sent}}
"""


@cache
def generated(scratch: Path) -> Path:
    """Generate the package, once, and make it importable; gives its project folder."""
    source, output = scratch / "lists.yaml", scratch / "lists"
    source.write_text(DESCRIPTION, "utf-8")
    run = run_truespec("generate", source, "--output", output, cwd=scratch)
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(output / "src"))
    return output


class Lists:
    """Calls a loopback server that answers 204, and gives the request that arrived."""

    def __init__(self, kind: str, server: HTTPServer) -> None:
        self.kind = kind
        self.server = server

    def __call__(self, action: Callable[[Any], Any]) -> Request:
        self.answer(action)
        return self.server.log[-1][0]

    def answer(self, action: Callable[[Any], Any]) -> Any:
        """Give what the call gives."""
        module = import_module("lists.client")
        return call_either(self.kind, module, "Lists", action, base_url=self.server.url_for("/"))


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Lists:
    generated(tmp_path_factory.getbasetemp())
    httpserver.expect_request("").respond_with_data("", 204)
    return Lists(request.param, httpserver)


def test_a_list_is_written_as_its_collection_format_says_wherever_it_is(call: Lists) -> None:
    two = ["a", "b c"]

    sent = call(
        lambda api: api.default.send(
            ids=[1, 2],
            commas=two,
            spaces=["a", "b"],
            tabs=two,
            pipes=two,
            many=two,
            x_spaces=["a", "b"],
            comma_field=two,
            tab_field=two,
            many_field=two,
        )
    )

    path, _, query = sent.environ["REQUEST_URI"].partition("?")
    assert path == "/lists/1%7C2"
    assert query == "commas=a,b%20c&spaces=a%20b&tabs=a%09b%20c&pipes=a%7Cb%20c&many=a&many=b%20c"
    assert sent.headers["X-Spaces"] == "a b"
    fields = {name: sent.form.getlist(name) for name in sent.form}
    assert fields == {"comma_field": ["a,b c"], "tab_field": ["a\tb c"], "many_field": two}


def test_a_list_in_a_header_of_an_answer_is_read_as_its_collection_format_says(call: Lists) -> None:
    sent = {"X-Commas": "a b,c", "X-Spaces": "a,b c", "X-Tabs": "a,b\tc", "X-Pipes": "1|2"}
    call.server.clear()
    call.server.expect_request("/choices").respond_with_data("", 204, headers=sent)

    headers = call.answer(lambda api: api.default.with_response.choose()).headers

    read = (headers.x_commas, headers.x_spaces, headers.x_tabs, headers.x_pipes)
    assert read == (["a b", "c"], ["a,b", "c"], ["a,b", "c"], [1, 2])


def test_the_values_of_a_parameter_have_the_names_that_stand_beside_it(call: Lists) -> None:
    names = import_module("lists.models").ChooseSort

    sent = call(lambda api: api.default.choose(sort=names.DOWN, limit=""))

    assert sent.environ["REQUEST_URI"] == "/choices?sort=-a&limit="


def test_a_list_of_files_has_a_part_for_each(call: Lists) -> None:
    sent = call(lambda api: api.default.upload(labels=["a", "b"], files=[b"one", b"two"]))

    assert sent.form.getlist("labels") == ["a,b"]
    assert [file.read() for file in sent.files.getlist("files")] == [b"one", b"two"]
    sent.close()
