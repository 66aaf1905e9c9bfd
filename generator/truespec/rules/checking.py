"""Hold a description, as it was written, against the rules of its version."""

from __future__ import annotations

from typing import Final

from truespec.diagnostic import Report
from truespec.document import Document
from truespec.rules.relations import Relations
from truespec.rules.tables import Version
from truespec.rules.walking import Walk

_VERSIONS: Final[tuple[Version, ...]] = ((2, 0), (3, 0), (3, 1), (3, 2))


def check_rules_of_others(document: Document, files: frozenset[str], report: Report) -> None:
    """Report whatever the specification does not allow in these files, of which `document` is a bundle."""
    found = Report()
    check_rules(document, found)
    for one in found:
        if one.place.file in files:
            report.add(one.code, at=one.place, message=one.message, hint=one.hint)


def check_rules(document: Document, report: Report) -> None:
    """Report whatever the specification does not allow in the entry document."""
    text = str(document.root.get("openapi", document.root.get("swagger")))
    version = next((known for known in _VERSIONS if text.startswith(f"{known[0]}.{known[1]}")), None)
    if version is None:
        return
    walk = Walk.through(version, report)
    walk.object(document.root, "OpenAPI", document.root.place)
    Relations(document, version, report).check(walk.met)
