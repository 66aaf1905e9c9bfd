"""The page docs/extensions.md, made from the table of known extensions."""

from __future__ import annotations

from itertools import chain

from truespec.codes import IGNORED_EXTENSION, INVALID_EXTENSION, UNKNOWN_EXTENSION
from truespec.normalise.extensions.known import TABLE, Known

_HEAD = ("| extension | where | what truespec does |", "| --- | --- | --- |")


def documentation() -> str:
    """Give the page docs/extensions.md."""
    rows = chain.from_iterable(_rows(known) for known in TABLE)
    return f"{_introduction()}\n" + "\n".join((*_HEAD, *rows)) + "\n"


def _rows(known: Known) -> list[str]:
    return [f"| `{name}` | {known.where} | {known.does} |" for name in known.names]


def _introduction() -> str:
    fatal, mild, unknown = INVALID_EXTENSION.number, IGNORED_EXTENSION.number, UNKNOWN_EXTENSION.number
    return f"""# Extensions
What truespec does with each `x-` key that it knows. A value of the wrong type is an error ({fatal}) where Go's tools
make it one, and else a warning ({mild}), and the extension has no effect. An unknown extension is mentioned once
({unknown}) and kept in the canonical description. `make update` writes this page from the code.
"""
