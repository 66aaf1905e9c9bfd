"""The code fences of documentation pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from truespec.document import LINE_BREAK, Place, Source
from truespec.load.excerpt import Excerpt

METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace", "webhook"))
# JSON with comments, whose texts may hold what looks like one.
COMMENTED = frozenset(("jsonc", "json5"))
COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*+(?:"|\Z))|//[^\n]*+|/\*.*?(?:\*/|\Z)""", re.DOTALL)
LANGUAGE = re.compile(r"[{.]*([^\s{}:,]*)")
DEEP_FENCE = re.compile(r"((?: {4}| {0,3}\t)[ \t]*)(`{3,}|~{3,})([^`]*)")
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
        """The language that the info string begins with, in lower case, without what it says of how to show it."""
        found = LANGUAGE.match(self.info)
        return found[1].lower() if found else ""

    @property
    def operation(self) -> tuple[str, str] | None:
        """The method and path of `yaml [SPEC] METHOD PATH`, None when the info string names none."""
        if len(self.words) < 3 or self.words[-2].lower() not in METHODS:
            return None
        return self.words[-2].lower(), self.words[-1]


def fences_of(source: Source) -> list[Fence]:
    """Give the fenced code blocks of a page by the rules of https://spec.commonmark.org/0.31.2/#fenced-code-blocks.

    As in MDX, a fence may follow the line of a tag, and be indented however far.
    """
    lines = LINE_BREAK.split(source.text)
    tokens = _blocks(source.text)
    headings = [(text.map[0], text.content) for one, text in pairwise(tokens) if one.type == "heading_open"]
    taken = {line for token in tokens if token.type in ("fence", "html_block") for line in range(*token.map)}
    found = [*(_marked(token) for token in tokens if token.type == "fence"), *_deep(lines, taken)]
    return [_fence(source, lines, one, headings) for one in sorted(found)]


class _Block(NamedTuple):
    """A code block: the line that opens it, from 0, and what it says."""

    opening: int
    markup: str
    info: str
    text: str
    is_closed: bool


def _marked(token: Any) -> _Block:
    opening, end = token.map
    is_closed = token.content[-1:] in ("", "\n") and token.content.count("\n") == end - opening - 2
    return _Block(opening, token.markup, token.info, token.content, is_closed)


def _deep(lines: list[str], taken: AbstractSet[int]) -> Iterator[_Block]:
    """Give the blocks that are indented so far that CommonMark takes them for text, unless another holds them."""
    end = 0
    for number, line in enumerate(lines):
        opening = DEEP_FENCE.fullmatch(line) if number >= end and number not in taken else None
        if opening is not None:
            indent, markup, info = opening.groups()
            inside = _indented(lines, number + 1, indent)
            closing = re.compile(rf" {{0,3}}{markup}{markup[0]}*[ \t]*")
            length = next((index for index, one in enumerate(inside) if closing.fullmatch(one)), len(inside))
            is_closed = length < len(inside)
            end = number + 1 + length + is_closed
            yield _Block(number, markup, info.strip(), "".join(f"{one}\n" for one in inside[:length]), is_closed)


def _indented(lines: list[str], start: int, indent: str) -> list[str]:
    """Give the lines from one on that are indented at least so far, without that."""
    following = (lines[number] for number in range(start, len(lines)))
    inside = takewhile(lambda line: line.startswith(indent) or not line.strip(), following)
    return [line.removeprefix(indent) for line in inside]


def _fence(source: Source, lines: list[str], block: _Block, headings: list[tuple[int, str]]) -> Fence:
    above = [heading for line, heading in headings if line < block.opening]
    fence = Fence(
        info=block.info,
        excerpt=_excerpt(source, lines, block),
        place=Place(source.name, block.opening + 1, lines[block.opening].find(block.markup) + 1),
        heading=above[-1] if above else "",
        is_closed=block.is_closed,
    )
    if fence.language not in COMMENTED:
        return fence
    return replace(fence, excerpt=replace(fence.excerpt, text=COMMENT.sub(_blank, block.text)))


def _blank(found: re.Match[str]) -> str:
    """Give spaces for a comment, and a text as it is."""
    return found[1] or re.sub(r"[^\n]", " ", found[0])


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


def _excerpt(source: Source, lines: list[str], block: _Block) -> Excerpt:
    first = block.opening + 1
    inside = block.text.split("\n")
    outside = lines[first : first + len(inside)]
    shifts = tuple(max(0, len(out) - len(line)) for out, line in zip(outside, inside, strict=False))
    return Excerpt(source, block.text, first + 1, shifts)
