"""The canonical description as YAML that every reader, of YAML 1.1 or 1.2, understands alike."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.representer import SafeRepresenter

from truespec.document import Document, plain

# Plain text that no version of YAML takes for anything else; all other text is quoted.
_PLAIN: Final = re.compile(r"[A-Za-z_/][A-Za-z0-9_/.-]*( [A-Za-z0-9_/.-]+)*")
_YAML_1_1_WORDS: Final = frozenset("y n yes no on off true false null".split())
_NEVER_FOLD: Final = 1 << 16


class _Representer(SafeRepresenter):
    """Writes text with as few quotes as is safe."""


def _represent_text(representer: Any, text: str) -> Any:
    """Give the scalar node of a text."""
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Choose a style for a text: a block for several plain lines, else plain or quoted."""
    if _PLAIN.fullmatch(text) and text.lower() not in _YAML_1_1_WORDS:
        return None
    return "|" if "\n" in text and _is_block(text) else '"'


def _is_block(text: str) -> bool:
    """Say whether a text is the same when it is written as a block."""
    lines = text.split("\n")
    return all(line.isprintable() and line == line.rstrip() for line in lines) and not text.startswith((" ", "\n"))


# The library is untyped, so what it is told passes through names of type Any.
_untyped: Any = _Representer
_untyped.add_representer(str, _represent_text)


def description_yaml(document: Document) -> bytes:
    """Give the YAML of a canonical document: sorted where it is sorted, no anchors, no line folded."""
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = _NEVER_FOLD
    yaml.allow_unicode = True
    text = StringIO()
    yaml.dump(plain(document.root), text)
    return text.getvalue().encode()
