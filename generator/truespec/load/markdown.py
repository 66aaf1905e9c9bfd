"""Documentation pages: which of a page's code fences holds the description."""

from __future__ import annotations

import re

from truespec.codes import ASYNCAPI, NO_DESCRIPTION, OPEN_FENCE
from truespec.diagnostic import Report, Stopped
from truespec.document import Place, Source
from truespec.load.fences import Fence, fences_of
from truespec.load.json_reader import read_json
from truespec.sources import PAGES
from truespec.versions import said_version

DATA_EXTENSIONS = frozenset((".json", ".yaml", ".yml"))
LANGUAGES = frozenset(("", "json", "json5", "jsonc", "oas", "openapi", "swagger", "yaml", "yml"))
FENCE_LINE = re.compile(r"^(?:`{3,}|~{3,})", re.MULTILINE)
VERSION_KEY = re.compile(r"""(?:\A\s*|^)["']?(?:openapi|swagger)["']?[ \t]*:[ \t]*["']?[0-9]""", re.MULTILINE)
JSON_VERSION_KEY = re.compile(r'"(?:openapi|swagger)"\s*:')
# What a description has beside its version, and a sample of an answer that happens to hold a version has not.
SECTION_KEY = re.compile(
    r"""(?:^|[{,])\s*["']?(?:info|paths|webhooks|components|definitions)["']?[ \t]*:""", re.MULTILINE
)
ASYNCAPI_KEY = re.compile(r"^asyncapi[ \t]*:", re.MULTILINE)
INDEX = re.compile(r"https?://[^\s<>()\[\]`'\"]*/llms\.txt")
INDEX_HINT = "the site's llms.txt"
SPECIFICATION = re.compile(r"^#+ OpenAPI Specs?\b[^#]*?\]\((https?://[^\s<>()]+)\)", re.MULTILINE | re.IGNORECASE)
HTML = re.compile(r"\s*(?:(?>(?s:<!--.*?-->))\s*)*+<(?:!doctype html|html|head|body|\?xml)", re.IGNORECASE)


def is_page(source: Source) -> bool:
    """Say whether a source is a Markdown page, by its name or else by its text."""
    extension = "." + source.name.rpartition(".")[2].lower()
    if extension in DATA_EXTENSIONS:
        return False
    return extension in PAGES or FENCE_LINE.search(source.text) is not None


def description_fences(source: Source, report: Report) -> list[Fence]:
    """Give the fences of a page that hold descriptions, at least one; raises Stopped after adding an error."""
    fences = fences_of(source)
    channels = [fence for fence in fences if is_asyncapi(fence)]
    found = [fence for fence in fences if fence not in channels and is_description(fence)]
    if found:
        _complain_of_open(fences, report)
        return list(filter(_is_telling, found)) or found
    if channels:
        report.add(ASYNCAPI, at=channels[0].place, message="the page describes an AsyncAPI channel")
    else:
        _complain_of_none(source, len(fences), report)
    raise Stopped


def is_asyncapi(fence: Fence) -> bool:
    """Say whether a fence describes a channel of messages."""
    if "asyncapi" in (fence.heading.strip().lower(), *fence.words[1:2]):
        return True
    return "asyncapi." in fence.info.lower() or ASYNCAPI_KEY.search(fence.excerpt.text) is not None


def is_description(fence: Fence) -> bool:
    """Say whether a fence announces an operation or holds the version key of a description at its root."""
    text = fence.excerpt.text
    if fence.language not in LANGUAGES:
        return False
    if fence.operation or VERSION_KEY.search(text):
        return True
    is_json = text.lstrip().startswith(("{", "//", "/*"))
    return is_json and JSON_VERSION_KEY.search(text) is not None and _is_at_root(fence)


def _is_at_root(fence: Fence) -> bool:
    try:
        root = read_json(fence.excerpt, Report())
    except Stopped:
        return True
    version = said_version(root)
    return version[:1].isdigit() or (version != "" and _is_telling(fence))


def _is_telling(fence: Fence) -> bool:
    return fence.operation is not None or SECTION_KEY.search(fence.excerpt.text) is not None


def _complain_of_open(fences: list[Fence], report: Report) -> None:
    for fence in fences:
        if not fence.is_closed:
            message, hint = "the code fence is not closed", "the page may be cut off; fetch it anew, or close the fence"
            report.add(OPEN_FENCE, at=fence.place, message=message, hint=hint)


def _complain_of_none(source: Source, fences: int, report: Report) -> None:
    blocks = "no code block on the page" if fences else "the page has no code block that"
    link, index = SPECIFICATION.search(source.text), INDEX.search(source.text)
    if link:
        hint = f"give the whole description, which the page links: {link[1]}"
    else:
        hint = f"fetch the whole description that {index[0] if index else INDEX_HINT} lists under OpenAPI Specs"
    report.add(NO_DESCRIPTION, at=Place(source.name), message=f"{blocks} holds an OpenAPI description", hint=hint)
