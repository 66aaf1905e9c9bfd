"""The descriptions with Go's extensions: no traceback on any, and one row for each extension that shows its effect."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from effects import EFFECTS, Effect
from outcome import Outcome
from packages import generate
from places import HERE, Entry, entries
from table import table
from trial import trials

HEAD = ("extension", "description", "asserted", "holds")


def sweep(only: str, folder: Path) -> Outcome:
    """Try all descriptions, then look for each extension's effect in a package."""
    listed = {entry.name: entry for entry in entries("goext") if only in entry.name}
    tried = list(trials(list(listed.values())))
    faults = [f"{one.name}: {one.broken}" for one in tried if one.broken]
    for one in tried:
        if not one.package and not one.broken:
            print(f"  refused {one.name}: {one.errors[0][:200]}")
    rows = [(effect, why) for effect, why in _effects(listed, folder)]
    print(table(HEAD, [(one.extension, one.description, one.asserted, why or "yes") for one, why in rows]), flush=True)
    shown = sum(1 for _, why in rows if not why)
    return Outcome(
        what="goext",
        done=f"{sum(one.package for one in tried)} packages of {len(tried)}; {shown} of {len(rows)} effects shown",
        faults=[*faults, *(f"{one.extension} ({one.description}): {why}" for one, why in rows if why)],
    )


def _effects(listed: dict[str, Entry], folder: Path) -> list[tuple[Effect, str]]:
    """Give each row with why it does not hold."""
    by_description: dict[str, list[Effect]] = defaultdict(list)
    for effect in EFFECTS:
        if effect.description in listed:
            by_description[effect.description].append(effect)
    told = {
        effect.holds: why
        for name, effects in by_description.items()
        for effect, why in zip(effects, _held(listed[name], effects, folder), strict=True)
    }
    return [(effect, told[effect.holds]) for effect in EFFECTS if effect.holds in told]


def _held(entry: Entry, effects: list[Effect], folder: Path) -> list[str]:
    """Evaluate the expressions of one description on its package."""
    package = generate(entry, folder)
    if package.fault:
        return [package.fault] * len(effects)
    ran = subprocess.run(
        [sys.executable, HERE / "holding.py", package.folder, package.name],
        input=json.dumps([effect.holds for effect in effects]),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        return [ran.stderr.strip().splitlines()[-1]] * len(effects)
    held: list[str] = json.loads(ran.stdout)
    return held
