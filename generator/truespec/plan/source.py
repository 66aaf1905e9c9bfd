"""The only maker of Source: hostile text becomes a literal, a docstring or a line of Markdown, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from textwrap import dedent
from textwrap import indent as indented
from typing import Final

from truespec.layout import double_quoted
from truespec.package import Source

_INDENT: Final = "    "
_BARE_QUOTE_LAST: Final = re.compile(r'(?<!\\)(?:\\\\)*"$')
_MARKS: Final = r"(?P<mark>[\\`*_\[\]<>#|!{}~&])"
_CODE: Final = rf"(?P<code>`[^`]+`)|{_MARKS}"


def code(text: str) -> Source:
    """Vouch for text that truespec itself put together from names and other Source."""
    return Source(text)


def literal(value: str | int | float | bool | tuple[str | tuple[str, ...], ...] | None) -> Source:
    """Give a Python literal, in double quotes unless it holds some; only printable ASCII stays as it is."""
    return Source(double_quoted(ascii(value)))


def frozen_set(names: Iterable[str]) -> Source:
    """Give a frozenset of texts, sorted."""
    return Source(f"frozenset({{{', '.join(literal(name) for name in sorted(names))}}})")


def docstring(text: str, indent: int = 1) -> Source:
    """Give a docstring for a place `indent` levels deep, laid out as ruff does; empty when there is nothing to say.

    Backslashes, quotes and whatever is not printable are escaped, so that the text ends where it should.
    """
    first, *others = (_escaped(line.rstrip()) for line in _lines(text))
    if not first:
        return Source("")
    # A quote that begins or ends the text is kept apart from the three.
    start = f" {first}" if first.startswith('"') else first
    if not others:
        return Source(f'"""{start}{" " if _BARE_QUOTE_LAST.search(start) else ""}"""')
    margin = _INDENT * indent
    body = indented(dedent("\n".join(others)), margin)
    return Source(f'"""{start}\n{body}\n{margin}"""')


def comment(text: str) -> Source:
    """Give a text on one line, for a comment or a one-line table cell of ours."""
    return Source(_escaped(" ".join(text.split())))


def markdown(text: str) -> Source:
    """Give one line of Markdown that shows the text as it is: no HTML, no links, no code, no lists."""
    return _inline(text, _MARKS)


def cell(text: str) -> Source:
    """Give the Markdown of a table's cell that shows the text as it is, but for `code`."""
    return _inline(text, _CODE, pipe="\\|")


def prose(text: str) -> Source:
    """Give Markdown that shows the text as it is, but for paragraphs, simple lists and code."""
    shown = [block for is_code, lines in _fenced(text) for block in ([_fence(lines)] if is_code else _blocks(lines))]
    items = [block.startswith("- ") for block in [*shown, ""]]
    gaps = ["\n" if one and other else "\n\n" for one, other in pairwise(items)]
    return Source("".join(block + gap for block, gap in zip(shown, gaps, strict=True)).strip())


def _fenced(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Give the lines of a text in groups; those between fences by themselves. See https://spec.commonmark.org/0.31.2/#fenced-code-blocks."""
    fence, lines = "", list[str]()
    for line in text.splitlines():
        mark = re.fullmatch(r"\s*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)", line)
        closes = fence and mark and mark["fence"].startswith(fence) and not mark["info"].strip()
        if mark and (closes or not fence):
            yield bool(fence), lines
            fence, lines = "" if fence else mark["fence"], []
        else:
            lines.append(line)
    yield bool(fence), lines


def _fence(lines: list[str]) -> str:
    """Give a block of code; no line of it is long enough a fence to end it."""
    code = ["".join(filter(str.isprintable, line.expandtabs())) for line in lines]
    fence = "`" * (1 + max((len(run) for line in code for run in re.findall("`{2,}", line)), default=2))
    return "\n".join([fence, *code, fence])


def _blocks(lines: list[str]) -> list[str]:
    """Give the Markdown of paragraphs and list items."""
    blocks: list[str] = [""]
    for line in lines:
        bullet = re.match(r"\s*[-*+]\s+(?=\S)", line)
        if bullet or not line.strip():
            blocks += ["", "- " + line[bullet.end() :] if bullet else ""]
        else:
            blocks[-1] += " " + line
    return [_block(block.lstrip()) for block in blocks if block.strip()]


def inline_code(text: str) -> Source:
    """Give inline code; its fence is longer than any run of backticks in it."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if "`" in (text[:1], text[-1:]) else ""
    return Source(f"{fence}{space}{_line(text)}{space}{fence}")


def _block(block: str) -> str:
    """Give the Markdown of one paragraph or list item."""
    bullet = "- " if block.startswith("- ") else ""
    return bullet + _inline(block.removeprefix(bullet), _CODE)


def _inline(text: str, pattern: str, pipe: str = "|") -> Source:
    """Escape on one line what means something in Markdown, but for what the pattern finds to be code."""

    def escaped(match: re.Match[str]) -> str:
        span = match.groupdict().get("code")
        return span.replace("|", pipe) if span else f"\\{match['mark']}"

    return Source(re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", re.sub(pattern, escaped, _line(text))))


def _line(text: str) -> str:
    """Give a text on one line, without what is not printable."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(filter(str.isprintable, line))


def toml_string(text: str) -> Source:
    """Give a TOML basic string on one line, of printable characters. See https://toml.io/en/v1.0.0#string."""
    escaped = _line(text).replace("\\", "\\\\").replace('"', '\\"')
    return Source(f'"{escaped}"')


def _lines(text: str) -> list[str]:
    """Split text at line feeds only, without blank space around it."""
    return text.replace("\r\n", "\n").strip().split("\n")


def _escaped(line: str) -> str:
    """Escape what could end a docstring or look like something else than it is."""
    escaped = line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if escaped.isprintable():
        return escaped
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in escaped)
