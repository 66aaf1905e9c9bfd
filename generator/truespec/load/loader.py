"""Files become documents: which reader reads what is chosen by content."""

from __future__ import annotations

from pathlib import Path

from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Source, Value
from truespec.load.excerpt import Excerpt
from truespec.load.json_reader import read_json
from truespec.load.markdown import description_fence, is_page
from truespec.load.root import check_openapi, check_operation, mapping_of
from truespec.load.text import source_of
from truespec.load.yaml_reader import read_yaml


def load(source: Path, report: Report) -> Document:
    """Read the description in a page, a YAML file or a JSON file; raises Stopped after adding an error."""
    entry = source_of(source, report)
    return Document(_page_root(entry, report) if is_page(entry) else _file_root(entry, report), (entry,))


def read(source: Path, report: Report, name: str = "") -> Document:
    """Read another YAML or JSON file, such as an overlay, called `name`; raises Stopped after adding an error."""
    other = source_of(source, report, name)
    return Document(_root(Excerpt(other, other.text), report), (other,))


def _page_root(page: Source, report: Report) -> Mapping:
    fence = description_fence(page, report)
    root = _root(fence.excerpt, report)
    check_openapi(root, report)
    check_operation(root, fence, report)
    return root


def _file_root(entry: Source, report: Report) -> Mapping:
    root = _root(Excerpt(entry, entry.text), report)
    check_openapi(root, report)
    return root


def _root(excerpt: Excerpt, report: Report) -> Mapping:
    value = _value(excerpt, report)
    if report.failed:
        raise Stopped
    return mapping_of(value, excerpt.source, report)


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
