"""The canonical description as YAML that every reader, of YAML 1.1 or 1.2, understands alike.

Written here because the libraries that write YAML take fifty times as long for a large description.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from truespec.document import Document, Value

# Plain text that no version of YAML takes for anything else; all other text is quoted.
_PLAIN: Final = re.compile(r"[A-Za-z_/][A-Za-z0-9_/.-]*( [A-Za-z0-9_/.-]+)*")
_YAML_1_1_WORDS: Final = frozenset("y n yes no on off true false null".split())
# See https://yaml.org/spec/1.2.2/#57-escaped-characters; and what is not printable there.
_ESCAPED: Final = re.compile('["\\\\\ufeff\x85\u2028\u2029]|[^ -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
_SHORT_ESCAPES: Final = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r",
    "\x1b": "\\e", '"': '\\"', "\\": "\\\\", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_NOT_FINITE: Final = {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}
_LONGEST_KEY: Final = 128
_STEP: Final = "  "


def description_yaml(document: Document) -> bytes:
    """Give the YAML of a canonical document: sorted where it is sorted, no anchors, no line folded."""
    return f"{_block(document.root, '')}\n".encode()


def _block(value: Value, margin: str) -> str:
    """Give a value whose first line stands behind `margin` already."""
    if isinstance(value, dict) and value:
        return f"\n{margin}".join([f"{_key(key, margin)}:{_held(item, margin)}" for key, item in value.items()])
    if isinstance(value, list) and value:
        inner = margin + _STEP
        return f"\n{margin}".join([f"- {_block(item, inner)}" for item in value])
    return _scalar(value, margin)


def _held(value: Value, margin: str) -> str:
    """Give what follows a key that stands at `margin`; the items of a list stand below the key itself."""
    if isinstance(value, str):
        return f" {_text(value, margin + _STEP)}"
    if isinstance(value, dict) and value:
        return f"\n{margin}{_STEP}{_block(value, margin + _STEP)}"
    if isinstance(value, list) and value:
        return f"\n{margin}{_block(value, margin)}"
    return f" {_scalar(value, margin + _STEP)}"


def _key(text: str, margin: str) -> str:
    """Give a key on a line, which every reader takes for one only when it is short."""
    written = _line(text)
    return written if len(written) <= _LONGEST_KEY else f"? {written}\n{margin}"


def _scalar(value: Value, margin: str) -> str:
    """Give a plain value, or an empty one."""
    match value:
        case str():
            return _text(value, margin)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float():
            return _float(value)
        case _:
            return str(value) if isinstance(value, int) else ("[]" if isinstance(value, list) else "{}")


def _text(value: str, margin: str) -> str:
    """Give a text; one of several plain lines as a block whose lines stand at `margin`."""
    return _lines(value, margin) if "\n" in value and _is_block(value) else _line(value)


def _float(value: float) -> str:
    """Give a number with a point, without which YAML 1.1 takes one with an exponent for text."""
    text = repr(value)
    return _NOT_FINITE.get(text) or (text if "." in text else text.replace("e", ".0e"))


@lru_cache(maxsize=1 << 16)
def _line(text: str) -> str:
    """Give a text on one line, with as few quotes as is safe."""
    if _PLAIN.fullmatch(text) and text.lower() not in _YAML_1_1_WORDS:
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    """Give the escape of one character."""
    code = ord(match[0])
    return _SHORT_ESCAPES.get(match[0]) or (
        f"\\x{code:02X}" if code < 1 << 8 else f"\\u{code:04X}" if code < 1 << 16 else f"\\U{code:08X}"
    )


def _is_block(text: str) -> bool:
    """Say whether a text is the same when it is written as a block."""
    lines = text.split("\n")
    return all(line.isprintable() and line == line.rstrip() for line in lines) and not text.startswith((" ", "\n"))


def _lines(text: str, margin: str) -> str:
    """Give a text as a block; the sign in its head says how many line feeds it ends with."""
    sign = "-" if not text.endswith("\n") else "+" if text.endswith("\n\n") else ""
    body = "".join(f"\n{margin}{line}" if line else "\n" for line in text.removesuffix("\n").split("\n"))
    return f"|{sign}{body}"
