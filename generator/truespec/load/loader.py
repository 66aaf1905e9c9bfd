"""Files become documents: which reader reads what is chosen by content."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from truespec.codes import NO_DESCRIPTION
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Place, Sequence, Source, Value
from truespec.load.excerpt import Excerpt
from truespec.load.fences import Fence
from truespec.load.json_reader import read_json
from truespec.load.markdown import HTML, description_fences, is_page
from truespec.load.misprints import corrected
from truespec.load.old_mintlify import is_old_mintlify, modernised
from truespec.load.root import check_openapi, check_operation, mapping_of
from truespec.load.text import source_of
from truespec.load.uniting import unite
from truespec.load.yaml_reader import read_yaml
from truespec.versions import said_version, says_version

_HTML_HINT = "fetch it as Markdown, often by adding .md to its address"
_GITHUB_HINT = "give the raw address, which begins with https://raw.githubusercontent.com/"


def load(source: Path, report: Report) -> Document:
    """Read the description in a page, a YAML file or a JSON file; raises Stopped after adding an error."""
    return unite(documents_of(source_of(source, report), report), report)


def documents_of(entry: Source, report: Report) -> list[Document]:
    """Give each description in a source, of which a page may hold several; raises Stopped after adding an error."""
    if HTML.match(entry.text):
        hint = _GITHUB_HINT if "github.com/" in entry.name and "/blob/" in entry.name else _HTML_HINT
        report.add(NO_DESCRIPTION, at=Place(entry.name), message="this is an HTML page", hint=hint)
        raise Stopped
    if not is_page(entry):
        return [_document(_file_root(entry, report), entry)]
    return [_document(_page_root(fence, report), entry) for fence in description_fences(entry, report)]


def read(source: Path, report: Report, name: str = "") -> Document:
    """Read another YAML or JSON file, such as an overlay, called `name`; raises Stopped after adding an error."""
    other = source_of(source, report, name)
    return Document(_root(Excerpt(other, other.text), report), (other,))


def read_other(other: Source, report: Report) -> tuple[Value, Source]:
    """Read what references lead into, a page or a schema of one word too, and give the source with its versions.

    Raises Stopped after adding an error.
    """
    if is_page(other):
        document = unite(documents_of(other, report), report)
        return document.root, document.sources[0]
    excerpt = Excerpt(other, other.text)
    value = _whole(excerpt, report)
    if not isinstance(value, Sequence | bool):
        root = mapping_of(value, excerpt, report)
        value = check_openapi(root, report) if says_version(root) else root
    return value, replace(other, versions=((1, said_version(value)),))


def _page_root(fence: Fence, report: Report) -> Mapping:
    root = _root(fence.excerpt, report)
    if is_old_mintlify(root):
        root = modernised(root, report)
    root = check_openapi(root, report)
    check_operation(root, fence, report)
    return corrected(root, report)


def checked(document: Document, report: Report) -> Document:
    """Give a description that was changed after it was loaded; raises Stopped when it is of no known version now.

    A version that none of its sources says is that of all of them.
    """
    root = check_openapi(document.root, report)
    is_said = said_version(root) in {version for source in document.sources for _, version in source.versions}
    sources = document.sources if is_said else tuple(replace(source, versions=()) for source in document.sources)
    return Document(root, sources)


def _document(root: Mapping, source: Source) -> Document:
    return Document(root, (replace(source, versions=((root.mark.line, said_version(root)),)),))


def _file_root(entry: Source, report: Report) -> Mapping:
    return check_openapi(_root(Excerpt(entry, entry.text), report), report)


def _root(excerpt: Excerpt, report: Report) -> Mapping:
    return mapping_of(_whole(excerpt, report), excerpt, report)


def _whole(excerpt: Excerpt, report: Report) -> Value:
    value = _value(excerpt, report)
    if report.failed:
        raise Stopped
    return value


def _value(excerpt: Excerpt, report: Report) -> Value:
    name = excerpt.source.name.lower()
    if name.endswith(".json"):
        return read_json(excerpt, report)
    if not excerpt.text.lstrip().startswith(("{", "[")):
        return read_yaml(excerpt, report)
    return _flow(excerpt, report)


def _flow(excerpt: Excerpt, report: Report) -> Value:
    """Read what begins like JSON: as JSON or as YAML in flow style; the one that got further complains."""
    attempts: list[Report] = []
    for read_value in (read_json, read_yaml):
        attempt = Report()
        try:
            value = read_value(excerpt, attempt)
        except Stopped:
            attempts.append(attempt)
        else:
            report.extend(attempt)
            return value
    report.extend(max(attempts, key=_reach))
    raise Stopped


def _reach(report: Report) -> tuple[int, int]:
    last = list(report)[-1].place
    return last.line, last.column
