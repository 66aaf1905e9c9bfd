"""Generating a second time: what is unchanged costs nothing, what changed is renewed, what is the user's stays."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from command import Command, run_python, run_truespec
from generated_api import OVERLAY, PAGE
from source_tree import GENERATOR, TEMPLATES

OUTPUT = "client"
SETTINGS = """\
[api.portable]
source = "create-source.md"
output = "client"
package = "portable_api"
overlays = ["overlay.yaml"]
"""
# What a run loads only when it has work to do.
ENGINES = "datamodel_code_generator openapi_python_client jinja2 pydantic ruamel.yaml jsonschema_rs truespec.pipeline"
COUNT_ENGINES = f"""
import sys
from truespec.cli import main
try:
    main()
except SystemExit as exit:
    assert not exit.code, exit.code
print("LOADED", *(name for name in {ENGINES.split()} if name in sys.modules))
"""

Snapshot = dict[str, tuple[bytes, int, int]]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Generate in a folder of a user's, once; gives the folder, which is not to be changed, and what was told."""
    folder = tmp_path_factory.mktemp("again")
    shutil.copy(PAGE, folder)
    shutil.copy(OVERLAY, folder)
    (folder / "truespec.toml").write_text(SETTINGS)
    run = run_truespec("generate", cwd=folder)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder, told(run.stderr + run.stdout)


@pytest.fixture
def folder(first_run: tuple[Path, str], tmp_path: Path) -> Path:
    """Give a copy of the folder of the first run, with the times of its files."""
    return Path(shutil.copytree(first_run[0], tmp_path / "again"))


def told(text: str) -> str:
    """Give what a run told, without the times and the number of files."""
    lines = text.splitlines()
    return "\n".join(line for line in lines if not line.endswith(" s") and not line.startswith(OUTPUT))


def snapshot(folder: Path) -> Snapshot:
    """Give the content of each file of the output, with the time and the inode that tell whether it was touched."""
    files = (path for path in sorted((folder / OUTPUT).rglob("*")) if path.is_file())
    return {
        path.relative_to(folder / OUTPUT).as_posix(): (
            path.read_bytes(),
            path.stat().st_mtime_ns,
            path.stat().st_ino,
        )
        for path in files
    }


def contents(found: Snapshot) -> dict[str, bytes]:
    """Give the content of each file."""
    return {path: row[0] for path, row in found.items()}


def changed(before: Snapshot, after: Snapshot) -> set[str]:
    """Give the files whose content is another one, or that are new or gone."""
    old, new = contents(before), contents(after)
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def test_an_unchanged_input_writes_nothing_and_tells_the_same(
    truespec: Command, first_run: tuple[Path, str], folder: Path
) -> None:
    before = snapshot(folder)

    run = truespec("generate", cwd=folder)

    assert run.returncode == 0
    assert snapshot(folder) == before
    assert "nothing changed" in run.stdout
    assert told(run.stderr + run.stdout) == first_run[1]
    assert "operations  1 of 1" in first_run[1]
    assert first_run[1].count(": warning TS") == 6


def test_an_unchanged_input_loads_no_engine_and_gives_the_same_report(folder: Path) -> None:
    """The second run has a file to restore, which shows that the engines can be seen here and what they report."""
    before = snapshot(folder)

    idle = run_python("-c", COUNT_ENGINES, "generate", "--report", "idle.json", cwd=folder, path=GENERATOR)
    (folder / "client/src/portable_api/models/source.py").unlink()
    shutil.rmtree(folder / "client/src/portable_api/_runtime")
    busy = run_python("-c", COUNT_ENGINES, "generate", "--report", "busy.json", cwd=folder, path=GENERATOR)

    assert idle.stdout.splitlines()[-1] == "LOADED", idle.stderr
    assert "datamodel_code_generator" in busy.stdout.splitlines()[-1], busy.stderr
    assert contents(snapshot(folder)) == contents(before)
    assert (folder / "idle.json").read_bytes() == (folder / "busy.json").read_bytes()
    report = json.loads((folder / "idle.json").read_text("utf-8"))
    assert report["operations"] == {"described": 1, "generated": 1}
    assert len(report["diagnostics"]) == 8


def test_the_folder_and_the_times_of_the_input_do_not_matter(truespec: Command, folder: Path) -> None:
    moved = folder.rename(folder.with_name("moved"))
    os.utime(moved / "create-source.md", (1, 1))
    before = snapshot(moved)

    run = truespec("generate", cwd=moved)

    assert "nothing changed" in run.stdout
    assert snapshot(moved) == before


