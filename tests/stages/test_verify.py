"""What was made is whole, imports, and holds true to the examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from described import Described, api, normalised, ref
from truespec.diagnostic import Report
from truespec.file_tree import File, FileTree
from truespec.render import render
from truespec.side_by_side import side_by_side
from truespec.template_folder import template_folder
from truespec.verify import check_examples, import_fault, report_import_fault, take_ledger

TEXT = api(
    f"Pet: {{properties: {{name: {{type: string, example: Rex}}, kind: {ref('Kind')}}},\n"
    " examples: [{name: 5}, {}]}\n"
    "Kind: {enum: [a, b]}\nTags: {type: array, items: {type: string}}",
    f"/pets: {{get: {{operationId: get, responses: {{'200': {{description: d, content: "
    f"{{application/json: {{schema: {ref('Pet')}, example: {{name: Rex, kind: c}}}}}}}}}}}},"
    " post: {operationId: post, responses: {'204': {description: d}}}}",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Described, FileTree]:
    """Render the package of a small description."""
    described = normalised(tmp_path_factory.mktemp("made"), TEXT)
    return described, render(described.specification, described.package, template_folder())


def counted(described: Described, files: FileTree) -> tuple[list[str], list[str]]:
    """Take the ledger, and give its rows and the complaints."""
    report = Report()
    ledger = take_ledger(described.specification, described.package, files, report)
    rows = [f"{one.generated} of {one.described}" for one in (ledger.operations, ledger.schemas, ledger.examples)]
    return rows, [f"{item.place.line} {item.code.number}: {item.message}" for item in report]


def test_the_ledger_counts_what_the_files_hold(made: tuple[Described, FileTree]) -> None:
    assert counted(*made) == (["2 of 2", "3 of 3", "4 of 4"], [])


@pytest.mark.parametrize(
    ("path", "before", "after", "row", "complaint"),
    [
        ("models/pet.py", b"class Pet(", b"class Pat(", 1, "7 TS503: the schema Pet is missing from the package"),
        ("models/kind.py", b"class Kind(", b"class K(", 1, "9 TS503: the schema Kind is missing from the package"),
        ("models/tags.py", b"Tags =", b"Tug =", 1, "10 TS503: the schema Tags is missing from the package"),
        (
            "resources/default.py",
            b'id="post"',
            b'id="past"',
            0,
            "4 TS503: the operation post is missing from the package",
        ),
    ],
)
def test_what_is_missing_from_a_file_is_an_error_at_its_place(
    path: str, before: bytes, after: bytes, row: int, complaint: str, made: tuple[Described, FileTree]
) -> None:
    described, files = made
    changed = FileTree.of(changed_file(file, path, before, after) for file in files)
    assert changed != files

    rows, complaints = counted(described, changed)

    assert rows[row] in ("1 of 2", "2 of 3")
    kind = "schemas" if row else "operations"
    assert complaints == [complaint, f"1 TS503: {rows[row]} {kind} are in the package"]


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

    # What it imports stays, so it is done in a process that ends afterwards.
    _, found = side_by_side(lambda: None, lambda: import_fault(broken, described.package.name))
    report_import_fault(found, described.package.name, report)

    assert [f"{item.code.number}: {item.message}" for item in report] == ([f"TS502: {fault}"] if fault else [])
