"""The layout that ruff gives to code, as far as whole modules can be printed in it."""

from __future__ import annotations

import re
from typing import Final

WIDTH: Final = 120
_DOCSTRING: Final = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL)
_WORD: Final = re.compile(r"\w+")
# A text in quotes of either kind; one that ruff writes in the other kind is a match of the group.
_TEXT: Final = re.compile(r"""'((?:[^'"\\]|\\[^'"])*)'|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


def double_quoted(expression: str) -> str:
    """Give an expression with its texts in double quotes, but for those that hold some."""
    return _TEXT.sub(lambda text: text[0] if text[1] is None else f'"{text[1]}"', expression)


def words_of(code: str) -> set[str]:
    """Give the words of code that are not of a text."""
    return set(_WORD.findall(_TEXT.sub("", _DOCSTRING.sub("", code))))


def is_laid_out(module: str) -> bool:
    """Say whether a module that a template has printed is as ruff would leave it: it is when no line is to be broken.

    Docstrings are laid out when they are made. When in doubt, it is for ruff to say.
    """
    code = _DOCSTRING.sub("", module)
    return "'" not in code and code.isascii() and max(map(len, code.splitlines())) <= WIDTH
