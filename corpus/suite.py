"""The JSON Schema suite: every valid instance decodes strictly through a generated package, and encodes back.

Each file becomes one description, each of its schemas a component and the answer of an operation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from lowering import LISTS, MAPS, ONE
from outcome import Outcome
from places import CORPUS, Entry, exceptions
from table import table
from trial import attempt
from tried import Case, tried

HEAD = ("file", "schemas", "valid instances", "held", "excepted", "failed", "s")
TESTS = CORPUS / "jsonschema-suite" / "tests" / "draft2020-12"
WORKERS = 2
LEAST = 0.97
SCHEMAS = (*ONE, "unevaluatedItems", "unevaluatedProperties", "contentSchema")
NAMED = (*MAPS, "$defs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file of the suite: its instances, and why those that fail do, by the name of the test."""

    name: str
    schemas: int
    instances: int
    seconds: float
    faults: dict[str, str]


def sweep(only: str, folder: Path) -> Outcome:
    """Hold every file against the package that is made of it, and print the table."""
    files = [*sorted(TESTS.glob("*.json")), *sorted(TESTS.glob("optional/format/*.json"))]
    files = [file for file in files if only in _name(file)]
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        checked = list(pool.map(check, files, [folder] * len(files)))
    excepted = exceptions()
    rows = [_row(one, excepted) for one in checked]
    print(table(HEAD, rows), flush=True)
    instances, failed = sum(one.instances for one in checked), sum(len(one.faults) for one in checked)
    faults = [f"{name}: {said}" for one in checked for name, said in one.faults.items() if name not in excepted]
    used = [name for one in checked for name in one.faults if name in excepted]
    share = (instances - failed) / max(instances, 1)
    if share < LEAST:
        faults.append(f"only {share:.1%} hold, and {LEAST:.0%} must")
    done = f"{instances - failed} of {instances} valid instances ({share:.1%}), {len(used)} excepted"
    return Outcome(what="suite", done=done, faults=faults)


def _row(one: Checked, excepted: dict[str, str]) -> tuple[object, ...]:
    used = sum(1 for name in one.faults if name in excepted)
    held = one.instances - len(one.faults)
    return (one.name, one.schemas, one.instances, held, used, len(one.faults) - used, one.seconds)


def _name(file: Path) -> str:
    return f"jsonschema-suite/{file.relative_to(TESTS).with_suffix('')}"


def check(file: Path, folder: Path) -> Checked:
    """Generate from the schemas of one file and try its instances; where that fails, from each schema by itself."""
    start = perf_counter()
    groups = json.loads(file.read_text("utf-8"))
    cases = list(_cases(_name(file), groups))
    stem = "suite_" + re.sub(r"\W+", "_", file.stem).lower()
    refused, faults = _tried(stem, dict(enumerate(groups)), cases, folder / stem)
    for index, group in enumerate(groups) if refused else ():
        own = [case for case in cases if case.schema == f"s{index}"]
        refused, found = _tried(f"{stem}_{index}", {index: group}, own, folder / f"{stem}_{index}")
        faults |= found | {case.name: f"refused: {refused}" for case in own if refused}
    return Checked(
        name=_name(file).partition("/")[2],
        schemas=len(groups),
        instances=len(cases),
        seconds=perf_counter() - start,
        faults=faults,
    )


def _cases(name: str, groups: list[dict[str, Any]]) -> Iterator[Case]:
    for index, group in enumerate(groups):
        for test in group["tests"]:
            if test["valid"]:
                told = f"{name}: {group['description']}: {test['description']}"
                yield Case(name=told, schema=f"s{index}", instance=test["data"])


def _tried(stem: str, groups: dict[int, Any], cases: list[Case], folder: Path) -> tuple[str, dict[str, str]]:
    """Make one package and try the cases; gives why there is none, and why those that fail do."""
    with TemporaryDirectory() as scratch:
        source = Path(scratch) / f"{stem}.json"
        source.write_text(json.dumps(_description(stem, groups)), "utf-8")
        trial = attempt(Entry(name=stem, source=source, root=source.parent), kept=folder)
    if not trial.package:
        return trial.fault or (trial.errors or ("without a word",))[0].partition(": ")[2][:160], {}
    return "", tried(folder, stem, cases)


def _description(title: str, groups: dict[int, dict[str, Any]]) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {f"/s{index}": {"get": _operation(f"s{index}")} for index in groups},
        "components": {
            "schemas": {f"s{index}": _embedded(group["schema"], f"s{index}") for index, group in groups.items()}
        },
    }


def _operation(name: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"operationId": name, "tags": ["suite"], "responses": {"200": {"description": "", "content": content}}}


def _embedded(schema: Any, name: str) -> Any:
    """Give a schema as a component: what refers to its root by a pointer has to name the component."""
    if not isinstance(schema, dict) or "$id" in schema:
        return schema
    result = {key: _below(key, held, name) for key, held in schema.items() if key != "$schema"}
    target = schema.get("$ref")
    if isinstance(target, str) and (target == "#" or target.startswith("#/")):
        result["$ref"] = f"#/components/schemas/{name}{target[1:]}"
    return result


def _below(key: str, held: Any, name: str) -> Any:
    if key in SCHEMAS:
        return _embedded(held, name)
    if key in LISTS and isinstance(held, list):
        return [_embedded(item, name) for item in held]
    if key in NAMED and isinstance(held, dict):
        return {inner: _embedded(item, name) for inner, item in held.items()}
    return held
