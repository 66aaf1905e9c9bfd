"""The layout that ruff gives to code, as far as whole modules can be printed in it."""

from __future__ import annotations

import re
from typing import Final

WIDTH: Final = 120
_DOCSTRING: Final = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL)
_LONG_LINE: Final = re.compile(rf'{_DOCSTRING.pattern}|^(?! *""")[^\n]{{{WIDTH + 1},}}$', re.DOTALL | re.MULTILINE)
# What is assigned to something, as a call.
_CALL: Final = re.compile(r"(?P<indent> *)(?P<head>[^\n]*? = [\w.]+\()(?P<arguments>[^\n]+)\)")
_BRACKET: Final = re.compile(r"[][(){}]")
_WORD: Final = re.compile(r"\w+")
# A text in quotes of either kind; one that ruff writes in the other kind is a match of the group.
_TEXT: Final = re.compile(r"""'((?:[^'"\\]|\\[^'"])*)'|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


def double_quoted(expression: str) -> str:
    """Give an expression with its texts in double quotes, but for those that hold some."""
    return _TEXT.sub(lambda text: text[0] if text[1] is None else f'"{text[1]}"', expression)


def words_of(code: str) -> set[str]:
    """Give the words of code that are not of a text."""
    return set(_WORD.findall(_TEXT.sub("", _DOCSTRING.sub("", code))))


def broken(module: str) -> str:
    """Give a module with the arguments of long calls on a line of their own, where that is all that ruff would do."""
    return _LONG_LINE.sub(_broken, module)


def _broken(line: re.Match[str]) -> str:
    """Break one line, which may be a docstring, and so stay as it is."""
    call = _CALL.fullmatch(line[0])
    if call is None or not _are_whole(call["arguments"]):
        return line[0]
    indent, head, arguments = call.groups()
    lines = f"{indent}{head}", f"{indent}    {arguments}", f"{indent})"
    return "\n".join(lines) if max(map(len, lines)) <= WIDTH else line[0]


def _are_whole(arguments: str) -> bool:
    """Say whether all that is opened in some arguments is closed there, and nothing else is."""
    depth = 0
    for bracket in _BRACKET.findall(_TEXT.sub("", arguments)):
        depth += 1 if bracket in "([{" else -1
        if depth < 0:
            return False
    return depth == 0


def is_laid_out(module: str) -> bool:
    """Say whether a module that a template has printed is as ruff would leave it: it is when no line is to be broken.

    Docstrings are laid out when they are made. When in doubt, it is for ruff to say.
    """
    code = _DOCSTRING.sub("", module)
    return "'" not in code and code.isascii() and max(map(len, code.splitlines())) <= WIDTH
