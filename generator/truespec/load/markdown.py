"""Documentation pages: which of a page's code fences holds the description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from truespec.codes import ASYNCAPI, NO_DESCRIPTION, OPEN_FENCE
from truespec.diagnostic import Report, Stopped
from truespec.document import LINE_BREAK, Mapping, Place, Source
from truespec.load.excerpt import Excerpt
from truespec.load.json_reader import read_json
from truespec.sources import PAGES

DATA_EXTENSIONS = frozenset((".json", ".yaml", ".yml"))
LANGUAGES = frozenset(("", "json", "yaml", "yml"))
METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace", "webhook"))
FENCE_LINE = re.compile(r"^(?:`{3,}|~{3,})", re.MULTILINE)
VERSION_KEY = re.compile(r"""(?:\A\s*|^)["']?(?:openapi|swagger)["']?[ \t]*:[ \t]*["']?[0-9]""", re.MULTILINE)
JSON_VERSION_KEY = re.compile(r'"(?:openapi|swagger)"\s*:')
ASYNCAPI_KEY = re.compile(r"^asyncapi[ \t]*:", re.MULTILINE)
INDEX = re.compile(r"https?://[^\s<>()\[\]`'\"]*/llms\.txt")
INDEX_HINT = "the site's llms.txt"
SPECIFICATION = re.compile(r"^#+ OpenAPI Specs?\b[^#]*?\]\((https?://[^\s<>()]+)\)", re.MULTILINE | re.IGNORECASE)
HTML = re.compile(r"\s*(?:(?>(?s:<!--.*?-->))\s*)*+<(?:!doctype html|html|head|body|\?xml)", re.IGNORECASE)
# What holds a fence as text, of HTML; see https://spec.commonmark.org/0.31.2/#html-blocks, types 1 to 5.
VERBATIM = re.compile(r"<(?:[!?]|(?:pre|script|style|textarea)\b)", re.IGNORECASE)


class Fence(Struct, frozen=True, kw_only=True):
    """A fenced code block: its info string, text, place, the heading above it, and whether it is closed."""

    info: str
    excerpt: Excerpt
    place: Place
    heading: str
    is_closed: bool

    @property
    def words(self) -> list[str]:
        """The words of the info string."""
        return self.info.split()

    @property
    def language(self) -> str:
        """The first word of the info string, in lower case."""
        return self.words[0].lower() if self.words else ""

    @property
    def operation(self) -> tuple[str, str] | None:
        """The method and path of `yaml [SPEC] METHOD PATH`, None when the info string names none."""
        if len(self.words) < 3 or self.words[-2].lower() not in METHODS:
            return None
        return self.words[-2].lower(), self.words[-1]


def is_page(source: Source) -> bool:
    """Say whether a source is a Markdown page, by its name or else by its text."""
    extension = "." + source.name.rpartition(".")[2].lower()
    if extension in DATA_EXTENSIONS:
        return False
    return extension in PAGES or FENCE_LINE.search(source.text) is not None


def description_fences(source: Source, report: Report) -> list[Fence]:
    """Give the fences of a page that hold descriptions, at least one; raises Stopped after adding an error."""
    fences = list(fences_of(source))
    channels = [fence for fence in fences if is_asyncapi(fence)]
    found = [fence for fence in fences if fence not in channels and is_description(fence)]
    if found:
        _complain_of_open(fences, report)
        return found
    if channels:
        report.add(ASYNCAPI, at=channels[0].place, message="the page describes an AsyncAPI channel")
    else:
        _complain_of_none(source, len(fences), report)
    raise Stopped


def fences_of(source: Source) -> Iterator[Fence]:
    """Give the fenced code blocks of a page by the rules of https://spec.commonmark.org/0.31.2/#fenced-code-blocks.

    As in MDX, a fence may follow the line of a tag.
    """
    lines = LINE_BREAK.split(source.text)
    heading = ""
    tokens = _blocks(source.text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before and before.type == "heading_open":
            heading = token.content
        if token.type == "fence" and token.map:
            opening, end = token.map
            place = Place(source.name, opening + 1, lines[opening].find(token.markup) + 1)
            yield Fence(
                info=token.info,
                excerpt=_excerpt(source, lines, token),
                place=place,
                heading=heading,
                is_closed=token.content[-1:] in ("", "\n") and token.content.count("\n") == end - opening - 2,
            )


def _blocks(text: str) -> list[Any]:
    """Give the blocks of a page."""
    # Start-up stays fast when no page is read.
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock, html_block  # as above

    def verbatim(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        begins = VERBATIM.match(state.src, state.bMarks[line] + state.tShift[line]) is not None
        return begins and html_block(state, line, end, silent)

    reader = MarkdownIt("commonmark").disable("inline")
    reader.block.ruler.at("html_block", verbatim, {"alt": ["paragraph", "reference", "blockquote"]})
    return reader.parse(text)


def _excerpt(source: Source, lines: list[str], token: object) -> Excerpt:
    text: str = getattr(token, "content", "")
    first = getattr(token, "map", [0])[0] + 1
    inside = text.split("\n")
    outside = lines[first : first + len(inside)]
    shifts = tuple(max(0, len(out) - len(line)) for out, line in zip(outside, inside, strict=False))
    return Excerpt(source, text, first + 1, shifts)


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
    return text.lstrip().startswith("{") and JSON_VERSION_KEY.search(text) is not None and _is_at_root(fence)


def _is_at_root(fence: Fence) -> bool:
    try:
        root = read_json(fence.excerpt, Report())
    except Stopped:
        return True
    return isinstance(root, Mapping) and ("openapi" in root or "swagger" in root)


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
