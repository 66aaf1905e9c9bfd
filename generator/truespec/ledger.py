"""What was described and what of it was generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of one kind the description holds, and how many of them were generated."""

    described: int
    generated: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.generated == self.described

    def __add__(self, other: Count) -> Count:
        return Count(described=self.described + other.described, generated=self.generated + other.generated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The counts of a run: operations and their parts, component schemas, and examples that hold a value."""

    operations: Count
    schemas: Count
    parameters: Count
    bodies: Count
    responses: Count
    headers: Count
    examples: Count

    def rows(self) -> Iterator[tuple[str, Count]]:
        """Give each count with its name."""
        for kind in fields(self):
            yield kind.name, getattr(self, kind.name)


def total(ledgers: Iterable[Ledger]) -> Ledger:
    """Add up the ledgers of several APIs."""
    none = Count(described=0, generated=0)
    sums = {kind.name: none for kind in fields(Ledger)}
    for ledger in ledgers:
        for kind, count in ledger.rows():
            sums[kind] += count
    return Ledger(**sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run did: where, its ledger, the seconds of each stage, and the paths it wrote or removed."""

    output: str
    ledger: Ledger
    seconds: tuple[tuple[str, float], ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: bool
