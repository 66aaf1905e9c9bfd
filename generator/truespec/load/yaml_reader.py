"""YAML 1.2 becomes a value with marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from truespec.codes import INVALID_YAML
from truespec.diagnostic import Report, Stopped
from truespec.document import LINE_BREAK, Value
from truespec.load.excerpt import Excerpt
from truespec.load.yaml_composer import Composer

# The parser in Python takes about 60 ms for 5 kB, so a large broken file would seem to hang.
PURE_LIMIT = 1_000_000
# Line breaks of YAML 1.1, which libyaml reads: https://yaml.org/spec/1.2.2/#54-line-break-characters.
OLD_BREAKS = "\x85\u2028\u2029"
QUOTE_FIRST = frozenset("@`%:")
# What YAML 1.2 allows in a plain scalar and libyaml does not; one beside quotes ends a key, one in a tag is part of it.
INNER_COLON = re.compile(r"""(?<=[^\s"'!<>,\[\]{}:]):(?=[^\s,\[\]{}])""")
TAB_LINE = re.compile(r"^\t[\t ]*(?=\r?$)", re.MULTILINE)


def read_yaml(excerpt: Excerpt, report: Report) -> Value:
    """Read YAML; adds to the report and raises Stopped when that cannot be."""
    # Start-up stays fast when nothing is read.
    from ruamel.yaml.error import YAMLError

    try:
        return _composed(excerpt, report)
    except YAMLError as error:
        value = _second_opinion(excerpt, report)
        if value is not None:
            return value
        _complain(error, excerpt, report)
        raise Stopped from None


def _second_opinion(excerpt: Excerpt, report: Report) -> Value:
    """Try again without what libyaml does not know of YAML 1.2, and last the parser that knows more and is slow.

    A line of tabs is an empty line, and a colon inside of a word is a part of it.
    """
    from ruamel.yaml.error import YAMLError  # see above

    attempts = [{"tolerant": True}, {"pure": True}] if len(excerpt.text) <= PURE_LIMIT else [{"tolerant": True}]
    for attempt in attempts:
        found = Report()
        try:
            value = _composed(excerpt, found, **attempt)
        except (YAMLError, ValueError, OverflowError, AssertionError):
            continue
        except Stopped:
            report.extend(found)
            raise
        report.extend(found)
        return value
    return None


def _composed(excerpt: Excerpt, report: Report, *, pure: bool = False, tolerant: bool = False) -> Value:
    composer = Composer(excerpt, report)
    text, restore = _hidden(excerpt.text, OLD_BREAKS + ":" * tolerant)
    for event in _events(TAB_LINE.sub("", text) if tolerant else text, pure=pure):
        composer.take(event, restore)
    return composer.tree.root


def _events(text: str, *, pure: bool) -> Iterator[Any]:
    from ruamel.yaml import YAML  # as above

    parser: Any = YAML(typ="safe", pure=pure)
    yield from parser.parse(text)


def _hidden(text: str, characters: Sequence[str]) -> tuple[str, Callable[[str], str]]:
    """Put unused characters in the place of others, of colons only the inner ones, and give the way back."""
    found = [character for character in characters if character in text]
    if not found:
        return text, str
    unused = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    old, new = "".join(found), "".join(islice(unused, len(found)))
    there, back = dict(zip(old, new, strict=True)), str.maketrans(new, old)
    colon = there.pop(":", None)
    hidden = INNER_COLON.sub(colon, text) if colon else text
    return hidden.translate(str.maketrans("".join(there), "".join(there.values()))), lambda value: value.translate(back)


def _complain(error: Any, excerpt: Excerpt, report: Report) -> None:
    mark, begin = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else _control_character(excerpt.text)
    lines = LINE_BREAK.split(excerpt.text)
    character = lines[line][column : column + 1] if line < len(lines) else ""
    message, hint = _sentence(error, character)
    if begin and begin.line < line and not hint:
        hint = f"it begins at line {excerpt.mark(begin.line, 0).line}"
    report.add(INVALID_YAML, at=excerpt.place(line, column), message=message, hint=hint)


def _control_character(text: str) -> tuple[int, int]:
    """Find what the reader stumbled over; its error gives no line."""
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    before = LINE_BREAK.split(text[: found.start()] if found else "")
    return len(before) - 1, len(before[-1])


def _sentence(error: Any, character: str) -> tuple[str, str]:
    problem, context = getattr(error, "problem", None), getattr(error, "context", None)
    if character == "\t":
        return "a tab stands where YAML allows only spaces", "indent with spaces"
    if problem is None:
        return "the text holds a control character", "remove it, or write it as an escape in double quotes"
    hint = "quote the text" if character in QUOTE_FIRST else ""
    return f"{problem} {context}" if context else str(problem), hint
