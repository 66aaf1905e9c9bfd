"""Reads the body of a request: what a server leaves unread resets the connection when it closes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO


def whole_body(stream: BinaryIO, headers: Mapping[str, str]) -> bytes:
    """Read what the headers, by their names in lower case, announce, or what there is of it."""
    if headers.get("transfer-encoding") != "chunked":
        return stream.read(int(headers.get("content-length", "0")))
    chunks: list[bytes] = []
    while size := int(stream.readline() or b"0", 16):
        chunks.append(stream.read(size))
        stream.readline()
    stream.readline()
    return b"".join(chunks)
