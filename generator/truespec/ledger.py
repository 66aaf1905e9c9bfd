"""What was described and what of it was generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct


class Count(Struct, frozen=True, kw_only=True):
    """How many of one kind the description holds, and how many of them were generated."""

    described: int
    generated: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.generated == self.described

    def __add__(self, other: Count) -> Count:
        return Count(described=self.described + other.described, generated=self.generated + other.generated)


class Ledger(Struct, frozen=True, kw_only=True):
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
        for kind in self.__struct_fields__:
            yield kind, getattr(self, kind)


def total(ledgers: Iterable[Ledger]) -> Ledger:
    """Add up the ledgers of several APIs."""
    none = Count(described=0, generated=0)
    sums = dict.fromkeys(Ledger.__struct_fields__, none)
    for ledger in ledgers:
        for kind, count in ledger.rows():
            sums[kind] += count
    return Ledger(**sums)


class Outcome(Struct, frozen=True, kw_only=True):
    """What a run did: where, its ledger, the seconds of each stage, and the paths it wrote or removed."""

    output: str
    ledger: Ledger
    seconds: tuple[tuple[str, float], ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: bool
