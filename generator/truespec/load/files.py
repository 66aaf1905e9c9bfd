"""Other files of a description, read when a reference leads to them."""

from __future__ import annotations

from pathlib import Path

from truespec.codes import DANGLING_REFERENCE, FOREIGN_REFERENCE
from truespec.diagnostic import Report, Stopped
from truespec.document import Place, Source, Value
from truespec.load.loader import read_other
from truespec.load.remote import Network
from truespec.load.text import source_of
from truespec.sources import is_address, real


class OtherFiles:
    """The files that references may lead to: those below the home folder, or below another root."""

    def __init__(self, home: Path, report: Report, *, root: Path | None = None, network: Network | None = None) -> None:
        self._home = real(home)
        self._root = real(root) if root else self._home
        self._report = report
        self._network = network or Network()
        self.sources: list[Source] = []

    def holds(self, name: str) -> bool:
        """Say whether there is a file of this name that references may lead to."""
        path = self._file(name)
        return "://" not in name and path is not None and path.is_relative_to(self._root) and path.is_file()

    def _file(self, name: str) -> Path | None:
        """Give the file of a name, None for a name that no file can have."""
        path = self._home / name
        try:
            path.is_file()
            return real(path)
        except (OSError, ValueError):
            return None

    def is_out_of_reach(self, name: str) -> bool:
        """Say whether a name is an address in a network that nobody allowed to ask."""
        return "://" in name and not self._network.reaches(name)

    def read(self, name: str, reference: str, at: Place) -> Value:
        """Give the root of the file called `name`, relative to the home folder; None after a complaint.

        The complaint is about the `reference` and stands where that does, `at` a place.
        """
        attempt = Report()
        try:
            value, source = read_other(self._source(name, reference, at, attempt), attempt)
        except Stopped:
            return None
        finally:
            self._report.extend(attempt)
        self.sources.append(source)
        return value

    def _source(self, name: str, reference: str, at: Place, report: Report) -> Source:
        """Read a file of that name; raises Stopped after adding an error."""
        if is_address(name):
            return self._fetched(name, reference, at, report)
        path = self._file(name)
        if path and not path.is_relative_to(self._root):
            message = f"{reference} leads out of the folder that references may lead to"
            hint = "name a wider folder with --root, or copy the file into the entry document's"
            report.add(FOREIGN_REFERENCE, at=at, message=message, hint=hint)
        elif path and path.is_file():
            self._report.read.add(name)
            return source_of(path, report, name)
        else:
            report.add(DANGLING_REFERENCE, at=at, message=f"there is no file {name}", hint="check the path")
        raise Stopped

    def _fetched(self, name: str, reference: str, at: Place, report: Report) -> Source:
        """Fetch an address; raises Stopped after adding an error, as for one that nobody allowed to ask."""
        if not self._network.reaches(name):
            report.add(FOREIGN_REFERENCE, at=at, message=f"{reference} is in the network, which nobody allowed to ask")
            raise Stopped
        source = self._network.fetch(name, at, report)
        self._report.texts[source.name] = source.text
        return source
