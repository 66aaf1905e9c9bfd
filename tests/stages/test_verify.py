"""What was made is whole, imports, and holds true to the examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from described import Described, api, normalised, ref
from truespec.diagnostic import Report
from truespec.file_tree import File, FileTree
from truespec.ledger import Ledger
from truespec.render import render
from truespec.side_by_side import side_by_side
from truespec.template_folder import template_folder
from truespec.verify import check_examples, described_parts, imported, report_import_fault, take_ledger
from truespec.verify.parts import Made

TEXT = api(
    f"Pet: {{properties: {{name: {{type: string, example: Rex}}, kind: {ref('Kind')}}},\n"
    " examples: [{name: 5}, {}]}\n"
    "Kind: {enum: [a, b]}\nTags: {type: array, items: {type: string}}",
    f"/pets: {{parameters: [{{name: kind, in: query, schema: {ref('Kind')}}}, {{name: Accept, in: header}}],"
    f" get: {{operationId: get, parameters: [{{name: kind, in: query}}, {{name: kind, in: header}}],"
    f" responses: {{'200': {{description: d, content: "
    f"{{application/json: {{schema: {ref('Pet')}, example: {{name: Rex, kind: c}}}}}}}}}}}},"
    " post: {operationId: post, requestBody: {content: {text/csv: {}}},"
    " responses: {'204': {description: d, headers: {X-A: {}, Content-Type: {}}}}}}",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Described, FileTree]:
    """Render the package of a small description."""
    described = normalised(tmp_path_factory.mktemp("made"), TEXT)
    return described, render(described.specification, described.package, template_folder())


def imported_aside(described: Described, files: FileTree) -> Made:
    """Import a package in a process that ends afterwards: what it imports stays."""
    parts = described_parts(described.specification)
    return side_by_side(lambda: None, lambda: imported(files, described.package, parts.keys()))[1]


def taken(described: Described, files: FileTree, report: Report) -> Ledger:
    """Take the ledger of a package."""
    specification = described.specification
    made = imported_aside(described, files)
    return take_ledger(specification, described_parts(specification), made, files=files, report=report)


def counted(described: Described, files: FileTree) -> tuple[dict[str, str], list[str]]:
    """Take the ledger, and give its rows and the complaints."""
    report = Report()
    ledger = taken(described, files, report)
    rows = {kind: f"{one.generated} of {one.described}" for kind, one in ledger.rows()}
    return rows, [f"{item.place.line} {item.code.number}: {item.message}" for item in report]


def test_the_ledger_counts_what_the_files_hold(made: tuple[Described, FileTree]) -> None:
    rows = {
        "operations": "2 of 2",
        "schemas": "3 of 3",
        "parameters": "3 of 3",
        "bodies": "1 of 1",
        "responses": "2 of 2",
        "headers": "1 of 1",
        "examples": "4 of 4",
    }
    assert counted(*made) == (rows, [])


@pytest.mark.parametrize(
    ("path", "before", "after", "complaints"),
    [
        ("models/pet.py", "class Pet(", "class Pat(", ["7 the schema Pet", "2 of 3 schemas"]),
        ("models/kind.py", "class Kind(", "class K(", ["9 the schema Kind", "7 the schema Pet", "1 of 3 schemas"]),
        ("models/tags.py", "Tags =", "Tug =", ["10 the schema Tags", "2 of 3 schemas"]),
        (
            "resources/default.py",
            'id="post"',
            'id="past"',
            ["4 the operation post", "4 the body of post", "4 the response 204 of post", "0 of 1 bodies"],
        ),
        (
            "resources/default.py",
            'location="header"',
            'location="cookie"',
            ["4 the parameter header kind of get", "2 of 3 parameters"],
        ),
        ("resources/default.py", "body=Body(", "body=dict(", ["4 the body of post", "0 of 1 bodies"]),
        ("resources/default.py", 'status="204"', 'status="205"', ["4 the response 204 of post", "1 of 2 responses"]),
        ("headers.py", '"X-A"', '"X-B"', ["4 the header x-a of 204 of post", "0 of 1 headers"]),
    ],
)
def test_what_is_missing_from_a_file_is_an_error_at_its_place(
    path: str, before: str, after: str, complaints: list[str], made: tuple[Described, FileTree]
) -> None:
    described, files = made
    changed = FileTree.of(changed_file(file, path, before.encode(), after.encode()) for file in files)
    assert changed != files

    rows, told = counted(described, changed)

    for complaint in complaints:
        first, _, rest = complaint.partition(" ")
        if rest.startswith("of"):
            assert f"1 TS503: {complaint} are in the package" in told
            assert rows[complaint.split()[-1]] == " ".join(complaint.split()[:3])
        else:
            assert f"{first} TS503: {rest} is missing from the package" in told


def test_a_loss_that_is_allowed_is_told_and_is_no_error(made: tuple[Described, FileTree]) -> None:
    described, files = made
    changed = FileTree.of(changed_file(file, "models/pet.py", b"class Pet(", b"class Pat(") for file in files)
    report = Report()
    report.allow(["TS503"])

    ledger = taken(described, changed, report)

    assert not ledger.schemas.complete
    assert not report.failed
    assert {(item.code.number, item.code.severity, item.code.effect) for item in report} == {("TS503", "info", "lost")}


def changed_file(file: File, path: str, before: bytes, after: bytes) -> File:
    return replace(file, content=file.content.replace(before, after)) if file.path.endswith(path) else file


def test_each_contradiction_of_an_example_is_reported_once_at_its_place(made: tuple[Described, FileTree]) -> None:
    described, _ = made
    report = Report()

    check_examples(described.specification, report)

    lines = TEXT.split("\n")
    told = [(item.place.line, lines[item.place.line - 1][item.place.column - 1 :][:6]) for item in report]
    assert [item.code.number for item in report] == ["TS501", "TS501"]
    assert sorted(text for _, text in told) == ["kind: ", "name: "]
    assert {item.message for item in report} == {'5 is not of type "string"', '"c" is not one of "a" or "b"'}


@pytest.mark.parametrize(
    ("schema", "example", "count"),
    [
        ("{type: string, format: date-time}", "2024-01-01T00:00:00Z", 0),
        ("{type: string, format: date-time}", "2023‐06‐12T20:03:00Z", 1),
        ("{type: integer}", "'1'", 1),
        ("{type: integer, nullable: true}", "null", 0),
        ("{allOf: [{$ref: '#/components/schemas/A'}, {required: [b]}]}", "{a: 1}", 1),
        ("{$ref: '#/components/schemas/A'}", "{a: x}", 1),
        ("{$ref: '#/components/schemas/A'}", "{a: 1, more: 2}", 0),
    ],
)
def test_an_independent_validator_judges_examples(schema: str, example: str, count: int, tmp_path: Path) -> None:
    schemas = (
        f"A: {{properties: {{a: {{type: integer}}}}}}\nB: {{properties: {{b: {schema}}}, example: {{b: {example}}}}}"
    )
    described = normalised(tmp_path, api(schemas, version="3.0.3"))
    report = Report()

    check_examples(described.specification, report)

    assert len(list(report)) == count


def test_a_long_message_is_shortened(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(f"A: {{type: integer, example: '{'x' * 5000}'}}"))
    report = Report()

    check_examples(described.specification, report)

    (item,) = report
    assert len(item.message) < 200


@pytest.mark.parametrize(
    ("path", "code", "fault"),
    [
        ("", b"", ""),
        ("models/pet.py", b"import nowhere_at_all", "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("resources/default.py", b"1 / 0", "ZeroDivisionError: division by zero"),
        ("_runtime/codec.py", b"1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_module_that_does_not_import_is_an_error(
    path: str, code: bytes, fault: str, made: tuple[Described, FileTree]
) -> None:
    described, files = made
    broken = FileTree.of(
        replace(file, content=file.content + code) if path and file.path.endswith(path) else file for file in files
    )
    report = Report()

    report_import_fault(imported_aside(described, broken), described.package.name, (), report)

    assert [f"{item.code.number}: {item.message}" for item in report] == ([f"TS502: {fault}"] if fault else [])


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"name: str | None", b"name: Kand | None", "name 'Kand' is not defined"),
        (b"name: str | None", b"name: slice | None", "Unable to generate pydantic-core schema for <class 'slice'>"),
    ],
)
def test_a_model_that_cannot_be_used_is_a_fault(
    before: bytes, after: bytes, fault: str, made: tuple[Described, FileTree]
) -> None:
    described, files = made
    changed = FileTree.of(changed_file(file, "models/pet.py", before, after) for file in files)
    assert changed != files

    faults = imported_aside(described, changed).faults

    assert len(faults) == 1
    assert fault in faults[0]
