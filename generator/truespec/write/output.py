"""Bring an output folder to the state of a FileTree."""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import Final

from msgspec import Struct

from truespec.codes import EDITED_FILE, FOREIGN_FILE, UNWRITABLE
from truespec.diagnostic import Report, Stopped
from truespec.document import Place
from truespec.file_tree import File, FileTree
from truespec.manifest import NAME, PENDING, STAMP, Manifest, stamped
from truespec.write.swap import Swap

_PRODUCER: Final = "truespec"
_EDITED: Final = ".edited"


class Written(Struct, frozen=True, kw_only=True):
    """The paths that were written and removed, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write(files: FileTree, inputs: str, output: Path, report: Report) -> Written:
    """Write the files that differ, remove those of an earlier run that are no more, and renew the MANIFEST.

    `inputs` is the digest of what the files depend on; it is kept beside them, for the next run to compare.
    A file that is not in the manifest is the user's: if one stands in the way, nothing is written and Stopped is
    raised. A generated file that was edited by hand is kept beside the new one, under `.edited`. When anything goes
    wrong on the way, the folder is put back as it was. A run that writes to the same folder is waited for.
    """
    try:
        with Swap(output) as swap:
            return _swapped(_Output(output, report, is_new=swap.is_first), files, inputs, swap)
    except OSError as error:
        reason = error.strerror or str(error)
        report.add(UNWRITABLE, at=Place(str(output)), message=f"cannot write {error.filename or output}: {reason}")
        raise Stopped from error


def _swapped(target: _Output, files: FileTree, inputs: str, swap: Swap) -> Written:
    """Make every change, and write what tells of them last; raises OSError, or Stopped for a file of the user's."""
    target.refuse_foreign(files)
    paths = {file.path for file in files}
    changed = tuple(file for file in files if target.digest(file.path) != file.digest)
    removed = tuple(sorted(path for path in target.owned if path not in paths and target.digest(path)))
    manifest = File(path=NAME, content=Manifest.of(files).text().encode(), producer=_PRODUCER)
    stamp = File(path=STAMP, content=stamped(inputs, manifest.content).encode(), producer=_PRODUCER)
    swap.put(PENDING, manifest.content)
    for path in (*(file.path for file in changed), *removed):
        target.keep_edited(path, swap)
    for file in changed:
        swap.put(file.path, file.content)
    for path in removed:
        swap.remove(path)
    for file in (manifest, stamp):
        if target.digest(file.path) != file.digest:
            swap.put(file.path, file.content)
    swap.remove(PENDING)
    return Written(written=tuple(file.path for file in changed), removed=removed)


class _Output:
    """An output folder and what an earlier run left in it, which is nothing when it is new."""

    def __init__(self, folder: Path, report: Report, *, is_new: bool) -> None:
        self.folder = folder
        self.report = report
        self.is_new = is_new
        self.owned = dict(Manifest.read(folder / NAME).digests)
        self.pending = dict(Manifest.read(folder / PENDING).digests)
        self._found: dict[str, str] = {}

    def digest(self, path: str) -> str:
        """Give the digest of a file as it is before anything is changed, an empty text when it cannot be read."""
        if self.is_new:
            return ""
        if path not in self._found:
            try:
                self._found[path] = sha256((self.folder / path).read_bytes()).hexdigest()
            except OSError:
                self._found[path] = ""
        return self._found[path]

    def refuse_foreign(self, files: FileTree) -> None:
        """Stop when a file of the user's stands where one of ours has to go."""
        for file in files:
            found = self.digest(file.path)
            if found and found != file.digest and file.path not in self.owned and file.path not in self.pending:
                self.report.add(
                    FOREIGN_FILE,
                    at=Place(str(self.folder / file.path)),
                    message="this file is not truespec's, and one of that name has to be written",
                    hint="move it away, or choose another --output",
                )
        if self.report.failed:
            raise Stopped

    def keep_edited(self, path: str, swap: Swap) -> None:
        """Keep what the user changed in a generated file before it is written anew."""
        found = self.digest(path)
        known = {self.owned.get(path), self.pending.get(path), ""}
        if found in known or path not in self.owned:
            return
        kept = self._free(path + _EDITED)
        swap.put(kept, (self.folder / path).read_bytes())
        self.report.add(
            EDITED_FILE,
            at=Place(str(self.folder / path)),
            message=f"this generated file was changed by hand; the change is kept in {Path(kept).name}",
            hint="generated files are written anew each time; put your own code into files of your own",
        )

    def _free(self, path: str) -> str:
        """Give a path that nothing is at, with a number where an earlier edit is kept already."""
        numbered = (f"{path}{number}" for number in count(2))
        return next(free for free in chain([path], numbered) if not os.path.lexists(self.folder / free))
