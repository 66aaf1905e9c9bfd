"""Typed payloads of webhooks, and proof that the API sent them: Standard Webhooks, or a plain HMAC. No input or output.

See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypeVar

from .codec import Codec, Decoded, NotJSONError, codec_of
from .disagreement import Source, drifts_of
from .drift import Drift, DriftHandler, DriftReporter, warn
from .errors import APIResponseError, DecodeError

TOLERANCE = 300.0

_PREFIX = "whsec_"
_VERSION = "v1"

Algorithm = Literal["sha1", "sha256", "sha512"]
Payload = TypeVar("Payload")


class WebhookVerificationError(ValueError):
    """The request was not signed with the secret, or not within the time that is tolerated."""


class Webhook(Generic[Payload]):
    """What the API sends by itself: `unwrap` and `unwrap_hmac` check who signed it and read it, `parse` only reads it.

    A value that disagrees with the description is kept as it came and told to `on_drift`, which warns once for each
    place if it is left out; with `strict=True` it raises errors.DecodeError. A body that is no JSON, where it has to
    be, raises errors.APIResponseError.
    """

    def __init__(
        self,
        name: str,
        *,
        package: str,
        annotation: Callable[[], Any],
        decode: Callable[[Codec, bytes], Decoded] = Codec.decode,
    ) -> None:
        self._name = name
        self._package = package
        self._annotation = annotation
        self._decode = decode
        self._warning = DriftReporter(warn)

    def unwrap(
        self,
        body: bytes,
        headers: Mapping[str, str],
        *,
        secret: str,
        tolerance: float = TOLERANCE,
        strict: bool = False,
        on_drift: DriftHandler | None = None,
    ) -> Payload:
        """Check the signature of Standard Webhooks over the raw `body`, as `verify_standard` does, then read it."""
        verify_standard(headers, body, secret, tolerance=tolerance)
        return self.parse(body, strict=strict, on_drift=on_drift)

    def unwrap_hmac(
        self,
        body: bytes,
        signature: str,
        *,
        secret: str | bytes,
        algorithm: Algorithm = "sha256",
        prefix: str = "",
        parts: tuple[str, str] | None = None,
        tolerance: float = TOLERANCE,
        strict: bool = False,
        on_drift: DriftHandler | None = None,
    ) -> Payload:
        """Check an HMAC over the raw `body`, as `verify_hmac` does, then read it."""
        verify_hmac(signature, body, secret, algorithm=algorithm, prefix=prefix, parts=parts, tolerance=tolerance)
        return self.parse(body, strict=strict, on_drift=on_drift)

    def parse(self, body: bytes, *, strict: bool = False, on_drift: DriftHandler | None = None) -> Payload:
        """Read a body whoever sent it: no signature is checked."""
        value, drifts = self._read(body)
        if drifts and strict:
            raise DecodeError.of(drifts, content=body)
        reporter = self._warning if on_drift is None else DriftReporter(on_drift)
        reporter.report(drifts)
        return value

    def _read(self, body: bytes) -> tuple[Payload, tuple[Drift, ...]]:
        codec = codec_of(self._annotation())
        try:
            decoded = self._decode(codec, body)
        except NotJSONError as error:
            message = f"{self._name}: the body cannot be read: it is not JSON: {error}"
            raise APIResponseError(message, operation=self._name, content=body) from error
        source = Source(package=self._package, operation=self._name, schema=codec.schema)
        return decoded.value, drifts_of(decoded, source)


def verify_standard(headers: Mapping[str, str], body: bytes, secret: str, *, tolerance: float = TOLERANCE) -> None:
    """Check the signature of Standard Webhooks over the raw `body`; `tolerance` is in seconds, either way.

    Raises WebhookVerificationError, and ValueError for a secret that is empty or not base64.
    """
    given = {name.lower(): value for name, value in headers.items()}
    try:
        message, moment, signatures = (given[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
    except KeyError as missing:
        raise WebhookVerificationError(f"the header {missing} is missing") from None
    _check_moment(moment, tolerance)
    signed = _encoded(f"{message}.{moment}.") + body
    wanted = base64.b64encode(hmac.digest(_key(secret), signed, "sha256"))
    versions = (signature.partition(",") for signature in signatures.split(" "))
    found = [text for version, _, text in versions if version == _VERSION]
    if not any(hmac.compare_digest(_encoded(text), wanted) for text in found):
        raise WebhookVerificationError("no signature of the request is made with the secret")


def verify_hmac(
    signature: str,
    body: bytes,
    secret: str | bytes,
    *,
    algorithm: Algorithm = "sha256",
    prefix: str = "",
    parts: tuple[str, str] | None = None,
    tolerance: float = TOLERANCE,
) -> None:
    """Check a hexadecimal HMAC of the raw `body`, with a `prefix` such as `sha256=` before it.

    With `parts`, such as ("t", "v1"), the header is `t=1614265330,v1=5257a8...`: it names the moment of signing, which
    is signed with the body, after a dot, and one or more signatures; `tolerance` is in seconds, either way.
    Raises WebhookVerificationError, and ValueError for an empty secret.
    """
    key = _present(secret.encode() if isinstance(secret, str) else secret)
    found, signed = [signature], body
    if parts:
        pairs = [part.strip().partition("=") for part in signature.split(",")]
        moment = next((value for name, _, value in pairs if name == parts[0]), "")
        _check_moment(moment, tolerance)
        found, signed = [value for name, _, value in pairs if name == parts[1]], _encoded(f"{moment}.") + body
    wanted = (prefix + hmac.digest(key, signed, algorithm).hex()).lower().encode()
    if not any(hmac.compare_digest(_encoded(one.lower()), wanted) for one in found):
        raise WebhookVerificationError("the signature of the request is not made with the secret")


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("the secret of a webhook is base64, perhaps after whsec_") from None
    return _present(key)


def _present(key: bytes) -> bytes:
    # Anyone can sign with the empty secret of a variable that is not set.
    if not key:
        raise ValueError("the secret of a webhook is empty")
    return key


def _encoded(text: str) -> bytes:
    # Servers read headers in ways that leave lone surrogates behind.
    return text.encode("utf-8", "surrogatepass")


def _check_moment(text: str, tolerance: float) -> None:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise WebhookVerificationError("when the request was signed is not told as a number of seconds")
    if abs(time.time() - int(text)) > tolerance:
        raise WebhookVerificationError("the request was signed too long ago, or in the future")
