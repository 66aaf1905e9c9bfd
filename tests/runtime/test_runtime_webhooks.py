"""Which requests of a webhook are believed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

import pytest

from runtime import webhooks
from runtime.webhooks import WebhookVerificationError, verify_hmac, verify_standard

# The example of the specification.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
HEADERS = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


@pytest.fixture
def _then(monkeypatch):
    monkeypatch.setattr(webhooks.time, "time", lambda: 1614265330.0)


@pytest.mark.usefixtures("_then")
def test_the_specification_s_example_is_believed():
    verify_standard(HEADERS, BODY, SECRET)
    verify_standard({name.title(): value for name, value in HEADERS.items()}, BODY, SECRET.removeprefix("whsec_"))


@pytest.mark.usefixtures("_then")
def test_one_of_several_signatures_is_enough():
    signatures = f"v1a,x v1,AAAA {HEADERS['webhook-signature']} v2,y"

    verify_standard({**HEADERS, "webhook-signature": signatures}, BODY, SECRET)


@pytest.mark.usefixtures("_then")
@pytest.mark.parametrize(
    ("changed", "body"),
    [
        ({}, BODY + b" "),
        ({"webhook-id": "msg_x"}, BODY),
        ({"webhook-timestamp": "1614265331"}, BODY),
        ({"webhook-timestamp": "1614269999"}, BODY),
        ({"webhook-timestamp": "-1"}, BODY),
        ({"webhook-timestamp": "9" * 400}, BODY),
        ({"webhook-signature": "v1,"}, BODY),
        ({"webhook-signature": "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}, BODY),
        ({"webhook-signature": "v1,\u00e9"}, BODY),
        ({"webhook-signature": "v1,\udce9"}, BODY),
        ({"webhook-id": "\udce9"}, BODY),
        ({"webhook-signature": "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}, BODY),
    ],
)
def test_whatever_else_is_not_believed(changed, body):
    with pytest.raises(WebhookVerificationError):
        verify_standard({**HEADERS, **changed}, body, SECRET)


def test_an_old_request_is_not_believed():
    with pytest.raises(WebhookVerificationError, match="too long ago"):
        verify_standard(HEADERS, BODY, SECRET)


def test_a_request_without_a_header_is_not_believed():
    with pytest.raises(WebhookVerificationError, match="webhook-id"):
        verify_standard({}, BODY, SECRET)


def test_a_secret_that_cannot_be_one_is_refused_without_showing_it():
    moment = str(int(time.time()))

    with pytest.raises(ValueError, match="base64") as caught:
        verify_standard({**HEADERS, "webhook-timestamp": moment}, BODY, "whsec_hunter2!")

    assert "hunter2" not in str(caught.value)


@pytest.mark.usefixtures("_then")
def test_an_empty_secret_is_refused():
    for secret in ("", "whsec_"):
        with pytest.raises(ValueError, match="empty"):
            verify_standard(HEADERS, BODY, secret)
    with pytest.raises(ValueError, match="empty"):
        verify_hmac(hmac.new(b"", BODY, "sha256").hexdigest(), BODY, "")


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha512"])
def test_a_plain_hmac_is_believed_in_either_case(algorithm):
    signature = hmac.new(b"key", BODY, algorithm).hexdigest()

    verify_hmac(f"x={signature.upper()}", BODY, "key", algorithm=algorithm, prefix="x=")
    with pytest.raises(WebhookVerificationError):
        verify_hmac(signature, BODY, "key", algorithm=algorithm, prefix="x=")
    with pytest.raises(WebhookVerificationError):
        verify_hmac(hashlib.new(algorithm, BODY).hexdigest(), BODY, b"key", algorithm=algorithm)


def test_a_request_of_now_is_believed():
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    moment = str(int(time.time()))
    digest = hmac.new(key, f"m.{moment}.".encode() + BODY, "sha256").digest()
    headers = {"webhook-id": "m", "webhook-timestamp": moment}

    verify_standard({**headers, "webhook-signature": f"v1,{base64.b64encode(digest).decode()}"}, BODY, SECRET)


@pytest.mark.usefixtures("_then")
def test_a_header_of_several_parts_tells_when_it_was_signed():
    moment = "1614265330"
    signature = hmac.new(b"key", f"{moment}.".encode() + BODY, "sha256").hexdigest()
    parts = ("t", "v1")

    verify_hmac(f"t={moment},v1={signature}", BODY, "key", parts=parts)
    verify_hmac(f"t={moment}, v0=x, v1=aa, v1={signature}", BODY, "key", parts=parts)
    for header in (
        f"t=1614265331,v1={signature}",
        f"t={moment},v0={signature}",
        f"v1={signature}",
        f"t={moment}",
        signature,
        "",
    ):
        with pytest.raises(WebhookVerificationError):
            verify_hmac(header, BODY, "key", parts=parts)


def test_a_header_of_several_parts_that_is_old_is_not_believed():
    signature = hmac.new(b"key", b"1614265330." + BODY, "sha256").hexdigest()
    header = f"t=1614265330,v1={signature}"

    with pytest.raises(WebhookVerificationError, match="too long ago"):
        verify_hmac(header, BODY, "key", parts=("t", "v1"))
    verify_hmac(header, BODY, "key", parts=("t", "v1"), tolerance=float("inf"))
