"""The command as a user meets it: exit status, streams, colour and the report."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema_rs
import pytest

import truespec as package
from command import Command, run_python, run_truespec
from source_tree import GENERATOR, ROOT
from truespec.advice import ADVICE, documentation
from truespec.codes import CODES

PAGE = ROOT / "spec/portable/create-source.md"
BROKEN = "openapi: 3.1.0\na: 1\na: 2\n"
LEDGER = ["operations", "schemas", "parameters", "bodies", "responses", "headers", "examples"]
# What SARIF 2.1.0 demands of the objects that a report holds, in the words of its own schema; and code scanning.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id", "shortDescription", "fullDescription", "help"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": {**TEXT, "maxLength": 1000},
                                                "help": TEXT,
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"items": {"required": ["message"], "properties": {"message": TEXT, "level": LEVEL}}},
                    "properties": {"type": "object"},
                },
            },
        },
    },
}


def test_the_version_is_that_of_the_package(truespec: Command, tmp_path: Path) -> None:
    run = truespec("--version", cwd=tmp_path)

    assert (run.returncode, run.stdout, run.stderr) == (0, f"truespec {package.__version__}\n", "")


@pytest.mark.parametrize("number", ["TS105", "ts105"])
def test_a_code_is_explained(truespec: Command, tmp_path: Path, number: str) -> None:
    run = truespec("explain", number, cwd=tmp_path)

    assert run.returncode == 0
    assert run.stdout.splitlines() == [
        "TS105 error",
        "A mapping holds the same key twice, so one of the two values would be lost.",
        "What to do: keep one of the two entries.",
    ]


def test_every_code_has_an_advice_and_no_other_has() -> None:
    assert list(ADVICE) == [code.number for code in CODES]


@pytest.mark.case
def test_the_page_of_diagnostics_says_what_the_command_says(is_update: bool) -> None:
    page = ROOT / "docs/diagnostics.md"
    if is_update:
        page.write_text(documentation(), encoding="utf-8")

    assert page.read_text("utf-8") == documentation()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["explain", "TS1005"], "there is no code TS1005; did you mean TS105?"),
        (["explain"], "Missing argument"),
        (["generate"], "write a truespec.toml here"),
        (["generate", "--output", "out"], "need a SOURCE"),
        (["generate", "openapi.yaml", "--output", "."], "the output must be a folder of its own"),
        (["generate", "openapi.yaml", "--output", "/"], "the output must be a folder of its own"),
        (["generate", "openapi.yaml", "--package", "my-pets"], "my-pets is not a package name"),
        (["generate", "openapi.yaml", "--package", "json"], "exists already"),
        (["generate", "--allow", "TS503"], "need a SOURCE"),
        (["generate", "openapi.yaml", "--allow", "TS5033"], "there is no code TS5033; did you mean TS503?"),
        (["generate", "openapi.yaml", "--allow", "TS103"], "TS103 cannot be allowed: nothing can be made after it"),
        (["lint", "openapi.yaml", "--allow", "TS50"], "there is no code TS50; did you mean TS50"),
        (["lint", ""], "Invalid value for SOURCE: an empty text names nothing"),
        (["lint", "openapi.yaml", "--root", "none"], "Invalid value for --root: there is no folder none"),
        (
            ["lint", "openapi.yaml", "--overlay", "https://a.example/b"],
            "Invalid value for --overlay: https:/a.example/b",
        ),
        (["lint", "openapi.yaml", "--allow-remote-refs", "https://a.example/"], "https://a.example/ is no host"),
        (["generate", "openapi.yaml", "--strict"], "No such option"),
        (["lint"], "Missing argument"),
        (["polish"], "No such command"),
        ([], "Usage: truespec"),
    ],
)
def test_wrong_use_is_one_message_and_status_2(
    truespec: Command, tmp_path: Path, arguments: list[str], line: str
) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\n")

    run = truespec(*arguments, cwd=tmp_path)

    assert run.returncode == 2
    assert line in run.stderr
    assert "Traceback" not in run.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["openapi.yaml"]


@pytest.mark.parametrize("command", ["generate", "lint"])
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("none.yaml", "TS101: there is no file none.yaml (check the path)"),
        ("folder", "TS116: the folder holds no .md page (give the folder of the pages)"),
        ("-", "TS115: the file is empty"),
        (
            "https://10.0.0.1.invalid/api.yaml",
            "TS119: https://10.0.0.1.invalid/api.yaml: there is no host 10.0.0.1.invalid "
            "(check the address, and the network)",
        ),
    ],
)
def test_a_source_that_cannot_be_read_is_one_line(
    truespec: Command, tmp_path: Path, command: str, source: str, message: str
) -> None:
    (tmp_path / "folder").mkdir()

    run = truespec(command, source, cwd=tmp_path)

    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert run.stderr.endswith(f":1:1: error {message}\n")
    assert run.stdout == "1 error\n"


def test_what_the_system_refuses_is_no_fault_of_truespec(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n")
    limited = "from resource import *; setrlimit(RLIMIT_FSIZE, (0, 0)); from truespec.cli import main; main()"

    run = run_python("-c", limited, "generate", "openapi.yaml", cwd=tmp_path, path=GENERATOR)

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "the system refuses: [Errno 27] File too large\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["explain", "TS501"], ["lint", str(PAGE)]])
def test_output_that_nobody_takes_is_one_line_and_a_status(tmp_path: Path, arguments: list[str]) -> None:
    into_full = f'exec {sys.executable} -m truespec "$@" >/dev/full'
    environment = {**os.environ, "PYTHONPATH": str(GENERATOR)}

    run = subprocess.run(
        ["sh", "-c", into_full, "sh", *arguments], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, check=False
    )

    assert run.returncode == 1
    assert run.stderr.endswith(b"the system refuses: [Errno 28] No space left on device\n")
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("arguments", "setting"),
    [
        (["a" * 300], "SOURCE"),
        (["openapi.yaml", "--output", "a" * 300], "--output"),
        (["openapi.yaml", "--output", "/".join(["a" * 200] * 30)], "--output"),
        (["openapi.yaml", "--package", "a" * 300], "--package"),
        (["openapi.yaml", "--overlay", "a" * 300], "--overlay"),
        (["openapi.yaml", "--root", "a" * 300], "--root"),
    ],
)
def test_a_name_that_no_file_can_have_is_refused(
    truespec: Command, tmp_path: Path, arguments: list[str], setting: str
) -> None:
    run = truespec("generate", *arguments, cwd=tmp_path)

    assert run.returncode == 2
    assert f"Invalid value for {setting}: the name has {len(arguments[-1])} characters, more than" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["loop"], "loop:1:1: error TS101"),
        (["loop/api.yaml"], "api.yaml:1:1: error TS101"),
        (["docs"], "loop.md:1:1: error TS101"),
        (["openapi.yaml"], "openapi.yaml:4:36: error TS201"),
        (["openapi.yaml", "--overlay", "loop"], "loop:1:1: error TS101"),
        (["openapi.yaml", "--report", "loop"], "loop:1:1: error TS601"),
    ],
)
def test_links_that_go_round_in_a_circle_lead_nowhere(
    truespec: Command, tmp_path: Path, arguments: list[str], place: str
) -> None:
    (tmp_path / "docs").mkdir()
    for link in (tmp_path / "loop", tmp_path / "docs/loop.md"):
        link.symlink_to(link.name)
    schemas = "components: {schemas: {Pet: {$ref: loop}}}"
    (tmp_path / "openapi.yaml").write_text(
        f"openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\n{schemas}\n"
    )

    run = truespec("lint", *arguments, cwd=tmp_path)

    assert run.returncode == 1
    assert any(line.startswith(place) for line in run.stderr.splitlines())


@pytest.mark.parametrize(
    "arguments", [["-", "/dev/stdin"], ["-", "--overlay", "/dev/stdin"], ["/dev/stdin", "--overlay", "-"]]
)
def test_standard_input_is_read_once(tmp_path: Path, arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "truespec", "lint", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(GENERATOR)},
        input="openapi: 3.1.0\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 2
    assert "Invalid value for SOURCE: standard input can be read once, and is named twice" in run.stderr


def test_faults_of_the_settings_file_are_diagnostics(truespec: Command, tmp_path: Path) -> None:
    (tmp_path / "truespec.toml").write_text("[api.pets]\nsuorce = 'a.yaml'\n")

    run = truespec("generate", cwd=tmp_path)

    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "truespec.toml:2:1: error TS701: suorce is not a setting (did you mean source?)",
        "    2 | suorce = 'a.yaml'",
        "      | ^",
        "truespec.toml:1:1: error TS701: api.pets needs a source",
        "    1 | [api.pets]",
        "      | ^",
    ]


def test_paths_are_shown_as_the_user_gave_them(truespec: Command, tmp_path: Path) -> None:
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec/openapi.yaml").write_text(BROKEN)

    run = truespec("lint", "spec/../spec/openapi.yaml", cwd=tmp_path)

    assert run.stderr.startswith("spec/../spec/openapi.yaml:3:1: error TS105: ")


def test_lint_fails_for_warnings(truespec: Command, tmp_path: Path) -> None:
    run = truespec("lint", PAGE, cwd=tmp_path)

    assert run.returncode == 1
    assert "warning" in run.stdout
    assert " error TS" not in run.stderr


def test_a_failed_run_reports_its_diagnostics_as_json(truespec: Command, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(BROKEN)

    run = truespec("generate", "openapi.yaml", "--report", "report.json", cwd=tmp_path)

    assert run.returncode == 1
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == {
        "operations": None,
        "schemas": None,
        "parameters": None,
        "bodies": None,
        "responses": None,
        "headers": None,
        "examples": None,
        "diagnostics": [
            {
                "code": "TS105",
                "severity": "error",
                "effect": "",
                "file": "openapi.yaml",
                "line": 3,
                "column": 1,
                "pointer": "#",
                "message": "the key a is already at line 2",
                "hint": "keep one",
            }
        ],
    }


def test_a_run_reports_its_ledger_as_json(truespec: Command, tmp_path: Path) -> None:
    run = truespec("generate", PAGE, "--output", "client", "--report", "report.json", cwd=tmp_path)

    assert run.returncode == 0, run.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["operations"] == {"described": 1, "generated": 1}
    assert list(report) == [*LEDGER, "diagnostics"]
    assert [line.split()[:4] for line in run.stdout.splitlines() if " of " in line] == [
        [kind, str(report[kind]["generated"]), "of", str(report[kind]["described"])] for kind in LEDGER
    ]
    assert f"  widened     TS305 {PAGE}:154:26: native.PropDef is external" in run.stdout


def test_what_is_allowed_is_a_remark(truespec: Command, tmp_path: Path) -> None:
    run = truespec("lint", PAGE, "--allow", "TS501", "--allow", "TS202", cwd=tmp_path)

    assert run.returncode == 0
    assert "info TS501" in run.stderr
    assert "warning" not in run.stdout


def test_a_report_for_code_scanning_is_sarif(truespec: Command, tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b/openapi.yaml").write_text(BROKEN)

    truespec("lint", tmp_path / "a b/openapi.yaml", "--report", "found.sarif", cwd=tmp_path)

    told = json.loads((tmp_path / "found.sarif").read_text("utf-8"))
    (run,) = told["runs"]
    (result,) = run["results"]
    assert (told["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert result == {
        "ruleId": "TS105",
        "ruleIndex": [rule["id"] for rule in run["tool"]["driver"]["rules"]].index("TS105"),
        "level": "error",
        "message": {"text": "the key a is already at line 2 (keep one)"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a%20b/openapi.yaml"},
                    "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 2},
                },
                "logicalLocations": [{"fullyQualifiedName": "#"}],
            }
        ],
    }
    jsonschema_rs.Draft7Validator(SARIF).validate(told)


def test_a_report_names_a_file_whose_name_is_no_text(truespec: Command, tmp_path: Path) -> None:
    readme = tmp_path / "caf\udce9/README.md"
    readme.parent.mkdir()
    readme.write_text("mine")

    run = truespec("generate", PAGE, "--output", readme.parent, "--report", "report.sarif", cwd=tmp_path)

    results = json.loads((tmp_path / "report.sarif").read_text())["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert run.returncode == 1
    assert "caf%E9/README.md" in places


def test_of_many_diagnostics_alike_the_first_are_shown(truespec: Command, tmp_path: Path) -> None:
    text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n" + "".join(f"k{n}: 1\n" for n in range(60))
    (tmp_path / "openapi.yaml").write_text(text)

    run = truespec("lint", "openapi.yaml", "--report", "report.json", cwd=tmp_path)

    assert run.stderr.count("error TS321: k") == 50
    assert run.stderr.splitlines()[-1] == "and 10 more error TS321 (--report FILE has them all)"
    assert run.stdout == "60 errors\n"
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))["diagnostics"]) == 60


def test_a_report_that_cannot_be_written_is_a_fault(truespec: Command, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(BROKEN)

    run = truespec("lint", "openapi.yaml", "--report", "none/report.json", cwd=tmp_path)

    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("none/report.json:1:1: error TS601: ")


@pytest.mark.parametrize("report", ["openapi.yaml", "./spec/../overlay.yaml", "docs/a.md", "truespec.toml"])
def test_a_report_never_takes_the_place_of_what_is_read(truespec: Command, tmp_path: Path, report: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "spec").mkdir()
    files = [tmp_path / name for name in ("openapi.yaml", "overlay.yaml", "docs/a.md", "truespec.toml")]
    for file in files:
        file.write_text("mine")

    run = truespec("lint", "openapi.yaml", "docs", "--overlay", "overlay.yaml", "--report", report, cwd=tmp_path)

    assert run.returncode == 2
    assert f"{report.removeprefix('./')} is read, and would be overwritten" in run.stderr
    assert [file.read_text() for file in files] == ["mine"] * 4


def test_a_report_never_takes_the_place_of_what_the_settings_name(truespec: Command, tmp_path: Path) -> None:
    (tmp_path / "truespec.toml").write_text("[api.pets]\nsource = 'openapi.yaml'\n")
    (tmp_path / "openapi.yaml").write_text("mine")

    run = truespec("generate", "--report", "openapi.yaml", cwd=tmp_path)

    assert run.returncode == 2
    assert (tmp_path / "openapi.yaml").read_text() == "mine"


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    ("report", "reason"),
    [
        ("schemas/animal.yaml", "the description refers to this file"),
        ("client/REPORT.json", "this file is one of those that are generated"),
        ("client/MANIFEST", "this file is one of those that are generated"),
    ],
)
def test_a_report_never_takes_the_place_of_what_a_run_reads_or_writes(
    truespec: Command, tmp_path: Path, report: str, reason: str, times: int
) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/animal.yaml").write_text("type: object\n")
    schemas = "components: {schemas: {Pet: {$ref: schemas/animal.yaml}}}"
    (tmp_path / "openapi.yaml").write_text(f"openapi: 3.1.0\ninfo: {{title: P, version: '1'}}\n{schemas}\n")
    command = ("generate", "openapi.yaml", "--output", "client", "--package", "pets")

    runs = [truespec(*command, "--report", report, cwd=tmp_path) for _ in range(times)]

    told = f"{report}:1:1: error TS601: the report cannot be written: {reason}"
    assert [(run.returncode, run.stderr.splitlines()[0]) for run in runs] == [(1, told)] * times
    assert truespec(*command, cwd=tmp_path).stdout.splitlines()[-1] == "no diagnostics"


@pytest.mark.parametrize("text", ["type: object\n", '{"diagnostics": []}', "[" * 10_000, "\xff"])
def test_a_report_takes_the_place_of_no_file_that_is_no_report(truespec: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "pet.json").write_text(text, "latin-1")
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ncomponents: {schemas: {Pet: {$ref: pet.json}}\n")

    run = truespec("generate", "openapi.yaml", "--report", "pet.json", cwd=tmp_path)

    reason = "this file is there already, and no report of truespec"
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == f"pet.json:1:1: error TS601: the report cannot be written: {reason}"
    assert (tmp_path / "pet.json").read_text("latin-1") == text


@pytest.mark.parametrize("name", ["report.json", "report.sarif"])
def test_a_report_takes_the_place_of_an_earlier_one_and_of_an_empty_file(
    truespec: Command, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("\n")
    texts: list[str] = []

    for version in ("4", "5"):
        (tmp_path / "openapi.yaml").write_text(f"openapi: {version}.0.0\n")
        truespec("lint", "openapi.yaml", "--report", name, cwd=tmp_path)
        texts.append((tmp_path / name).read_text())

    assert ["OpenAPI 4.0.0" in texts[0], "OpenAPI 5.0.0" in texts[1]] == [True, True]


def test_every_api_of_the_settings_file_is_tried(truespec: Command, tmp_path: Path) -> None:
    (tmp_path / "truespec.toml").write_text("[api.a]\nsource = 'a.yaml'\n[api.b]\nsource = 'b.yaml'\n")

    run = truespec("generate", cwd=tmp_path)

    assert run.returncode == 1
    assert [line.partition(":")[0] for line in run.stderr.splitlines()] == ["a.yaml", "b.yaml"]


def test_a_type_of_the_users_that_is_not_installed_is_named(truespec: Command, tmp_path: Path) -> None:
    schema = "{properties: {price: {type: string, x-go-type: money.Amount}}}"
    text = (
        f"openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"
    )
    (tmp_path / "a.yaml").write_text(text)
    types = "[api.a.types]\n'money.Amount' = 'acme.money.Amount'\n"
    (tmp_path / "truespec.toml").write_text("[api.a]\nsource = 'a.yaml'\n" + types)

    run = truespec("generate", cwd=tmp_path)

    assert run.returncode == 1
    assert "No module named 'acme' (acme.money.Amount has to be installed beside truespec)" in run.stderr


def test_no_api_takes_the_place_of_another(truespec: Command, tmp_path: Path) -> None:
    for version in "12":
        text = f"openapi: 3.1.0\ninfo: {{title: Pets, version: '{version}'}}\npaths: {{}}\n"
        (tmp_path / f"v{version}.yaml").write_text(text)
    (tmp_path / "truespec.toml").write_text("[api.a]\nsource = 'v1.yaml'\n[api.b]\nsource = 'v2.yaml'\n")

    run = truespec("generate", cwd=tmp_path)

    assert run.returncode == 1
    assert run.stderr.startswith("pets:1:1: error TS601: the package of another API was just written there (give each")
    assert 'version = "1"' in (tmp_path / "pets/pyproject.toml").read_text("utf-8")


def on_a_terminal(folder: Path, env: dict[str, str]) -> str:
    """Lint a broken file with both streams on a terminal, and give all that it shows."""
    (folder / "openapi.yaml").write_text(BROKEN)
    leader, follower = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    path = os.pathsep.join(filter(None, [str(GENERATOR), os.environ.get("PYTHONPATH", "")]))
    with subprocess.Popen(
        [sys.executable, "-m", "truespec", "lint", "openapi.yaml"],
        cwd=folder,
        env={**kept, "TERM": "xterm", "PYTHONPATH": path, **env},
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        shown = read_all(leader)
    assert process.returncode == 1
    return shown


def read_all(leader: int) -> str:
    """Read a terminal until its other side is closed, which is an error on Linux."""
    chunks: list[bytes] = []
    while select.select([leader], [], [], 60)[0]:
        try:
            chunk = os.read(leader, 4096)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(leader)
    return b"".join(chunks).decode()


def test_a_terminal_gets_colour(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path, {})

    assert "\x1b[1;31merror TS105\x1b[0m" in shown


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_none_gets_no_colour(tmp_path: Path, env: dict[str, str]) -> None:
    shown = on_a_terminal(tmp_path, env)

    assert "error TS105" in shown
    assert "\x1b" not in shown


def test_a_stream_that_cannot_write_a_character_gets_its_escape(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\né: 1\né: 2\n", encoding="utf-8")

    run = run_truespec("lint", "openapi.yaml", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})

    assert run.returncode == 1
    assert "the key \\xe9 is already at line 2" in run.stderr


@pytest.mark.parametrize(("closed", "told"), [(">&-", "TS105"), ("2>&-", "1 error"), (">&- 2>&-", "")])
def test_a_closed_stream_changes_no_status(tmp_path: Path, closed: str, told: str) -> None:
    (tmp_path / "openapi.yaml").write_text(BROKEN)
    path = os.pathsep.join(filter(None, [str(GENERATOR), os.environ.get("PYTHONPATH", "")]))

    run = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m truespec lint openapi.yaml {closed}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 1
    assert told in run.stdout + run.stderr
    assert "fault of truespec" not in run.stderr


# A shell lets its background jobs ignore the signal, and what they start inherits that.
INTERRUPTIBLE = """
import signal
from truespec.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def test_an_interruption_is_one_line_and_status_130(tmp_path: Path) -> None:
    fifo = tmp_path / "openapi.yaml"
    os.mkfifo(fifo)
    path = os.pathsep.join(filter(None, [str(GENERATOR), os.environ.get("PYTHONPATH", "")]))
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "lint", "openapi.yaml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    # The command is in the middle of its work once it has opened the pipe.
    with fifo.open("wb"):
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (130, "interrupted\n")


