"""What a user gives to read: files, folders, addresses, standard input; and how messages call each of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final
from urllib.parse import SplitResult, urlsplit

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
PAGES: Final = frozenset((".md", ".mdx", ".markdown"))
_ADDRESS: Final = re.compile(r"https?:/", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Say whether a source is to be fetched."""
    return _ADDRESS.match(source) is not None


def is_utf_8(name: str) -> bool:
    """Say whether a name is text: the system allows any bytes in one, which no report could hold."""
    return name.encode(errors="ignore").decode() == name


def is_stream(source: str) -> bool:
    """Say whether a source can be read only once: standard input, or a pipe in the place of a file."""
    try:
        mode = Path(source).stat().st_mode
    except (OSError, ValueError):
        return source == STDIN
    return source == STDIN or not (S_ISREG(mode) or S_ISDIR(mode))


def is_standard_input(source: str) -> bool:
    """Say whether a source is standard input, by whatever name."""
    if source == STDIN or not is_stream(source):
        return source == STDIN
    try:
        return os.path.samestat(Path(source).stat(), os.fstat(0))
    except OSError:
        return False


def real(path: Path) -> Path:
    """Give the absolute path behind all links; links in a circle, which `resolve` dies of, lead nowhere."""
    return Path(os.path.realpath(path))


def paths_of(sources: Iterable[str]) -> tuple[Path, ...]:
    """Give those sources that are files and folders."""
    return tuple(Path(source) for source in sources if is_local((source,)))


def files_of(sources: Iterable[str]) -> list[Path]:
    """Give the files that are read of those sources: each, or each page below it."""
    return [page for path in paths_of(sources) for page in (pages_of(path) if path.is_dir() else (path,))]


def home_of(sources: Iterable[str]) -> Path:
    """Give the folder that names of files are relative to: the one that holds all sources."""
    folders = [str(path if path.is_dir() else path.parent) for path in paths_of(sources)]
    try:
        return Path(os.path.commonpath([real(Path(folder)) for folder in folders])) if folders else Path.cwd()
    except ValueError:
        # They are on several drives of Windows.
        return real(Path(folders[0]))


def name_of(path: Path, home: Path) -> str:
    """Give the name of a file: its path from there, with slashes."""
    return Path(os.path.relpath(real(path), home)).as_posix()


def pages_of(folder: Path) -> list[Path]:
    """Give the pages below a folder, sorted, without what is hidden; links to folders are not followed."""
    pages: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "node_modules"))]
        pages += [Path(place, name) for name in files if Path(name).suffix.lower() in PAGES]
    return sorted(pages)


def is_local(sources: Iterable[str]) -> bool:
    """Say whether every source is a file or a folder, which can be read twice."""
    return not any(is_address(source) or is_stream(source) for source in sources)


def host_of(address: str) -> str:
    """Give the host of an address, an empty text when it has none or is broken."""
    parts = _parts(address)
    return (parts.hostname or "").lower() if parts else ""


def public_address(source: str) -> str:
    """Give an address without what may be secret in it: its user, password and query."""
    parts = _parts(source)
    if parts is None:
        return re.sub("//.*@|[?#].*", "", source)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query="", fragment="").geturl()


def address_names(sources: Iterable[str]) -> dict[str, str]:
    """Name the addresses without what may be secret; those that differ in nothing else have a number as fragment."""
    names: dict[str, str] = {}
    for source in sorted(set(filter(is_address, sources))):
        name = public_address(source)
        numbered = (f"{name}#{number}" for number in count(2))
        names[source] = next(free for free in chain([name], numbered) if free not in names.values())
    return names


def _parts(address: str) -> SplitResult | None:
    """Give the parts of an address, None when it is broken."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def overlay_names(sources: tuple[str, ...], overlays: tuple[Path, ...]) -> dict[Path, str]:
    """Name the overlays by their last part, those that share it with another file by their path from the sources."""
    home = home_of(sources)
    last = [path.name for path in (*paths_of(sources), *overlays)]
    return {path: path.name if last.count(path.name) == 1 else name_of(path, home) for path in overlays}
