"""What cannot be used of what a user says about one API."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from errno import ENAMETOOLONG
from pathlib import Path
from typing import Final

from truespec.codes import CODES
from truespec.diagnostic import Severity
from truespec.settings import ANY_HOST, PACKAGE_NAME, TAKEN_NAMES, Settings
from truespec.sources import host_of, is_address, is_standard_input, is_utf_8, paths_of, real

_HOST: Final = re.compile(r"[\w.:-]+")


def faults(settings: Settings) -> Iterator[tuple[str, str]]:
    """Give what cannot be used, as the key of the setting and a sentence."""
    yield from (("source", message) for message in map(_no_source, settings.sources) if message)
    if sum(map(is_standard_input, {*settings.sources, *map(str, settings.overlays)})) > 1:
        yield "source", "standard input can be read once, and is named twice"
    too_long = list(_too_long(settings))
    yield from ((key, f"the name has {length} characters, more than the system takes") for key, length in too_long)
    if not too_long:
        yield from _unusable(settings)
    yield from (("allow.codes", message) for message in map(_not_allowed, settings.allow.codes) if message)
    yield from (("allow.remote_refs", message) for message in map(_no_host, settings.allow.hosts) if message)


def _unusable(settings: Settings) -> Iterator[tuple[str, str]]:
    """Give what is wrong with names and folders."""
    name = settings.package_name
    if name is not None and not (PACKAGE_NAME.fullmatch(name) and not keyword.iskeyword(name)):
        yield "package", f"{name} is not a package name: lower-case letters, digits and underscores"
    elif name in TAKEN_NAMES or name in sys.stdlib_module_names:
        yield "package", f"{name} is the name of a package that exists already"
    if settings.output is not None and real(settings.output) in _folders_of_the_user(settings):
        yield "output", f"the output must be a folder of its own, and {settings.output} is not"
    for path in settings.overlays:
        if is_address(str(path)):
            yield "overlays", f"{path} is an address; save what it holds, and give the file"
    if settings.root is not None and not settings.root.is_dir():
        yield "root", f"there is no folder {settings.root}"


def _too_long(settings: Settings) -> Iterator[tuple[str, int]]:
    """Give the settings with a name that no file or folder can have, and its length."""
    given = {
        "source": settings.sources,
        "package": filter(None, (settings.package_name,)),
        "output": filter(None, (settings.output,)),
        "overlays": settings.overlays,
        "root": filter(None, (settings.root,)),
    }
    named = ((key, str(one)) for key, names in given.items() for one in names)
    yield from ((key, len(name)) for key, name in named if not is_address(name) and _is_too_long(name))


def _is_too_long(name: str) -> bool:
    try:
        Path(name).lstat()
    except OSError as error:
        return error.errno == ENAMETOOLONG
    except ValueError:
        return False
    return False


def _no_source(source: str) -> str:
    """Say why a text names no source, nothing when it may."""
    if not is_utf_8(source):
        return f"the name {source!a} is no UTF-8 text"
    return "" if source else "an empty text names nothing"


def _not_allowed(number: str) -> str:
    """Say why a code cannot be allowed, nothing when it can."""
    codes = {code.number: code for code in CODES}
    if number not in codes:
        return f"there is no code {number}; did you mean {get_close_matches(number, codes, n=1, cutoff=0)[0]}?"
    known = [code.number for code in CODES if code.allowable and code.severity is Severity.ERROR]
    reason = f"{number} cannot be allowed: nothing can be made after it; of the errors, {', '.join(known)} can"
    return "" if codes[number].allowable else reason


def _no_host(host: str) -> str:
    """Say why a text is not the name of a host, nothing when it is."""
    is_host = _HOST.fullmatch(host) and host.lower() in (host_of(f"//{host}"), host_of(f"//[{host}]"))
    said = host or "an empty text"
    return "" if is_host or host == ANY_HOST else f"{said} is no host; give its name alone, as in schemas.pets.example"


def _folders_of_the_user(settings: Settings) -> Iterator[Path]:
    yield from (Path.cwd(), *Path.cwd().parents)
    yield from (Path.home(), *Path.home().parents)
    for path in paths_of(settings.sources):
        yield from (real(path), *real(path).parents)