TERMINATED = """
import os, signal, sys
from truespec.cli import main

number = signal.Signals[sys.argv.pop()]
# Who runs the tests may ignore it, as nohup does.
signal.signal(number, signal.SIG_DFL)

def watch(event, arguments, first=os.getpid(), done=[]):
    is_at_work = event == "open" and str(arguments[0]).endswith("pyproject.toml") and not done
    # And again while what is left is being removed.
    if is_at_work or (event == "shutil.rmtree" and done):
        done.append(os.kill(first, number))

sys.addaudithook(watch)
main()
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_command_that_is_ended_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    path = os.pathsep.join(filter(None, [str(GENERATOR), os.environ.get("PYTHONPATH", "")]))

    run = subprocess.run(
        [sys.executable, "-c", TERMINATED, "generate", PAGE, "--output", "client", name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "TMPDIR": str(scratch)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert (run.returncode, run.stderr) == (130, "interrupted\n")
    assert [*tmp_path.iterdir()] == [scratch]
    assert [*scratch.iterdir()] == []


# A terminal interrupts the copies of the process too; here only they are, once they work on something.
INTERRUPTED_ASIDE = """
import os, signal, sys
from truespec.cli import main

def watch(event, arguments, first=os.getpid(), done=[]):
    if event == "open" and str(arguments[0]).endswith((".py", ".jinja")) and os.getpid() != first and not done:
        done.append(True)
        os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.addaudithook(watch)
main()
"""


def test_an_interruption_of_a_copy_of_the_process_is_one_line_too(tmp_path: Path) -> None:
    path = os.pathsep.join(filter(None, [str(GENERATOR), os.environ.get("PYTHONPATH", "")]))

    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_ASIDE, "generate", PAGE, "--output", "client"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert (run.returncode, run.stdout, run.stderr) == (130, "", "interrupted\n")
    assert list(tmp_path.iterdir()) == []
