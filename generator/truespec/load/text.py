"""Files become text, or a complaint that says why not."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from truespec.codes import INVALID_ENCODING, UNREADABLE_FILE
from truespec.diagnostic import Report, Stopped
from truespec.document import LINE_BREAK, Place, Source
from truespec.sources import is_utf_8


def source_of(path: Path, report: Report, name: str = "") -> Source:
    """Read a file as UTF-8 text, with or without a byte order mark; its name is that of the path unless given."""
    name = name or path.name or str(path)
    if not is_utf_8(name):
        at, message = Place(name.encode(errors="backslashreplace").decode()), f"the name {name!a} is no UTF-8 text"
        report.add(UNREADABLE_FILE, at=at, message=message, hint="give the file another name")
        raise Stopped
    try:
        data = path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        report.add(UNREADABLE_FILE, at=Place(name), message=_reason(path, error), hint=_hint(path))
        raise Stopped from None
    return Source(name, decoded(data, name, report))


def _reason(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"there is no file {path}"
        case IsADirectoryError():
            return f"{path} is a folder, not a file"
        case PermissionError():
            return f"{path} may not be read by this user"
        case _:
            return f"{path} cannot be read: {error.strerror or error}"


def _hint(path: Path) -> str:
    if path.is_dir():
        return "give the path of the description inside it"
    return "check the path" if not path.exists() else ""


def decoded(data: bytes, name: str, report: Report) -> str:
    """Read bytes as UTF-8 text; raises Stopped after adding an error."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _undecodable(_end_of(before, name), message, data, report) from None
    if "\0" in text:
        place = _end_of(text[: text.index("\0")], name)
        raise _undecodable(place, "the file is binary, not text", data, report)
    return text


def _undecodable(place: Place, message: str, data: bytes, report: Report) -> Stopped:
    utf16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    hint = "it looks like UTF-16; " * utf16 + "save it as UTF-8"
    report.add(INVALID_ENCODING, at=place, message=message, hint=hint)
    return Stopped()


def _end_of(text: str, name: str) -> Place:
    lines = LINE_BREAK.split(text)
    return Place(name, len(lines), len(lines[-1]) + 1)
