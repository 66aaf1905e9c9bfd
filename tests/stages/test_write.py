"""Files in memory onto disk: all or nothing, only what differs, and never what is the user's."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from truespec.diagnostic import Report, Stopped
from truespec.file_tree import File, FileTree
from truespec.manifest import STAMP, Manifest
from truespec.write import write

OLD = {"a.txt": "a", "sub/b.txt": "b", "sub/deep/c.txt": "c"}


def tree(files: dict[str, str]) -> FileTree:
    return FileTree.of(File(path=path, content=text.encode(), producer="test") for path, text in files.items())


def written(
    output: Path, files: dict[str, str], report: Report | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write files, and give the paths that were written and those that were removed."""
    changes = write(tree(files), "digest of inputs", output, report or Report())
    return changes.written, changes.removed


def refused(output: Path, files: dict[str, str]) -> list[str]:
    """Write files that must be refused, and give the codes and messages."""
    report = Report()
    with pytest.raises(Stopped):
        write(tree(files), "digest of inputs", output, report)
    return [f"{item.code.number} {Path(item.place.file).name}: {item.message}" for item in report]


def content_of(folder: Path) -> dict[str, str | None]:
    """Give every file's text and every empty folder below a folder."""
    paths = [path for path in folder.rglob("*") if path.is_file() or not any(path.iterdir())]
    return {path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else None for path in paths}


def files_of(folder: Path) -> dict[str, str | None]:
    """Give the same without the MANIFEST."""
    return {path: text for path, text in content_of(folder).items() if path not in ("MANIFEST", STAMP)}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Give a folder that holds an earlier run's files."""
    folder = tmp_path / "out"
    assert written(folder, OLD) == (tuple(OLD), ())
    return folder


def test_an_output_folder_is_made_with_its_parents_and_a_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"

    written(folder, OLD)

    manifest = Manifest.read(folder / "MANIFEST")
    assert files_of(folder) == OLD
    assert (folder / STAMP).read_text().startswith("digest of inputs ")
    assert dict(manifest.digests) == {file.path: file.digest for file in tree(OLD)}
    assert manifest.holds(folder)


def test_only_what_differs_is_touched(output: Path) -> None:
    for path in OLD:
        os.utime(output / path, ns=(1, 1))

    changes = written(output, {**OLD, "a.txt": "new"})

    assert changes == (("a.txt",), ())
    assert (output / "a.txt").read_text() == "new"
    assert {path: (output / path).stat().st_mtime_ns for path in OLD if path != "a.txt"} == {
        "sub/b.txt": 1,
        "sub/deep/c.txt": 1,
    }


def test_a_stale_file_goes_with_the_folders_that_it_leaves_empty(output: Path) -> None:
    changes = written(output, {"a.txt": "a"})

    assert changes == ((), ("sub/b.txt", "sub/deep/c.txt"))
    assert files_of(output) == {"a.txt": "a"}
    assert not (output / "sub").exists()


def test_the_users_files_stay_and_keep_their_folders(output: Path) -> None:
    (output / "sub/deep/mine.txt").write_text("mine")
    (output / "mine").mkdir()

    written(output, {"a.txt": "a"})

    assert files_of(output) == {"a.txt": "a", "sub/deep/mine.txt": "mine", "mine": None}


def test_a_file_of_the_users_in_the_way_stops_everything(output: Path) -> None:
    (output / "new.txt").write_text("mine")
    before = content_of(output)

    complaints = refused(output, {"a.txt": "changed", "new.txt": "ours"})

    assert complaints == ["TS602 new.txt: this file is not truespec's, and one of that name has to be written"]
    assert content_of(output) == before


def test_a_file_of_the_users_that_is_the_same_already_is_no_obstacle(output: Path) -> None:
    (output / "new.txt").write_text("same")

    written(output, {**OLD, "new.txt": "same"})

    assert "new.txt" in Manifest.read(output / "MANIFEST").digests


@pytest.mark.parametrize("files", [{**OLD, "a.txt": "newer"}, {"sub/b.txt": "b", "sub/deep/c.txt": "c"}, OLD])
def test_what_was_edited_by_hand_is_kept_beside_the_new_file(files: dict[str, str], output: Path) -> None:
    (output / "a.txt").write_text("edited")
    report = Report()

    written(output, files, report)

    assert files_of(output) == {**files, "a.txt.edited": "edited"}
    assert [(item.code.number, Path(item.place.file).name) for item in report] == [("TS603", "a.txt")]


def test_a_second_edit_does_not_take_the_place_of_the_first(output: Path) -> None:
    for text in ("first", "second"):
        (output / "a.txt").write_text(text)
        written(output, OLD, Report())

    texts = {text for path, text in files_of(output).items() if path.startswith("a.txt.edited")}
    assert texts == {"first", "second"}


