"""Files in memory: what is to be written, by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from msgspec import Struct


class File(Struct, frozen=True, kw_only=True):
    """One file: its path with `/` below the output folder, its bytes, what made it, and what ruff need not do in it.

    Its imports need no sorting when it `is_sorted`, and its code no layout either when it `is_laid_out`.
    """

    path: str
    content: bytes
    producer: str
    is_sorted: bool = False
    is_laid_out: bool = False

    @property
    def digest(self) -> str:
        """The SHA-256 of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()


class FileTree(Struct, frozen=True):
    """Files, sorted by path, each path once."""

    files: tuple[File, ...] = ()

    @classmethod
    def of(cls, files: Iterable[File]) -> FileTree:
        """Sort files into a tree; raises ValueError when two have the same path."""
        by_path: dict[str, File] = {}
        for file in files:
            if file.path in by_path:
                raise ValueError(f"two files for {file.path}")
            by_path[file.path] = file
        return cls(tuple(by_path[path] for path in sorted(by_path)))

    @classmethod
    def read(cls, folder: Path, producer: str) -> FileTree:
        """Read every file below a folder."""
        paths = (path for path in folder.rglob("*") if path.is_file())
        return cls.of(
            File(path=path.relative_to(folder).as_posix(), content=path.read_bytes(), producer=producer)
            for path in paths
        )

    def write_to(self, folder: Path) -> None:
        """Write every file below a folder, for tools that work on disk."""
        for parent in {folder / file.path.rpartition("/")[0] for file in self.files}:
            parent.mkdir(parents=True, exist_ok=True)
        for file in self.files:
            (folder / file.path).write_bytes(file.content)

    def __iter__(self) -> Iterator[File]:
        return iter(self.files)

    def __add__(self, other: FileTree) -> FileTree:
        return FileTree.of((*self.files, *other.files))
