"""What a part of the sweep found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One part: what was done, and the promises that it saw broken."""

    what: str
    done: str
    faults: list[str] = field(default_factory=list[str])

    def show(self, *, everything: bool) -> None:
        """Print the faults, not all of them unless asked for."""
        for fault in self.faults if everything else self.faults[:SHOWN]:
            print(f"  {fault}")
        if len(self.faults) > SHOWN and not everything:
            print(f"  and {len(self.faults) - SHOWN} more (--all shows them)")

    def __str__(self) -> str:
        return f"{self.what:12} {'holds ' if not self.faults else 'BROKEN'} {self.done}"


def grouped(faults: list[str], cause: Callable[[str], str]) -> str:
    """Count faults by cause."""
    counted = Counter(map(cause, faults)).most_common()
    return "\n".join(f"  {count:5} {what}" for what, count in counted)
