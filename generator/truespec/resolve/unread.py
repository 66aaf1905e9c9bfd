"""What stands for an object that may not be read: the widest that it can be, and a warning."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from truespec.building import built
from truespec.codes import FOREIGN_REFERENCE, UNREAD_REFERENCE
from truespec.diagnostic import Report
from truespec.document import Mapping, Value
from truespec.grammar import Kind
from truespec.resolve.scopes import reference_of
from truespec.sources import host_of, is_address

_ANY_BYTES: Final = "application/octet-stream"
_MEANINGS: Final = {
    Kind.SCHEMA: "any value is taken",
    Kind.RESPONSE: "its body is given as it comes",
    Kind.REQUEST_BODY: "its body is taken as it is",
    Kind.PARAMETER: "by its reference it is a parameter in the {location} named {name}",
    Kind.SECURITY_SCHEME: "its credentials must be sent by hand",
}


def stand_in(holder: Mapping, kind: Kind, root: Mapping, report: Report) -> Value:
    """Give the widest object of a kind in the place of a reference; of path items no such thing is known.

    A parameter is taken for the one that its reference names, in the path where a path of `root` has that name.
    """
    key = reference_of(holder)
    target = str(holder[key])
    at, hint = holder.marks[key].place(holder.file), _hint(target)
    if kind not in _MEANINGS and kind not in (Kind.HEADER, Kind.EXAMPLE, Kind.LINK, Kind.CALLBACK, Kind.MEDIA_TYPE):
        message = f"{target} is in the network, which references may not lead to"
        report.add(FOREIGN_REFERENCE, at=at, message=message, hint=hint)
        return None
    name = _last_word(target)
    location = "path" if _is_in_a_path(name, root) else "query"
    meaning = _MEANINGS.get(kind, "nothing is known of it").format(name=name, location=location)
    report.add(UNREAD_REFERENCE, at=at, message=f"{target} was not read; {meaning}", hint=hint)
    if kind is Kind.PARAMETER:
        return built(
            holder, {"name": name, "in": location, "required": location == "path", "schema": built(holder, {})}
        )
    beside = {word: value for word, value in holder.items() if word != key}
    return built(holder, {**_widest(holder, kind), **beside})


def _hint(target: str) -> str:
    """Say how the thing that a reference leads to can be read."""
    host = host_of(target) if is_address(target) else ""
    return f"--allow-remote-refs {host} reads it" if host else "save it beside the description, and refer to that"


def _last_word(target: str) -> str:
    """Give what a reference calls the thing that it leads to."""
    path, _, fragment = target.partition("#")
    file = path.partition("://")[2].partition("/")[2].partition("?")[0]
    return unquote(fragment).rpartition("/")[2] or PurePosixPath(file).stem or "value"


def _is_in_a_path(name: str, root: Mapping) -> bool:
    """Say whether a path of a description has a place for a parameter of this name."""
    paths = root.get("paths")
    return isinstance(paths, Mapping) and any(f"{{{name}}}" in path for path in paths)


def _widest(holder: Mapping, kind: Kind) -> dict[str, Value]:
    """Give what an object of a kind must hold to stand for every other."""
    match kind:
        case Kind.RESPONSE:
            return {"description": "", "content": _content(holder, "*/*")}
        case Kind.REQUEST_BODY:
            return {"content": _content(holder, _ANY_BYTES)}
        case Kind.SECURITY_SCHEME:
            return {"type": "unread"}
        case _:
            return {}


def _content(holder: Mapping, media_type: str) -> Mapping:
    return built(holder, {media_type: built(holder, {})})
