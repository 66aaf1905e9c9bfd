"""What the user named becomes one document: files, folders of pages, addresses and standard input, in any order."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from pathlib import Path

from truespec.codes import ASYNCAPI, NO_DESCRIPTION, NO_PAGES, PAGES_LEFT_OUT, UNREADABLE_FILE
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Place, Source
from truespec.load.loader import documents_of
from truespec.load.markdown import DATA_EXTENSIONS
from truespec.load.remote import Network
from truespec.load.text import decoded, source_of
from truespec.load.uniting import unite
from truespec.sources import STDIN, STDIN_NAME, home_of, is_address, is_stream, name_of, pages_of

# Nobody names so many pages on purpose.
MAX_PAGES = 5_000


def load_all(sources: tuple[str, ...], network: Network, report: Report) -> Document:
    """Read what the user named as one description; raises Stopped after adding an error."""
    found: dict[tuple[str, int, int], Document] = {}
    for source in sorted(set(sources)):
        for document in _documents(source, home_of(sources), network, report):
            place = document.root.place
            found[place.file, place.line, place.column] = document
    if report.failed:
        raise Stopped
    return unite([found[place] for place in sorted(found)], report)


def _documents(source: str, home: Path, network: Network, report: Report) -> list[Document]:
    """Give the descriptions in one source, none after a complaint."""
    try:
        if source == STDIN:
            return documents_of(_standard_input(report), report)
        if is_stream(source):
            return documents_of(_told(source_of(Path(source), report, source), report), report)
        if is_address(source):
            at = Place(network.name(source))
            return documents_of(_told(network.fetch(source, at, report), report), report)
        if Path(source).is_dir():
            return _documents_of_folder(Path(source), home, report)
        return documents_of(source_of(Path(source), report, _name(Path(source), home)), report)
    except Stopped:
        return []


def _name(path: Path, home: Path) -> str:
    return name_of(path, home) if path.name else str(path)


def _standard_input(report: Report) -> Source:
    if sys.stdin is None or sys.stdin.isatty():
        message, hint = "nothing is piped in", "try: curl https://example.com/openapi.yaml | truespec generate -"
        report.add(UNREADABLE_FILE, at=Place(STDIN_NAME), message=message, hint=hint)
        raise Stopped
    data = sys.stdin.buffer.read().removeprefix(BOM_UTF8)
    return _told(Source(STDIN_NAME, decoded(data, STDIN_NAME, report)), report)


def _told(source: Source, report: Report) -> Source:
    """Keep the text of what is no file, to show lines of it."""
    report.texts[source.name] = source.text
    return source


def _documents_of_folder(folder: Path, home: Path, report: Report) -> list[Document]:
    """Give the descriptions on the pages of a folder; pages without one are left out, and told."""
    pages = pages_of(folder)
    if not pages or len(pages) > MAX_PAGES:
        _complain_of_folder(folder, len(pages), report)
        raise Stopped
    found: list[Document] = []
    without: list[str] = []
    for page in pages:
        name, attempt = name_of(page, home), Report()
        try:
            found += documents_of(source_of(page, attempt, name), attempt)
        except Stopped:
            if {item.code for item in attempt} <= {NO_DESCRIPTION, ASYNCAPI}:
                without.append(name)
                continue
        report.extend(attempt)
    if without:
        _tell_of_others(folder, without, is_all=not found and not report.failed, report=report)
    return found


def _complain_of_folder(folder: Path, count: int, report: Report) -> None:
    files = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in DATA_EXTENSIONS)
    hint = f"give the description in it, such as {folder / files[0]}" if files else "give the folder of the pages"
    message = f"the folder holds {count} pages, more than {MAX_PAGES}" if count else "the folder holds no .md page"
    report.add(NO_PAGES, at=Place(str(folder)), message=message, hint=hint)


def _tell_of_others(folder: Path, names: list[str], *, is_all: bool, report: Report) -> None:
    some = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    code = NO_PAGES if is_all else PAGES_LEFT_OUT
    message = f"no OpenAPI description is on {some}"
    hint = "give the pages of operations, or the whole description that the site's llms.txt lists" if is_all else ""
    report.add(code, at=Place(str(folder)), message=message, hint=hint)
