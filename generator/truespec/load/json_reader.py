"""JSON becomes a value with marks."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from truespec.codes import INVALID_JSON, LAST_COMMA
from truespec.diagnostic import Report, Stopped
from truespec.document import Mapping, Mark, Sequence, Value
from truespec.load.excerpt import Excerpt
from truespec.load.json_at_once import FaultyError, read_at_once
from truespec.load.tree import Tree
from truespec.load.yaml_scalars import MAX_DIGITS, finite

WHITESPACE = re.compile(r"[ \t\n\r]*")
NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
WORD = re.compile(r"-?\w+")
SURROGATE = re.compile(r"[\ud800-\udfff]")
WORDS: dict[str, Value] = {"null": None, "true": True, "false": False}
# The library types only what is slower.
_UNTYPED: Any = json.JSONDecoder()
STRINGS = _UNTYPED.scan_once
COMMA = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")
COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")


def read_json(excerpt: Excerpt, report: Report) -> Value:
    """Read JSON as RFC 8259 has it; adds to the report and raises Stopped when that cannot be."""
    try:
        return read_at_once(excerpt)
    except FaultyError:
        return JsonReader(excerpt, report).read()


class JsonReader:
    """Reads a text from left to right, with a stack of its own instead of recursion."""

    def __init__(self, excerpt: Excerpt, report: Report) -> None:
        self.report = report
        self.text = excerpt.text
        self.position = 0
        self.file = excerpt.source.name
        self.starts, self.bases = excerpt.lines()
        self.line = 0
        self.tree = Tree(self.file, report)

    def read(self) -> Value:
        """Read the one value of the text."""
        self._next()
        self._value()
        while self.tree.stack:
            self._entry()
        if self._next():
            self._fail("more text follows the end of the value")
        return self.tree.root

    def _entry(self) -> None:
        """Read the next entry of the innermost mapping or list, or its end."""
        container = self.tree.stack[-1].container
        is_mapping = isinstance(container, Mapping)
        closing = "}" if is_mapping else "]"
        if self._next() == closing:
            self._close()
            return
        if container:
            self._pass(COMMA, ",")
            if self.text[self.position : self.position + 1] == closing:
                at = self._mark().place(self.file)
                self.report.add(LAST_COMMA, at=at, message=f"JSON allows no comma before {closing}")
                self._close()
                return
        if is_mapping:
            self._key()
        self._value()

    def _close(self) -> None:
        """Pass the end of the innermost mapping or list."""
        self.position += 1
        self.tree.close()

    def _key(self) -> None:
        """Read a key and the colon behind it."""
        if self.text[self.position : self.position + 1] != '"':
            self._fail("a key in double quotes is expected here")
        mark = self._mark()
        self.tree.key(self._string(), mark)
        self._pass(COLON, ":")

    def _value(self) -> None:
        character = self.text[self.position : self.position + 1]
        mark = self._mark()
        if character == '"':
            self.tree.add(self._string(), mark)
        elif character == "{":
            self.position += 1
            self.tree.open(Mapping(self.file, mark))
        elif character == "[":
            self.position += 1
            self.tree.open(Sequence(self.file, mark))
        else:
            self.tree.add(self._literal(), mark)

    def _string(self) -> str:
        try:
            value, end = STRINGS(self.text, self.position)
        except json.JSONDecodeError as error:
            self.position = error.pos
            self._fail(error.msg[:1].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting"))
        if not value.isascii() and SURROGATE.search(value):
            self._fail("the text holds half of a surrogate pair")
        self.position = end
        return str(value)

    def _literal(self) -> Value:
        number = NUMBER.match(self.text, self.position)
        word = WORD.match(self.text, self.position)
        if number is None and word is not None and word[0] in WORDS:
            self.position = word.end()
            return WORDS[word[0]]
        if number is None:
            self._fail(f"{word[0]} is not JSON" if word else "a value is expected here")
        try:
            value = _number(number[1], (number[2] or "") + (number[3] or ""))
        except ValueError as error:
            self._fail(str(error))
        self.position = number.end()
        return value

    def _next(self) -> str:
        """Skip white space and give the next character, an empty text at the end."""
        self._pass(WHITESPACE, "")
        return self.text[self.position : self.position + 1]

    def _pass(self, pattern: re.Pattern[str], character: str) -> None:
        """Pass a character and the white space round it."""
        found = pattern.match(self.text, self.position)
        if found is None:
            self._next()
            self._fail(f"{character} is expected here")
        self.position = found.end()

    def _mark(self) -> Mark:
        """Give the mark of where the reader is."""
        while self.starts[self.line + 1] <= self.position:
            self.line += 1
        return Mark.packed(self.bases[self.line] + self.position)

    def _fail(self, message: str) -> NoReturn:
        self.report.add(INVALID_JSON, at=self._mark().place(self.file), message=message)
        raise Stopped


def _number(whole: str, rest: str) -> int | float:
    if rest:
        return finite(whole + rest)
    if len(whole) > MAX_DIGITS:
        raise ValueError(f"the number has more than {MAX_DIGITS} digits")
    return int(whole)
