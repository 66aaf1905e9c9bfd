"""Changes to a folder that are all made or all taken back."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Final

from truespec.write.turns import turn

_SCRATCH: Final = ".truespec-swap-"


class Swap:
    """Changes files below a folder, one Swap at a time, and undoes every change when left by an exception.

    `is_first` says, once it is entered, that nothing was in the folder before.
    """

    def __init__(self, folder: Path) -> None:
        self.is_first = False
        self._folder = folder
        self._made: list[Path] = []
        self._there: set[str] = set()
        self._undo: list[tuple[Path, Path | None]] = []

    def __enter__(self) -> Swap:
        """Make the folder and a place in it for what is being changed, once no other run is there; raises OSError."""
        self._make_folder(self._folder)
        with ExitStack() as stack:
            stack.enter_context(turn(self._folder))
            # Another run may have filled it before this one's turn came.
            self.is_first = not any(self._folder.iterdir())
            self._scratch = Path(mkdtemp(prefix=_SCRATCH, dir=self._folder))
            self._turn = stack.pop_all()
        return self

    def put(self, path: str, content: bytes) -> None:
        """Give a file this content, in one step; raises OSError."""
        target = self._folder / path
        parent, _, _ = path.rpartition("/")
        if parent not in self._there:
            self._make_folder(target.parent)
            self._there.add(parent)
        fresh = self._scratch / f"new-{len(self._undo)}"
        fresh.write_bytes(content)
        self._set_aside(target)
        fresh.replace(target)

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that are empty without it; raises OSError."""
        target = self._folder / path
        self._set_aside(target)
        target.unlink(missing_ok=True)
        self._remove_empty(target.parent)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._turn:
            self._end(is_failed=kind is not None)

    def _end(self, *, is_failed: bool) -> None:
        """Remove the scratch folder, and after a failure everything that was made."""
        if is_failed:
            self._take_back()
        # A run that was killed has left its own; what it holds is of no use once a later run is complete.
        left = [self._scratch] if is_failed else self._folder.glob(f"{_SCRATCH}*")
        for folder in left:
            shutil.rmtree(folder, ignore_errors=True)
        for folder in reversed(self._made) if is_failed else ():
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _set_aside(self, target: Path) -> None:
        """Remember what a file held, or that there was none."""
        if self.is_first or not target.exists():
            self._undo.append((target, None))
            return
        kept = self._scratch / f"old-{len(self._undo)}"
        shutil.copy2(target, kept)
        self._undo.append((target, kept))

    def _take_back(self) -> None:
        """Undo every change, the last first."""
        for target, kept in reversed(self._undo):
            if kept is None:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                kept.replace(target)

    def _make_folder(self, folder: Path) -> None:
        """Make a folder and remember which ones were not there before."""
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._made.extend(reversed(missing))

    def _remove_empty(self, folder: Path) -> None:
        """Remove a folder and its parents as long as they are empty, up to the output folder's own parent."""
        while folder != self._folder.parent and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            self._there.clear()
            folder = folder.parent
