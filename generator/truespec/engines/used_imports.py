"""A module whose template gives it every import that it may need, with those alone that it does."""

from __future__ import annotations

import re
from typing import Final

_FUTURE: Final = "from __future__ import annotations\n\n"
_BLOCK: Final = re.compile(r"(?:(?:(?:from|import) [^\n]+)?\n)+")
_LINE: Final = re.compile(r"(?P<head>(?:from (?P<home>\S+) )?import )(?P<names>.+)")
_COMMENT: Final = re.compile(r"#[^\n]*")
_GAPS: Final = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
# What these hold are modules, of which something is taken.
_HOMES_OF_MODULES: Final = (None, "..", ".._runtime")


def with_used_imports(module: str) -> str | None:
    """Give a module without the imports that it does not use, None where a look at its words cannot tell.

    The imports stand behind that of annotations, sorted, and those of one place on one line.
    """
    head, future, rest = module.partition(_FUTURE)
    block = _BLOCK.match(rest)
    code = _code(rest[block.end() :]) if block else None
    if block is None or code is None:
        return None
    words = frozenset(code.translate(_GAPS).split())
    try:
        sections = [_used(section, code, words) for section in block[0].strip().split("\n\n")]
    except _DoubtError:
        return None
    return "\n\n".join([f"{head}{future}".rstrip("\n"), *filter(None, sections), rest[block.end() :]])


class _DoubtError(Exception):
    """Something in the module may be named like what it imports."""


def _code(text: str) -> str | None:
    """Give code without its docstrings, texts and comments; None where those are not plain to see."""
    without_docstrings = "".join(text.split('"""')[::2])
    if '\\"' in without_docstrings:
        return None
    code = _COMMENT.sub("", "".join(without_docstrings.split('"')[::2]))
    return None if "'" in code else code


def _used(section: str, code: str, words: frozenset[str]) -> str:
    """Give the lines of a section of imports, with the names that are used."""
    lines = (_LINE.fullmatch(line) for line in section.split("\n"))
    return "\n".join(text for line in lines if line and (text := _line(line, code, words)))


def _line(line: re.Match[str], code: str, words: frozenset[str]) -> str:
    is_used = _is_taken_from if line["home"] in _HOMES_OF_MODULES else _is_named
    names = [name for name in line["names"].split(", ") if name in words and is_used(name, code)]
    return f"{line['head']}{', '.join(names)}" if names else ""


def _is_taken_from(name: str, code: str) -> bool:
    """Say whether something is taken from a module."""
    return f"{name}." in code and re.search(rf"(?<![\w.]){name}\.", code) is not None


def _is_named(name: str, code: str) -> bool:
    """Say whether a word is not only the name of something of a module's, as in `models.Server`.

    Raises _DoubtError when it may be that of an argument, a method or a class of the module at hand. Names of
    arguments and methods have no capitals.
    """
    others = (f"{name}:", f"{name}=", f"def {name}(") if name.islower() else (f"class {name}:",)
    if any(text in code for text in others):
        raise _DoubtError
    return f".{name}" not in code or re.search(rf"(?<![\w.]){name}\b", code) is not None
