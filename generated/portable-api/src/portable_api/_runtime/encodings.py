"""What the HTTP library passes over when it takes the encoding off the content of an answer.

See https://www.rfc-editor.org/rfc/rfc9110#section-8.4
"""

from __future__ import annotations

from functools import cache
from typing import Any

import httpx2

from .errors import APIResponseError
from .headers import Headers

_ALWAYS_READ = frozenset(("", "identity", "gzip", "deflate"))
_EXTRAS = {"br": "brotli", "zstd": "zstd"}
_SHOWN = 40


def refuse_cut_off(answer: httpx2.Response) -> None:
    """Raise DecodingError when bytes came and the end of their encoding did not, which the library takes for whole."""
    decoder: Any = getattr(answer, "_decoder", None)
    for one in getattr(decoder, "children", (decoder,)):
        inner = getattr(getattr(one, "decompressor", None), "decompressor", None)
        if answer.num_bytes_downloaded and not getattr(inner, "eof", True):
            raise httpx2.DecodingError("the encoded content is cut off", request=answer.request)


def refuse_unreadable(answer: httpx2.Response, operation: str) -> None:
    """Raise APIResponseError for an encoding that the library cannot read, which it leaves as it is."""
    for name in _encodings(answer):
        if name not in _ALWAYS_READ and name not in _readable():
            hint = f": install httpx2[{_EXTRAS[name]}]" if name in _EXTRAS else ""
            message = f"{operation}: the answer has a content encoding that cannot be read, {name[:_SHOWN]!r}{hint}"
            headers = Headers(answer.headers.raw)
            raise APIResponseError(message, operation=operation, status=answer.status_code, headers=headers)


def _encodings(answer: httpx2.Response) -> list[str]:
    # Each call asks, and few answers have any; finding a header by its name takes three times as long.
    told = [value for name, value in answer.headers.raw if name.lower() == b"content-encoding"]
    return [name.strip() for name in b",".join(told).decode("latin-1").lower().split(",")] if told else []


@cache
def _readable() -> frozenset[str]:
    # What it reads depends on what is installed beside it. This client sends nothing, so it has nothing to verify.
    with httpx2.Client(verify=False) as client:
        return frozenset(client.headers["accept-encoding"].split(", "))
