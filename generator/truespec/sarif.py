"""A report as SARIF 2.1.0, with what code scanning wants besides.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from truespec import __version__
from truespec.advice import ADVICE
from truespec.codes import CODES
from truespec.diagnostic import Code, Severity

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(ledger: Mapping[str, object], diagnostics: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give one run with a rule for each code and a result for each diagnostic, as `report_file.entry` gives them."""
    run = {
        "tool": {"driver": {"name": "truespec", "version": __version__, "rules": [_rule(code) for code in CODES]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic) for diagnostic in diagnostics],
        "properties": {"ledger": dict(ledger)},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> dict[str, Any]:
    """Give a code as a reportingDescriptor."""
    return {
        "id": code.number,
        "shortDescription": {"text": code.sentence},
        "fullDescription": {"text": code.sentence},
        "help": {"text": f"What to do: {ADVICE[code.number]}."},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(diagnostic: Mapping[str, Any]) -> dict[str, Any]:
    """Give a diagnostic as a result."""
    hint = f" ({diagnostic['hint']})" if diagnostic["hint"] else ""
    line, column = diagnostic["line"], diagnostic["column"]
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
    physical = {"artifactLocation": {"uri": _relative(diagnostic["file"])}, "region": region}
    location = {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": diagnostic["pointer"]}]}
    return {
        "ruleId": diagnostic["code"],
        "ruleIndex": _INDEX[diagnostic["code"]],
        "level": _LEVELS[Severity(diagnostic["severity"])],
        "message": {"text": diagnostic["message"] + hint},
        "locations": [location],
    }


def _relative(path: str) -> str:
    """Give a path as a URI reference, relative to the current folder."""
    if path.startswith(("http://", "https://")):
        return path
    return quote(os.fsencode(os.path.relpath(path).replace(os.sep, "/")))


_INDEX: Final = {code.number: index for index, code in enumerate(CODES)}
