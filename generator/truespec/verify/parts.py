"""What the ledger counts, under a key that the description and the package that was made share."""

from __future__ import annotations

from typing import Final, NamedTuple

# In the order in which they are told, with the word for one of them.
KINDS: Final = {
    "operations": "operation",
    "schemas": "schema",
    "parameters": "parameter",
    "bodies": "body",
    "responses": "response",
    "headers": "header",
}


class Part(NamedTuple):
    """An operation, a component schema, or a part of an operation: `where` says which one of its kind."""

    kind: str
    name: str
    where: str = ""

    def __str__(self) -> str:
        if self.kind in ("operations", "schemas"):
            return f"the {KINDS[self.kind]} {self.name}"
        return " ".join(filter(None, (f"the {KINDS[self.kind]}", self.where, f"of {self.name}")))


class Made(NamedTuple):
    """What the package that was made lacks, and what went wrong when it was imported, each fault once."""

    lacking: frozenset[Part]
    faults: tuple[str, ...] = ()
