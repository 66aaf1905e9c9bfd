"""The MANIFEST of a generated project: which files truespec made, and what they held.

One line a file, `sha256 producer path`, below a line that says whose it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from truespec.file_tree import FileTree

NAME: Final = "MANIFEST"
# The manifest of a run under way: after a crash it says which half-written files are ours.
PENDING: Final = f"{NAME}.pending"
# The digests of everything that the output depends on, and of the manifest. It is not for committing, and so not in the
# manifest: it differs with every change of truespec, and what is generated mostly does not.
STAMP: Final = ".truespec"
_HEAD: Final = "truespec 1"


class Manifest(Struct, frozen=True, kw_only=True):
    """The digest and producer of each file by its path."""

    digests: Mapping[str, str]
    producers: Mapping[str, str]

    @classmethod
    def of(cls, files: FileTree) -> Manifest:
        """Give the manifest of a tree."""
        return cls(
            digests={file.path: file.digest for file in files},
            producers={file.path: file.producer for file in files},
        )

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read a manifest; a file that is missing or that truespec did not write owns nothing."""
        try:
            head, *lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return cls(digests={}, producers={})
        rows = [line.split(" ", 2) for line in lines if line.count(" ") >= 2]
        rows = [row for row in rows if _is_below(row[2])]
        if head != _HEAD:
            return cls(digests={}, producers={})
        return cls(
            digests={path: digest for digest, _, path in rows},
            producers={path: producer for _, producer, path in rows},
        )

    def owns(self, path: Path, folder: Path) -> bool:
        """Say whether a path is that of a file which is written below `folder`, or which tells of these."""
        return any(path == folder / name for name in (*self.digests, NAME, STAMP, PENDING))

    def holds(self, folder: Path) -> bool:
        """Say whether every file below `folder` is as it was written; raises OSError when one is missing."""
        return bool(self.digests) and all(
            sha256((folder / path).read_bytes()).hexdigest() == digest for path, digest in self.digests.items()
        )

    def text(self) -> str:
        """Give the text of the file."""
        rows = (f"{digest} {self.producers[path]} {path}\n" for path, digest in sorted(self.digests.items()))
        return f"{_HEAD}\n{''.join(rows)}"


def stamped(inputs: str, manifest: bytes) -> str:
    """Give the text of the stamp, by which a manifest that was damaged since shows too."""
    return f"{inputs} {sha256(manifest).hexdigest()}"


def _is_below(path: str) -> bool:
    """Say whether a path stays below the output folder, whoever wrote it."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts
