"""Whatever a description holds: a meaning, or errors that have a place, and neither depends on the order of keys.

`make fuzz` looks further than `make test`. What once went wrong is kept in crashes/.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.odd_documents import backwards, invented, mutated, referring, shuffled
from truespec import pipeline
from truespec.codes import FORBIDDEN_ADDRESS, UNREACHABLE
from truespec.diagnostic import Report, Stopped
from truespec.document import plain
from truespec.plan import plan
from truespec.render.description import description_yaml
from truespec.settings import Settings
from truespec.verify import check_examples

CRASHES = Path(__file__).parent / "crashes"
ASKED = {UNREACHABLE.number, FORBIDDEN_ADDRESS.number}
EXAMPLES = int(os.environ.get("TRUESPEC_FUZZ", "20"))

further = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="TRUESPEC_FUZZ" not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def understood(text: str, other: str = "") -> tuple[str, list[str]]:
    """Give the canonical description, empty when there is none, and the complaints, without their places.

    The `other` text is in the file b.yaml beside it.
    """
    report, meaning = Report(), ""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "api.json"
        file.write_text(text, "utf-8", errors="surrogatepass")
        if other:
            (file.parent / "b.yaml").write_text(other, "utf-8", errors="surrogatepass")
        try:
            meaning = _meaning(file, report)
        except Stopped:
            assert report.failed
    for item in report:
        assert item.place.file in ("api.json", "b.yaml") and item.place.line >= 1 and item.place.column >= 1, item
        assert item.code.number not in ASKED, f"{item}: nobody allowed to ask the network"
    return meaning, sorted(f"{item.code.number} {item.message}" for item in report)


def _meaning(file: Path, report: Report) -> str:
    specification = pipeline.understand(Settings(sources=(str(file),)), report, lambda _: None)
    check_examples(specification, report)
    plan(specification, "odd", report)
    assert description_yaml(specification.canonical)
    return json.dumps(plain(specification.canonical.root), sort_keys=True)


def holds(document: Any) -> None:
    """Assert what holds for every document."""
    understood(json.dumps(document, indent=1))


@pytest.mark.parametrize("crash", sorted(CRASHES.glob("*.json")), ids=lambda path: path.stem)
def test_what_once_went_wrong_goes_well_in_any_order(crash: Path) -> None:
    text = crash.read_text("utf-8")

    assert understood(text) == understood(json.dumps(backwards(json.loads(text))))


@further
@given(mutated())
def test_a_broken_description_ends_in_a_meaning_or_in_errors_with_places(document: Any) -> None:
    holds(document)


@further
@given(invented)
def test_an_invented_description_ends_in_a_meaning_or_in_errors_with_places(document: Any) -> None:
    holds(document)


@further
@given(st.data())
def test_the_order_of_keys_says_nothing(data: st.DataObject) -> None:
    document = data.draw(mutated())
    other = data.draw(shuffled(document))

    assert understood(json.dumps(document)) == understood(json.dumps(other))


@further
@given(st.data())
def test_the_order_of_keys_in_two_files_says_nothing(data: st.DataObject) -> None:
    texts = [data.draw(referring(data.draw(mutated()))), data.draw(mutated())]
    others = [data.draw(shuffled(text)) for text in texts]

    assert understood(*map(json.dumps, texts)) == understood(*map(json.dumps, others))


@further
@given(st.one_of(st.text(), st.binary().map(lambda data: data.decode("latin-1"))))
def test_text_that_is_no_description_is_refused_at_a_place(text: str) -> None:
    understood(text)