@pytest.mark.parametrize("damaged", [lambda text: text[:2000], lambda text: "", lambda text: f"<<<<<<< HEAD\n{text}"])
def test_a_damaged_manifest_is_made_good(truespec: Command, folder: Path, damaged: Callable[[str], str]) -> None:
    manifest = folder / OUTPUT / "MANIFEST"
    text = manifest.read_text()

    manifest.write_text(damaged(text))
    run = truespec("generate", cwd=folder)

    assert run.returncode == 0
    assert manifest.read_text() == text


def test_a_changed_page_renews_only_the_files_that_differ(truespec: Command, folder: Path) -> None:
    page = folder / "create-source.md"
    page.write_text(page.read_text("utf-8").replace("A human-readable name for the source", "A name"), "utf-8")
    before = snapshot(folder)

    run = truespec("generate", cwd=folder)

    after = snapshot(folder)
    assert run.returncode == 0
    assert changed(before, after) == {
        ".truespec",
        "MANIFEST",
        "REFERENCE.md",
        "openapi.yaml",
        "src/portable_api/models/create_source_request.py",
        "src/portable_api/models/source.py",
        "src/portable_api/resources/sources.py",
    }
    assert {path for path in before if before[path][1:] != after[path][1:]} == changed(before, after)


def test_a_changed_overlay_is_applied(truespec: Command, folder: Path) -> None:
    overlay = folder / "overlay.yaml"
    overlay.write_text(overlay.read_text("utf-8").replace("- type: string\n", "- type: integer\n"), "utf-8")

    run = truespec("generate", cwd=folder)

    assert run.returncode == 0
    source = (folder / "client/src/portable_api/models/source.py").read_text("utf-8")
    assert "source_spec: SourceSpec | int" in source


def test_settings_that_mean_the_same_change_nothing(truespec: Command, folder: Path) -> None:
    settings = folder / "truespec.toml"
    settings.write_text("# a comment\n" + settings.read_text())

    run = truespec("generate", cwd=folder)

    assert "nothing changed" in run.stdout


def test_a_pipe_is_read_once_in_each_run(truespec: Command, tmp_path: Path) -> None:
    pipes = {tmp_path / "page": PAGE, tmp_path / "overlay": OVERLAY}
    for pipe in pipes:
        os.mkfifo(pipe)

    for _ in range(2):
        for pipe, file in pipes.items():
            Thread(target=pipe.write_bytes, args=(file.read_bytes(),), daemon=True).start()
        run = truespec("generate", "page", "--overlay", "overlay", "--output", OUTPUT, cwd=tmp_path)

        assert run.returncode == 0, run.stderr
        assert "operations  1 of 1" in run.stdout
        assert "\n  214 |       x-go-type: native.PropDef\n" in run.stderr


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("templates/runtime/omit.py", "is left out", "was left out", "src/portable_api/_runtime/omit.py"),
        ("generator/truespec/plan/resources.py", "Operations of {tag}.", "All of {tag}.", "src/portable_api/client.py"),
    ],
)
def test_another_truespec_generates_anew(
    folder: Path, tmp_path: Path, path: str, old: str, new: str, expected: str
) -> None:
    tool = tmp_path / "tool"
    for part in (GENERATOR, TEMPLATES):
        shutil.copytree(part, tool / part.name, ignore=shutil.ignore_patterns("__pycache__"))
    text = (tool / path).read_text("utf-8")
    assert old in text
    before = snapshot(folder)

    (tool / path).write_text(text.replace(old, new), "utf-8")
    run = run_python("-m", "truespec", "generate", cwd=folder, path=tool / "generator")

    assert run.returncode == 0, run.stderr
    assert expected in changed(before, snapshot(folder))


