"""Generate again: when nothing changed that the output depends on, there is nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from truespec.diagnostic import Report
from truespec.inputs import digest_of_inputs
from truespec.ledger import Outcome
from truespec.manifest import NAME, PENDING, STAMP, Manifest, stamped
from truespec.past_report import PATH, other_sources, restore_report
from truespec.settings import Settings
from truespec.sources import is_local


def generate(
    settings: Settings, report: Report, watch: Callable[[str], None], taken: frozenset[Path] = frozenset()
) -> Outcome:
    """Do what `pipeline.generate` does, or give the earlier run's report again when it would change nothing."""
    start = perf_counter()
    read = (*settings.sources, *map(str, settings.overlays))
    if settings.output and is_local(read) and _is_current(settings, settings.output):
        report.allow(settings.allow.codes)
        content = (settings.output / PATH).read_bytes()
        report.read.update(other_sources(content))
        ledger = restore_report(content, report)
        took = (("compare", perf_counter() - start),)
        return Outcome(output=str(settings.output), ledger=ledger, seconds=took, written=(), removed=(), unchanged=True)
    # The stages take long to import, and a run with nothing to do needs none of them.
    from truespec import pipeline

    return pipeline.generate(settings, report, watch, taken)


def _is_current(settings: Settings, output: Path) -> bool:
    """Say whether the inputs and the files of an earlier run are as they were, and no later run was cut off."""
    try:
        others = other_sources((output / PATH).read_bytes())
        if not is_local(others):
            return False
        stamp = stamped(digest_of_inputs(settings, others), (output / NAME).read_bytes())
        is_same = (output / STAMP).read_text(encoding="utf-8") == stamp
        return is_same and Manifest.read(output / NAME).holds(output) and not (output / PENDING).exists()
    except (OSError, ValueError, KeyError):
        return False
