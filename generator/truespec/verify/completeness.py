"""The ledger: what the description holds, counted in the package that was made and not in what was meant."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from truespec.codes import INCOMPLETE
from truespec.diagnostic import Report
from truespec.document import Place
from truespec.file_tree import FileTree
from truespec.ledger import Count, Ledger
from truespec.specification import Specification
from truespec.verify.parts import KINDS, Made, Part


def take_ledger(
    specification: Specification, described: Mapping[Part, Place], made: Made, *, files: FileTree, report: Report
) -> Ledger:
    """Count what is described and what of it was made; each part that is missing is an error at its place."""
    for part, place in described.items():
        if part in made.lacking:
            report.add(INCOMPLETE, at=place, message=f"{part} is missing from the package")
    asked, lacking = (Counter(part.kind for part in parts) for parts in (described, made.lacking))
    counts = {kind: Count(described=asked[kind], generated=asked[kind] - lacking[kind]) for kind in KINDS}
    counts["examples"] = Count(
        described=len(specification.examples),
        generated=len(json.loads(_text(files, "tests/examples.json"))["examples"]),
    )
    for kind, count in counts.items():
        if not count.complete:
            message = f"{count.generated} of {count.described} {kind} are in the package"
            report.add(INCOMPLETE, at=specification.described.root.place, message=message)
    return Ledger(**counts)


def _text(files: FileTree, path: str) -> str:
    """Give the text of one file."""
    return next(file.content.decode() for file in files if file.path == path)
