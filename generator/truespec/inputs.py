"""The digest of everything that the output depends on, so that an unchanged input costs no work."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from truespec.settings import Settings
from truespec.sources import files_of, home_of, is_address, is_local, is_stream, name_of, overlay_names
from truespec.template_folder import template_folder

_ENGINES: Final = ("datamodel-code-generator", "jinja2", "openapi-python-client", "ruamel.yaml", "ruff")


def digest_of_inputs(settings: Settings, others: tuple[str, ...]) -> str:
    """Give the digest over sources, settings, truespec itself and the engines; raises OSError for a missing source.

    `others` are the files that references lead to, by their names relative to the home folder.
    """
    total = sha256()
    for part in (*_sources(settings), *_others(settings, others), *_words(settings), *_own_files()):
        total.update(sha256(part).digest())
    return total.hexdigest()


def _sources(settings: Settings) -> Iterator[bytes]:
    """Give the name and the bytes of each file that the settings name; addresses and streams have none."""
    home = home_of(settings.sources)
    named = dict.fromkeys(settings.sources)
    yield from (source.encode() for source in named if not is_local((source,)))
    overlays = overlay_names(settings.sources, settings.overlays)
    files = sorted((name_of(file, home), file) for file in files_of(named))
    for name, path in (*files, *((overlays[o], o) for o in overlays)):
        yield name.encode()
        yield b"" if is_stream(str(path)) else path.read_bytes()


def _others(settings: Settings, names: tuple[str, ...]) -> Iterator[bytes]:
    """Give the name of each file that references lead to, and its bytes unless it is at an address."""
    for name in names:
        yield name.encode()
        yield b"" if is_address(name) else (home_of(settings.sources) / name).read_bytes()


def _words(settings: Settings) -> Iterator[bytes]:
    """Give the settings, and the engines' versions."""
    yield (settings.package_name or "").encode()
    yield " ".join(settings.allow.codes).encode()
    yield " ".join(settings.allow.hosts).encode()
    for name, python_type in sorted(settings.type_map.items()):
        yield f"{name}={python_type}".encode()
    for operation, rule in sorted(settings.pagination.items()):
        yield f"{operation}={rule}".encode()
    for engine in _ENGINES:
        yield version(engine).encode()


def _own_files() -> Iterator[bytes]:
    """Give every file of truespec that has a say in the output."""
    for folder in (Path(__file__).parent, template_folder()):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.read_bytes()
