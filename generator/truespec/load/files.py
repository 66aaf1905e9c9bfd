"""Other files of a description, read when a reference leads to them."""

from __future__ import annotations

from pathlib import Path

from truespec.codes import DANGLING_REFERENCE, FOREIGN_REFERENCE
from truespec.diagnostic import Report, Stopped
from truespec.document import Mapping, Source, Value
from truespec.load.loader import read


class OtherFiles:
    """The files around an entry document that its references may lead to: those in a folder, its own by default."""

    def __init__(self, entry_document: Path, root: Path | None, report: Report) -> None:
        self._folder = entry_document.resolve().parent
        self._root = root.resolve() if root else self._folder
        self._report = report
        self.sources: list[Source] = []

    def holds(self, name: str) -> bool:
        """Say whether there is a file of this name that references may lead to."""
        path = (self._folder / name).resolve()
        return "://" not in name and path.is_relative_to(self._root) and path.is_file()

    def is_out_of_reach(self, name: str) -> bool:
        """Say whether a name is an address in a network that nobody allowed to ask."""
        return "://" in name

    def read(self, name: str, holder: Mapping) -> Value:
        """Give the root of the file called `name`, relative to the entry document; None after a complaint."""
        at = holder.marks["$ref"].place(holder.file)
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._root):
            message = f"{holder['$ref']} leads out of the folder that references may lead to"
            hint = "name a wider folder with --root, or copy the file into the entry document's"
            self._report.add(FOREIGN_REFERENCE, at=at, message=message, hint=hint)
            return None
        if not path.is_file():
            self._report.add(DANGLING_REFERENCE, at=at, message=f"there is no file {name}", hint="check the path")
            return None
        try:
            document = read(path, self._report, name)
        except Stopped:
            return None
        self.sources.extend(document.sources)
        return document.root