def test_files_of_the_user_survive_when_the_package_moves(truespec: Command, folder: Path) -> None:
    own = ["client/notes.txt", "client/src/portable_api/mine.py", "client/src/portable_api/models/extra/own.py"]
    for name in own:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("# mine\n")
    settings = SETTINGS.replace("portable_api", "other_name").replace('["overlay.yaml"]', "[]")
    (folder / "truespec.toml").write_text(settings)

    run = truespec("generate", cwd=folder)

    assert run.returncode == 0
    assert [(folder / name).read_text() for name in own] == ["# mine\n"] * 3
    assert (folder / "client/src/other_name/models/source.py").exists()
    assert not (folder / "client/src/other_name/models/property_value.py").exists()
    assert not (folder / "client/src/portable_api/models/source.py").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("create-source.md", "openapi: 3.1.0", "openapi: [", "TS103"),
        ("create-source.md", "$ref: '#/components/schemas/Source'", "$ref: '#/components/schemas/None'", "TS201"),
        ("overlay.yaml", "overlay: 1.0.0", "overlay: 9.0.0", "TS1"),
        ("truespec.toml", "overlays = [", "overlays = 5 #", "TS701"),
    ],
)
def test_a_run_that_fails_leaves_everything_as_it_was(
    truespec: Command, folder: Path, name: str, old: str, new: str, code: str
) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    before = snapshot(folder)

    (folder / name).write_text(text.replace(old, new), "utf-8")
    run = truespec("generate", cwd=folder)

    assert run.returncode == 1
    assert f": error {code}" in run.stderr
    assert "Traceback" not in run.stderr
    assert snapshot(folder) == before


# Writes a tree over another one again and again; in each round the process is killed at another step of the writing.
KILLED = """
import json, os, random, shutil, signal, sys
from pathlib import Path
from truespec.diagnostic import Report
from truespec.file_tree import FileTree
from truespec.write import write

before, wanted, scratch, rounds = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
EVENTS = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
tree = FileTree(tuple(file for file in FileTree.read(wanted, "truespec") if file.path not in ("MANIFEST", ".truespec")))

def steps(output, limit):
    count = 0
    def watch(event, arguments):
        nonlocal count
        if event in EVENTS and str(arguments[0]).startswith(str(output)):
            count += 1
            if count == limit:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    write(tree, "digest", output, Report())
    return count

def in_a_child(output, limit):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, str(steps(output, limit)).encode())
        os._exit(0)
    os.close(writing)
    status = os.waitpid(child, 0)[1]
    return int(os.read(reading, 99) or 0), os.WTERMSIG(status)

def files(output):
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}

total, _ = in_a_child(Path(shutil.copytree(before, scratch / "whole")), None)
old, new = files(before), files(scratch / "whole")
found = []
for seed in range(rounds):
    output = Path(shutil.copytree(before, scratch / f"round-{seed}"))
    limit = random.Random(seed).randrange(total) + 1
    _, signalled = in_a_child(output, limit)
    torn = [path for path, content in files(output).items()
            if path in old | new and content not in (old.get(path), new.get(path))]
    report = Report()
    write(tree, "digest", output, report)
    left = files(output)
    folders = [path.name for path in output.rglob("*") if path.is_dir() and not any(path.iterdir())]
    wrong = [path for path in left.keys() | new.keys() if left.get(path) != new.get(path)]
    found.append([seed, limit, signalled, torn, wrong, folders, [str(item) for item in report]])
print(json.dumps(found))
"""


def test_a_run_that_is_killed_while_it_writes_is_made_good_by_the_next_one(
    first_run: tuple[Path, str], project: Path, tmp_path: Path
) -> None:
    before = Path(shutil.copytree(first_run[0] / OUTPUT, tmp_path / "before"))
    (before / "notes.txt").write_text("mine")

    run = run_python("-c", KILLED, before, project, tmp_path, "25", cwd=tmp_path, path=GENERATOR)

    assert run.returncode == 0, run.stderr
    rounds = json.loads(run.stdout)
    assert len({limit for _, limit, *_ in rounds}) > 10
    for seed, limit, signalled, *faults in rounds:
        assert (signalled, faults) == (9, [[], [], [], []]), f"seed {seed}, killed at step {limit}"


KILLED_ONCE = """
import os, signal, sys
from truespec.cli import main

def watch(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith(KILLED_BEFORE):
        os.kill(os.getpid(), signal.SIGKILL)

KILLED_BEFORE = sys.argv.pop()
sys.addaudithook(watch)
main()
"""


def test_a_killed_command_is_made_good_by_the_next_one(
    truespec: Command, first_run: tuple[Path, str], folder: Path
) -> None:
    page = folder / "create-source.md"
    original = page.read_bytes()
    page.write_bytes(original.replace(b"A human-readable name for the source", b"A name"))

    killed = run_python("-c", KILLED_ONCE, "generate", "REFERENCE.md", cwd=folder, path=GENERATOR)
    page.write_bytes(original)
    run = truespec("generate", cwd=folder)

    assert killed.returncode == -9, killed.stderr
    assert run.returncode == 0
    assert contents(snapshot(folder)) == contents(snapshot(first_run[0]))
    assert told(run.stderr + run.stdout) == first_run[1]
