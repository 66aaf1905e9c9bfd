"""Which version of OpenAPI each file of a description is written in."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from msgspec import Struct

from truespec.document import Document, Mapping, Sequence, Value


def said_version(root: Value) -> str:
    """Give the version that a root says, an empty text when it says none."""
    return str(root.get("openapi", root.get("swagger", ""))) if isinstance(root, Mapping) else ""


def says_version(root: Mapping) -> bool:
    """Say whether a root says a version, known or not; a mapping or a list may have any name in a file of parts."""
    return any(not isinstance(root.get(key, root), Mapping | Sequence) for key in ("openapi", "swagger"))


def versions_of(document: Document) -> Versions:
    """Give the versions that the files of a description say."""
    return Versions(said_version(document.root), {source.name: source.versions for source in document.sources})


class Versions(Struct, frozen=True):
    """The version of each description in each file, with the line where it begins, and that of the whole."""

    own: str
    said: dict[str, tuple[tuple[int, str], ...]]

    def at(self, file: str, line: int) -> str:
        """Give the version at a line of a file, that of the whole where none is said, none in an unknown file."""
        if file not in self.said:
            return ""
        said = self.said[file]
        index = bisect_right(said, line, key=itemgetter(0)) - 1
        return (said[max(index, 0)][1] if said else "") or self.own
