"""What an API sends by itself, checked and read through a generated package."""

from __future__ import annotations

import base64
import hashlib
import hmac
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import wire_api
from source_tree import ROOT

KEY = b"a key of many bytes"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
BODY = b'{"made":"2026-01-02T03:04:05Z","more":1}'
WRONG = b'{"made":5}'


@pytest.fixture
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wire_api.generated(tmp_path_factory.getbasetemp())


@pytest.fixture
def webhooks(package: Path) -> Any:
    return import_module("wire.webhooks")


def signed(body: bytes, at: float | None = None) -> dict[str, str]:
    moment = str(int(time.time() if at is None else at))
    digest = hmac.digest(KEY, f"msg.{moment}.".encode() + body, hashlib.sha256)
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"Webhook-Id": "msg", "Webhook-Timestamp": moment, "Webhook-Signature": f"v1,AAAA {signature}"}


def test_a_signed_body_is_its_type(webhooks: Any) -> None:
    made = webhooks.thing_made.unwrap(BODY, signed(BODY), secret=SECRET)

    assert type(made) is webhooks.ThingMade
    assert made.made == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert made.to_json() == BODY.decode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [(BODY + b" ", signed(BODY)), (BODY, {}), (BODY, signed(BODY, 0)), (b"no json", signed(BODY))],
)
def test_nothing_is_read_of_a_body_that_is_not_signed(webhooks: Any, body: bytes, headers: dict[str, str]) -> None:
    with pytest.raises(webhooks.WebhookVerificationError):
        webhooks.thing_made.unwrap(body, headers, secret=SECRET)


def test_the_tolerated_time_is_the_caller_s(webhooks: Any) -> None:
    headers = signed(BODY, time.time() - 1000)

    assert webhooks.thing_made.unwrap(BODY, headers, secret=SECRET, tolerance=2000).made.year == 2026


def test_a_plain_hmac_is_checked(webhooks: Any) -> None:
    signature = f"sha1={hmac.digest(KEY, BODY, 'sha1').hex()}"
    given: dict[str, Any] = {"secret": KEY, "algorithm": "sha1", "prefix": "sha1="}

    assert webhooks.thing_made.unwrap_hmac(BODY, signature, **given).made.year == 2026
    with pytest.raises(webhooks.WebhookVerificationError):
        webhooks.thing_made.unwrap_hmac(WRONG, signature, **given)


def test_what_disagrees_is_kept_and_told(webhooks: Any) -> None:
    drifts: list[Any] = []

    made = webhooks.thing_made.unwrap(WRONG, signed(WRONG), secret=SECRET, on_drift=drifts.append)

    assert made.made == 5
    assert [(drift.operation, drift.pointer, drift.spec.partition(":")[0]) for drift in drifts] == [
        ("thing.made", "/made", "wire.yaml")
    ]
    with pytest.warns(import_module("wire").SpecDriftWarning, match="/made"):
        webhooks.thing_made.parse(WRONG)


def test_what_disagrees_raises_when_strict(webhooks: Any) -> None:
    errors = import_module("wire.errors")

    with pytest.raises(errors.DecodeError, match="/made"):
        webhooks.thing_made.unwrap(WRONG, signed(WRONG), secret=SECRET, strict=True)
    for body in (b"", b"no json", b"[" * 5000):
        with pytest.raises(errors.APIResponseError, match="not JSON"):
            webhooks.thing_made.parse(body)


def test_a_payload_may_be_any_type_and_have_any_name(webhooks: Any) -> None:
    assert webhooks.any.parse(b"5") == 5
    assert webhooks.製品_.parse(b'"a"') == "a"


def test_a_form_is_its_type(webhooks: Any) -> None:
    body = b"CallSid=17&Duration=5&Tags=a+b&Lines=1&Lines=2&More=%C3%A9"

    call = webhooks.form.unwrap_hmac(body, hmac.digest(KEY, body, "sha256").hex(), secret=KEY, strict=True)

    assert (call.call_sid, call.duration, call.tags, call.lines) == ("17", 5, ["a b"], [1, 2])
    assert call.to_dict()["More"] == "\u00e9"


def test_a_form_that_disagrees_is_kept_and_told(webhooks: Any) -> None:
    drifts: list[Any] = []

    call = webhooks.form.parse(b"CallSid=17&Duration=soon&Tags=5", on_drift=drifts.append)

    assert (call.call_sid, call.duration, call.tags) == ("17", "soon", ["5"])
    assert [(drift.operation, drift.pointer) for drift in drifts] == [("form", "/Duration")]


def test_what_is_neither_json_nor_a_form_has_its_type_only(webhooks: Any) -> None:
    assert hasattr(webhooks, "Markup") and not hasattr(webhooks, "markup")


def test_only_a_package_with_webhooks_carries_what_reads_them(package: Path) -> None:
    assert (package / "src" / "wire" / "_runtime" / "webhooks.py").exists()
    assert not [*(ROOT / "generated" / "portable-api" / "src").rglob("webhooks.py")]


USE = """
from wire import models, webhooks

one: models.PostThingMadeRequest = webhooks.thing_made.unwrap(b"", {}, secret="s")
two: str | int = webhooks.any.unwrap_hmac(b"", "", secret=b"s", algorithm="sha512")
wrong: bytes = webhooks.thing_made.parse(b"")
missing = webhooks.any.unwrap(b"", {})
"""


def test_type_checkers_follow_each_payload(package: Path, tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(USE, "utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "use.py"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(package / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    complaints = [line for line in run.stdout.splitlines() if " - error" in line]
    assert ["use.py:6" in complaints[0], "use.py:7" in complaints[1], len(complaints)] == [True, True, 2], run.stdout
