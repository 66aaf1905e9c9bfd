"""Holds the body of a request that arrived against the description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import HTTP
from typing import Any

from described import FORM, MULTIPART
from wire import Pair, Request, Sent, pairs_of, same, same_text, text_of


def body_disagreements(request: Request, sent: Sent) -> Iterator[str]:
    """Say where a body is not what the description and the call make it."""
    if not sent.media_type:
        if request.content:
            yield "body: one arrived and none is described"
        return
    arrived = request.header("Content-Type") or ""
    essence = arrived.partition(";")[0].strip().lower()
    if not arrived or not covers(sent.media_type.partition(";")[0].strip().lower(), essence):
        yield f"body: Content-Type {arrived!r} arrived, not {sent.media_type}"
    elif essence in ("application/json", "text/json") or essence.endswith("+json"):
        yield from _json_body(request.content, sent)
    elif essence == FORM:
        yield from _form_body(pairs_of(request.content.decode().replace("+", " ")), sent.body)
    elif essence == MULTIPART:
        yield from _multipart_body(arrived, request.content, sent.body)
    elif isinstance(sent.body, bytes):
        if request.content != sent.body:
            yield f"body: {request.content[:60]!r} arrived, not {sent.body[:60]!r}"
    else:
        lines = [json.loads(line) for line in request.content.split(b"\n") if line.strip(b"\x1e")]
        if not same(lines, [sent.body, sent.body]):
            yield f"body: {lines!r} arrived, not {sent.body!r} twice"


def covers(described: str, actual: str) -> bool:
    """Say whether a described media type, perhaps a range, covers another."""
    return described in ("*/*", actual) or (described.endswith("/*") and actual.startswith(described[:-1]))


def _json_body(content: bytes, sent: Sent) -> Iterator[str]:
    try:
        value = json.loads(content)
    except ValueError:
        yield f"body: {content[:60]!r} arrived, which is no JSON"
        return
    error = next(iter(sent.validator.iter_errors(value)), None)
    if error is not None:
        yield f"body: not valid at /{'/'.join(map(str, error.instance_path))}: {error.message[:200]}"
    elif not same(value, sent.body):
        yield f"body: {json.dumps(value)[:160]} arrived, not {json.dumps(sent.body)[:160]}"


def _form_body(arrived: list[Pair], value: Any) -> Iterator[str]:
    """Look for each scalar of a form; lists and objects have several forms, so that only their names are held."""
    for name, item in value.items() if isinstance(value, dict) else ():
        had = [text for known, text in arrived if name in _names(known)]
        if isinstance(item, dict | list):
            members = set(item) if isinstance(item, dict) else set[str]()
            if item and not had and not members & {known for known, _ in arrived}:
                yield f"body: the form has no {name}"
        elif not any(same_text(text, "" if item is None else text_of(item)) for text in had):
            yield f"body: {name} of the form arrived as {had}, not as {text_of(item)!r}"


def _multipart_body(content_type: str, content: bytes, value: Any) -> Iterator[str]:
    if "boundary=" not in content_type:
        yield "body: multipart/form-data without a boundary"
        return
    head = b"Content-Type: " + content_type.encode() + b"\r\n\r\n"
    message = message_from_bytes(head + content, policy=HTTP)
    parts = list(message.iter_parts())
    names = [_names(str(part.get_param("name", header="content-disposition"))) for part in parts]
    for name, item in value.items() if isinstance(value, dict) else ():
        had = [part.get_payload(decode=True) for known, part in zip(names, parts, strict=True) if name in known]
        if not had and item not in ([], {}, None):
            yield f"body: the form has no part {name}"
        texts = [text for text in (item if isinstance(item, list) else [item]) if isinstance(text, str)]
        for text in texts:
            if not any(same_text((content or b"").decode(errors="replace"), text) for content in had):
                yield f"body: the part {name} arrived as {had!r}, not as {text!r}"


def _names(arrived: str) -> tuple[str, str]:
    """Give what a field may be called that arrived under a name: that, or without the member in brackets."""
    return arrived, arrived.partition("[")[0]
