"""The examples of the vendor's page through the generated client and back, over a real server."""

from __future__ import annotations

import copy
import json
import warnings
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from vendor_page import (
    CREATED,
    ERRORS,
    REQUEST,
    at,
    canonical,
    contradictions,
    error_example,
    line_of,
)

from command import Command
from either_client import __file__ as AWAITING
from generated_api import PAGE, PLAIN, TOKEN, WIDENED, Caller, generated

EXAMPLE = (*CREATED, "example", "data")
# Where the vendor's example contradicts the vendor's schema: the lines of both on the page.
DISAGREEMENTS = {
    "/data/sourceSpec": (70, 110),
    "/data/properties": (71, 113),
    "/data/createdAt": (78, 120),
}


def answer(server: HTTPServer, status: int, body: Any) -> None:
    """Let the server answer each call of createSource, and refuse whatever else arrives."""
    server.expect_request("/v2/sources", method="POST").respond_with_json(body, status=status)


def arguments(caller: Caller) -> dict[str, Any]:
    """Give the request example as the arguments that a user writes."""
    names = {"displayName": "display_name", "sourceSpec": "source_spec", "properties": "properties"}
    return {names[key]: value for key, value in at(REQUEST)["example"].items()}


def create(caller: Caller, **options: Any) -> Any:
    """Send the request example."""
    settings = {key: options.pop(key) for key in list(options) if key in ("on_drift",)}
    return caller(lambda client: client.sources.create(**arguments(caller), **options), **settings)


def test_the_page_is_the_vendors_byte_for_byte(shared: Any) -> None:
    seed = shared / "seed/create-source.md"

    assert PAGE.read_bytes() == seed.read_bytes()


def test_the_page_is_what_these_tests_think_it_is() -> None:
    found = set(contradictions(at(CREATED)["example"], (*CREATED, "schema")))

    assert found == {tuple(pointer.split("/")[1:]) for pointer in DISAGREEMENTS}
    for pointer, (line, schema_line) in DISAGREEMENTS.items():
        name = pointer.split("/")[2]
        assert line_of((*EXAMPLE, name)) == line
        assert line_of(("components", "schemas", "Source", "properties", name)) == schema_line


def test_the_request_example_arrives_as_it_is_written(call: Caller) -> None:
    answer(call.server, 201, at(CREATED)["example"])

    create(call)

    assert (call.request.method, call.request.full_path) == ("POST", "/v2/sources?")
    assert call.request.json == at(REQUEST)["example"]
    assert call.request.content_type == "application/json"
    assert call.request.headers["Authorization"] == f"Bearer {TOKEN}"


def test_what_arrives_validates_against_the_original_description(call: Caller) -> None:
    answer(call.server, 201, at(CREATED)["example"])

    create(call)

    assert list(contradictions(call.request.json, (*REQUEST, "schema"))) == []


def test_every_argument_arrives_under_its_wire_name_in_the_order_of_the_page(call: Caller) -> None:
    answer(call.server, 201, at(CREATED)["example"])

    call(lambda client: client.sources.create(source_spec="a", properties={"e": "x"}, display_name="Team"))

    assert call.request.data == b'{"displayName":"Team","sourceSpec":"a","properties":{"e":"x"}}'
    assert list(contradictions(call.request.json, (*REQUEST, "schema"))) == []


def test_the_created_example_decodes_and_keeps_every_byte_of_meaning(call: Caller) -> None:
    example = at(CREATED)["example"]
    answer(call.server, 201, example)

    created = create(call)

    assert json.loads(created.to_json()) == example
    assert list(json.loads(created.to_json())["data"]) == list(example["data"])
    assert created.data.id == 80190
    assert created.data.display_name == "John Doe's Google Calendar"
    assert created.data.source_spec == "google_calendar"
    assert created.data.properties == example["data"]["properties"]
    assert created.data.created_at == "2023‐06‐12T20:03:00Z"
    assert created.data.updated_at.isoformat() == "2023-08-01T00:00:00+00:00"


def test_exactly_the_three_contradictions_of_the_page_are_reported(call: Caller) -> None:
    answer(call.server, 201, at(CREATED)["example"])

    create(call)

    assert [drift.pointer for drift in call.drifts] == list(DISAGREEMENTS)
    for drift in call.drifts:
        line, schema_line = DISAGREEMENTS[drift.pointer]
        assert drift.operation == "createSource"
        assert drift.spec == f"create-source.md:{schema_line}"
        assert line_of((*CREATED, "example", *drift.pointer.split("/")[1:])) == line
        assert drift.got == at((*EXAMPLE, drift.pointer.split("/")[2]))


def test_by_default_each_contradiction_is_one_warning_that_names_the_callers_line(call: Caller) -> None:
    answer(call.server, 201, at(CREATED)["example"])
    drift = call.part("_runtime.drift")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        create(call, on_drift=drift.warn)

    told = [str(warning.message) for warning in caught if warning.category is drift.SpecDriftWarning]
    assert [line.split(": ")[1] for line in told] == list(DISAGREEMENTS)
    places = [f"(create-source.md:{schema_line})" for _, schema_line in DISAGREEMENTS.values()]
    assert [line.rpartition(" ")[2] for line in told] == places
    # What awaits the call is its caller, for the asynchronous client.
    assert {warning.filename for warning in caught} == {__file__ if call.kind == "sync" else AWAITING}


