"""A path item in, its operations out: parameters, servers and security."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised, refused
from truespec.specification import Location, Operation, Server, ServerVariable


def operation_of(folder: Path, text: str, path: str = "/pets") -> tuple[Operation, list[str]]:
    """Read one operation, and give it with what there was to say."""
    described = normalised(folder, api("", f"{path}:\n  get:\n    operationId: list\n    {text}\n"))
    (operation,) = described.specification.operations
    return operation, described.complaints


@pytest.mark.parametrize(
    ("parameter", "written"),
    [
        ("{in: query, name: a}", ("form", True)),
        ("{in: query, name: a, style: deepObject}", ("deepObject", False)),
        ("{in: query, name: a, style: pipeDelimited, explode: true}", ("pipeDelimited", True)),
        ("{in: header, name: a}", ("simple", False)),
        ("{in: cookie, name: a, style: cookie}", ("cookie", True)),
        ("{in: querystring, name: a, content: {application/json: {}}}", ("form", True)),
    ],
)
def test_a_parameter_has_the_style_that_is_said_or_that_of_its_place(
    parameter: str, written: tuple[str, bool], tmp_path: Path
) -> None:
    operation, complaints = operation_of(tmp_path, f"parameters: [{parameter}]")

    (read,) = operation.parameters
    assert (read.style, read.explode) == written
    assert complaints == []


def test_a_parameter_may_have_an_empty_name(tmp_path: Path) -> None:
    operation, complaints = operation_of(tmp_path, "parameters: [{in: query, name: '', schema: {type: integer}}]")

    assert [parameter.wire_name for parameter in operation.parameters] == [""]
    assert complaints == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("parameters: [{in: query, name: a, style: matrix}]", "TS311: a has the style matrix, which query parameters"),
        (
            "requestBody: {content: {application/x-www-form-urlencoded: {encoding: {a: {style: label}}}}}",
            "TS311: a has the style label, which query parameters do not have; it is written as form",
        ),
        ("parameters: [{in: header, name: Accept}]", "TS313: the header parameter Accept is ignored"),
        ("parameters: [{in: path, name: id}]", "TS314: /pets has no {id}"),
        (
            "requestBody: {content: {multipart/mixed: {itemEncoding: {contentType: image/png}}}}",
            "7:49 TS306: multipart/mixed is not written part by part; the content is given as a whole",
        ),
        (
            "requestBody: {content: {multipart/form-data: {encoding: {a: {headers: {X-A: {}, content-type: {}}}}}}}",
            "7:68 TS306: no argument has X-A of the part a",
        ),
    ],
)
def test_what_cannot_be_sent_as_it_is_described_is_reported(text: str, complaint: str, tmp_path: Path) -> None:
    _, complaints = operation_of(tmp_path, text)

    assert len(complaints) == 1 and complaint in complaints[0]


def test_what_is_no_parameter_is_told_where_it_stands(tmp_path: Path) -> None:
    entries = "- [a]\n      - {name: b}\n      - {in: path, name: ''}\n"

    complaints = refused(tmp_path, api("", f"/pets:\n  get:\n    parameters:\n      {entries}"))

    message = "TS301: a parameter needs a name, and `in` one of path, query, header, cookie, querystring"
    assert complaints == [f"{line}:11 {message}" for line in (7, 8, 9)]


def test_what_is_no_list_of_parameters_is_told_where_it_stands(tmp_path: Path) -> None:
    complaints = refused(tmp_path, api("", "/pets: {get: {parameters: limit}}"))

    assert complaints == ["4:29 TS301: parameters must be a list"]


def test_a_header_that_no_security_scheme_sends_stays_an_argument(tmp_path: Path) -> None:
    operation, _ = operation_of(tmp_path, "parameters: [{in: header, name: Authorization}]")

    assert [one.location for one in operation.parameters] == [Location.HEADER]


def test_the_servers_of_an_operation_win_over_those_of_its_path(tmp_path: Path) -> None:
    paths = """
        /a:
          servers: [{url: 'https://path'}]
          get: {operationId: a, servers: [{url: 'https://{where}', variables: {where: {default: own}}}]}
          put: {operationId: b}
    """

    described = normalised(tmp_path, api("", paths))

    (own, path) = [operation.servers for operation in described.specification.operations]
    assert own == (Server(url="https://{where}", variables=(ServerVariable(name="where", default="own"),)),)
    assert path == (Server(url="https://path"),)
