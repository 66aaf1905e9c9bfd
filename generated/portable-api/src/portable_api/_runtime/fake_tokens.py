"""Answers what credentials ask for by themselves: a token, and where the server of tokens is."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import httpx2

from .fake_transport import Reply
from .media import essence
from .operation import Operation

_CONFIGURATION = "/.well-known/openid-configuration"
_FORM = "application/x-www-form-urlencoded"


def token_reply(request: httpx2.Request, operation: Operation[Any] | None) -> Reply | None:
    """Give a token to whoever asks for one on behalf of an operation, None for the request of the operation itself."""
    if operation and _is_at(operation.path, request.url.path):
        return None
    if request.method == "GET" and request.url.path.endswith(_CONFIGURATION):
        return _json({"token_endpoint": str(request.url.join("/token"))})
    is_form = essence(request.headers.get("content-type", "")) == _FORM
    if is_form and b"grant_type=" in request.content:
        return _json({"access_token": "fake", "token_type": "bearer"})
    return None


def _is_at(template: str, path: str) -> bool:
    parts = re.split(r"\{[^{}]*\}", unquote(template).partition("?")[0].partition("#")[0])
    return re.search(f"{'.*'.join(map(re.escape, parts))}$", path, re.DOTALL) is not None


def _json(document: object) -> Reply:
    return Reply(status=200, headers=(("Content-Type", "application/json"),), pieces=(json.dumps(document).encode(),))