@pytest.mark.parametrize("where", ["client", "call"])
def test_strict_raises_an_error_that_names_the_contradictions(call: Caller, where: str) -> None:
    answer(call.server, 201, at(CREATED)["example"])
    settings, options = ({"strict": True}, {}) if where == "client" else ({}, {"strict": True})

    with pytest.raises(call.errors.DecodeError) as caught:
        call(lambda client: client.sources.create(**arguments(call), **options), **settings)

    assert [drift.pointer for drift in caught.value.drifts] == list(DISAGREEMENTS)
    for pointer, (_, schema_line) in DISAGREEMENTS.items():
        assert pointer in str(caught.value)
        assert f"create-source.md:{schema_line}" in str(caught.value)
    assert json.loads(caught.value.content) == at(CREATED)["example"]
    assert call.drifts == []


def test_a_call_can_be_tolerant_on_a_strict_client(call: Caller) -> None:
    answer(call.server, 201, at(CREATED)["example"])

    call(lambda client: client.sources.create(**arguments(call), strict=False), strict=True)

    assert len(call.drifts) == 3


def test_a_right_answer_passes_strictly(call: Caller) -> None:
    example = right_answer()
    answer(call.server, 201, example)

    created = create(call, strict=True)

    assert list(contradictions(example, (*CREATED, "schema"))) == []
    assert json.loads(created.to_json()) == example
    assert created.data.source_spec.lifecycle is call.models.SourceSpecSummaryLifecycle.BETA
    assert created.data.source_spec.property_definitions[0].type == "STRING"
    assert created.data.created_at.year == 2023


def right_answer() -> dict[str, Any]:
    """Give the example with the three faults mended."""
    example: dict[str, Any] = copy.deepcopy(at(CREATED)["example"])
    definition = {"name": "email", "type": "STRING", "required": True}
    example["data"] |= {
        "sourceSpec": {"name": "google", "lifecycle": "BETA", "propertyDefinitions": [definition]},
        "properties": {"email": "a@example.com"},
        "createdAt": "2023-06-12T20:03:00Z",
    }
    return example


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("status", "name"),
    [(400, "BadRequestError"), (401, "AuthenticationError"), (403, "PermissionDeniedError")],
)
def test_an_error_example_raises_its_exception_with_a_typed_body(
    call: Caller, status: int, name: str, strict: bool
) -> None:
    example = error_example(status)
    answer(call.server, status, example)

    with pytest.raises(call.errors.APIStatusError) as caught:
        create(call, strict=strict)

    assert type(caught.value) is getattr(call.errors, name)
    assert caught.value.status == status
    assert caught.value.body.message == example["message"]
    assert type(caught.value.body) is getattr(call.models, f"{ERRORS[status]}Body")
    assert json.loads(caught.value.body.to_json()) == example
    assert example["message"] in str(caught.value)
    assert call.drifts == []


def test_with_the_overlay_only_the_date_is_reported(call_widened: Caller) -> None:
    example = at(CREATED)["example"]
    answer(call_widened.server, 201, example)

    created = create(call_widened)

    assert [drift.pointer for drift in call_widened.drifts] == ["/data/createdAt"]
    assert call_widened.drifts[0].spec == "create-source.md:120"
    assert json.loads(created.to_json()) == example
    assert created.data.source_spec == "google_calendar"
    (value,) = created.data.properties
    assert type(value) is call_widened.models.PropertyValue
    assert (value.name, value.type, value.required, value.value) == ("email", "string", True, "")


def test_with_the_overlay_the_right_answer_of_the_page_still_passes(call_widened: Caller) -> None:
    example = right_answer()
    answer(call_widened.server, 201, example)

    created = create(call_widened, strict=True)

    assert json.loads(created.to_json()) == example
    assert type(created.data.source_spec) is call_widened.models.SourceSpec
    assert created.data.properties == {"email": "a@example.com"}


def test_with_the_overlay_the_request_still_validates_against_the_original(call_widened: Caller) -> None:
    answer(call_widened.server, 201, at(CREATED)["example"])

    create(call_widened)

    assert call_widened.request.json == at(REQUEST)["example"]
    assert list(contradictions(call_widened.request.json, (*REQUEST, "schema"))) == []


@pytest.mark.parametrize(
    ("package", "names"),
    [(PLAIN, {"sourceSpec", "properties", "createdAt"}), (WIDENED, {"createdAt"})],
)
def test_the_shipped_description_agrees_with_what_the_client_reports(
    package: str, names: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    description = canonical(generated(tmp_path_factory.getbasetemp(), package))

    found = set(contradictions(at(CREATED)["example"], (*CREATED, "schema"), description))

    assert found == {("data", name) for name in names}
    assert list(contradictions(at(REQUEST)["example"], (*REQUEST, "schema"), description)) == []


def test_lint_prints_the_contradictions_and_the_dangling_references_of_the_page(truespec: Command) -> None:
    run = truespec("lint", PAGE.name, cwd=PAGE.parent)

    lines = run.stderr.splitlines()
    warned = {line.split(": ")[0]: index for index, line in enumerate(lines) if ": warning TS" in line}
    assert run.returncode == 1
    assert list(warned) == [
        *(f"create-source.md:{line}:19" for line in (70, 71, 78)),
        *(f"create-source.md:{line}:17" for line in (135, 136, 137, 157, 158)),
    ]
    source = PAGE.read_text("utf-8").splitlines()
    for place, index in warned.items():
        _, line, column = place.split(":")
        assert lines[index + 1] == f"{line:>5} | {source[int(line) - 1]}"
        assert lines[index + 2] == "      | " + " " * (int(column) - 1) + "^"
        assert ("TS501" if int(line) < 100 else "TS202") in lines[index]


def test_lint_with_the_overlay_prints_one_contradiction_only(truespec: Command) -> None:
    run = truespec("lint", PAGE.name, "--overlay", "overlay.yaml", cwd=PAGE.parent)

    contradicted = [line.split(": ")[0] for line in run.stderr.splitlines() if "TS501" in line]
    assert contradicted == ["create-source.md:78:19"]
