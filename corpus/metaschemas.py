"""OpenAPI's own JSON Schemas as a second opinion: what they refuse, the rules that lint holds refuse too."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
from ruamel.yaml import YAML

from outcome import Outcome
from places import CORPUS, entries, shown
from table import table
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, plain
from truespec.load import load
from truespec.rules import check_rules

HEAD = ("version", "the schemas", "the rules", "descriptions")
SCHEMAS = CORPUS / "conformance" / "schemas"
VERSIONS = ("2.0", "3.0", "3.1", "3.2")
# The schemas that are published with this name are drafts, and want each schema to name their own dialect.
DRAFT = "WORK-IN-PROGRESS"


def sweep(only: str) -> Outcome:
    """Hold every description of the corpus against both, and print how often they agree."""
    validators = {version: _validator(version) for version in VERSIONS}
    counts: Counter[tuple[str, str, str]] = Counter()
    faults: list[str] = []
    for path in (path for path in _paths() if only in path.name):
        document = _loaded(path)
        version = str(document.root.get("openapi", document.root.get("swagger")))[:3] if document else ""
        if document is None or version not in validators:
            continue
        report = Report()
        check_rules(document, report)
        errors = validators[version].iter_errors(plain(document.root))
        error = next((one for one in errors if DRAFT not in one.message), None)
        counts[version, "refuse" if error else "accept", "refuse" if list(report) else "accept"] += 1
        if error and not list(report):
            place = "/".join(map(str, error.instance_path))
            faults.append(f"{shown(path.resolve())} {place}: {error.message[:120]}")
    print(table(HEAD, [(*key, count) for key, count in sorted(counts.items())]), flush=True)
    done = f"{counts.total() - len(faults)} of {counts.total()} are refused by the rules where the schemas refuse them"
    return Outcome(what="metaschemas", done=done, faults=faults)


def _validator(version: str) -> Any:
    files = {file.name: _read(file) for file in SCHEMAS.iterdir()}
    if version < "3.1":
        (name,) = (name for name in files if name.startswith(f"v{version}-schema."))
        return jsonschema_rs.Draft4Validator(files[name], validate_formats=False)
    known = [(schema["$id"], schema) for name, schema in files.items() if name.startswith(f"v{version}")]
    return jsonschema_rs.Draft202012Validator(
        files[f"v{version}-schema-base.yaml"], registry=jsonschema_rs.Registry(known)
    )


def _read(file: Path) -> Any:
    text = file.read_text("utf-8")
    return (
        json.loads(text) if file.suffix == ".json" else json.loads(json.dumps(YAML(typ="safe").load(text), default=str))
    )


def _paths() -> Iterator[Path]:
    yield from sorted(
        path for path in (CORPUS / "conformance").rglob("*.*") if path.suffix in (".json", ".yaml", ".yml")
    )
    yield from (entry.source for kind in ("real", "fixtures", "goext") for entry in entries(kind))


def _loaded(path: Path) -> Document | None:
    try:
        return load(path, Report())
    except Stopped:
        return None