def test_a_generated_file_that_was_deleted_is_written_again(output: Path) -> None:
    (output / "sub/b.txt").unlink()

    assert written(output, OLD) == (("sub/b.txt",), ())
    assert files_of(output) == OLD


@pytest.mark.parametrize("blocked", ["sub/z.txt", "zz/y.txt", "a.txt"])
def test_a_failure_half_way_puts_everything_back(blocked: str, output: Path) -> None:
    (output / "a.txt").write_text("edited")
    (output / "user.txt").write_text("mine")
    if blocked == "a.txt":
        (output / "a.txt").unlink()
    (output / blocked / "in the way").mkdir(parents=True)
    os.utime(output / "sub/b.txt", ns=(1, 1))
    before = content_of(output)

    complaints = refused(output, {"a.txt": "A", "new/n.txt": "n", "sub/b.txt": "B", blocked: "impossible"})

    assert [line.split()[0] for line in complaints if "TS603" not in line] == ["TS601"]
    assert content_of(output) == before
    assert (output / "sub/b.txt").stat().st_mtime_ns == 1


def test_a_failure_in_a_new_folder_leaves_no_folder(tmp_path: Path) -> None:
    refused(tmp_path / "new" / "out", {"a": "file", "a/b": "impossible"})

    assert content_of(tmp_path) == {}


@pytest.mark.parametrize("name", ["out", "out/below"])
def test_an_output_folder_that_is_a_file_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    complaints = refused(tmp_path / name, OLD)

    assert [line.split()[0] for line in complaints] == ["TS601"]
    assert content_of(tmp_path) == {"out": "a file"}


def test_an_output_folder_may_be_a_symlink(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    written(tmp_path / "link", OLD)
    written(tmp_path / "link", {"a.txt": "new"})

    assert (tmp_path / "link").is_symlink()
    assert files_of(tmp_path / "real") == {"a.txt": "new"}


def test_a_symlink_in_the_place_of_a_file_is_replaced_and_its_target_is_left_alone(output: Path) -> None:
    mine = output.parent / "mine.txt"
    mine.write_text("mine")
    (output / "a.txt").unlink()
    (output / "a.txt").symlink_to(mine)

    written(output, {**OLD, "a.txt": "new"}, Report())

    assert mine.read_text() == "mine"
    assert (output / "a.txt").read_text() == "new"
    assert not (output / "a.txt").is_symlink()


@pytest.mark.parametrize("manifest_too", [True, False])
def test_what_a_crash_left_behind_is_taken_for_ours(manifest_too: bool, output: Path) -> None:
    files = {"a.txt": "new", "fresh.txt": "fresh"}
    (output / "MANIFEST.pending").write_text(Manifest.of(tree(files)).text())
    (output / "fresh.txt").write_text("fre")
    (output / "a.txt").write_text("new")
    if manifest_too:
        (output / "MANIFEST").unlink()
    report = Report()

    written(output, files, report)

    left = {} if not manifest_too else {"sub/b.txt": "b", "sub/deep/c.txt": "c"}
    assert files_of(output) == {**files, **left}
    assert list(report) == []


@pytest.mark.parametrize("text", ["", "not ours\n", "truespec", "\udcff"])
def test_a_manifest_that_is_not_ours_owns_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "MANIFEST").write_text(text, errors="surrogateescape")
    (tmp_path / "a.txt").write_text("mine")

    complaints = refused(tmp_path, {"a.txt": "ours"})

    assert [line.split()[0] for line in complaints] == ["TS602"]
    assert (tmp_path / "a.txt").read_text() == "mine"


@pytest.mark.parametrize("path", ["../mine.txt", "sub/../../mine.txt", "/mine.txt"])
def test_a_manifest_cannot_make_a_run_remove_what_is_outside(path: str, output: Path) -> None:
    mine = output.parent / "mine.txt"
    mine.write_text("mine")
    where = str(mine) if path.startswith("/") else path
    manifest = output / "MANIFEST"
    manifest.write_text(f"{manifest.read_text()}{'0' * 64} test {where}\n")

    written(output, {"a.txt": "a"}, Report())

    assert mine.read_text() == "mine"
    assert not mine.with_name("mine.txt.edited").exists()


def test_runs_at_once_write_one_after_the_other(tmp_path: Path) -> None:
    trees = [{f"{number % 7}/{number}.txt": text for number in range(60)} for text in ("first", "second")]

    for name in map(str, range(5)):
        reports = Report(), Report()
        with ThreadPoolExecutor() as both:
            list(both.map(written, [tmp_path / name] * 2, trees, reports))

        assert files_of(tmp_path / name) in trees
        assert Manifest.read(tmp_path / name / "MANIFEST").holds(tmp_path / name)
        assert [*reports[0], *reports[1]] == []
