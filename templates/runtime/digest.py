"""HTTP digest authentication: the server challenges once, and each request answers it.

See https://www.rfc-editor.org/rfc/rfc7616
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import urlsplit
from urllib.request import parse_http_list

from .auth import AsyncSend, Held, Scheme, Send
from .parameters import safe_header
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .timing import Timing

_Hash: TypeAlias = Callable[[str], str]

# The strongest first.
_ALGORITHMS = {"SHA-512-256": "sha512_256", "SHA-256": "sha256", "MD5": "md5"}
_START = re.compile(r"([A-Za-z]+) +(.*)", re.DOTALL)


class Digest(Scheme):
    """A user and a password that is never sent, from the environment as `user:password`."""

    def held(self, given: str | tuple[str, str] | None, base_url: str) -> Held | None:
        """Give what answers the server's challenges."""
        value = self.or_default(given)
        if not value:
            return None
        user, _, password = value.partition(":") if isinstance(value, str) else (value[0], "", value[1])
        self.header("Authorization", user)
        return _Answering(user, password)


class _Answering:
    def __init__(self, user: str, password: str) -> None:
        self.user = user
        self.password = password
        self.challenge: Mapping[str, str] | None = None
        self.count = 0
        self.lock = threading.Lock()

    def authorization(self, request: PreparedRequest, send: Send, timing: Timing) -> str:
        return self._answered(request)

    async def authorization_async(self, request: PreparedRequest, send: AsyncSend) -> str:
        return self._answered(request)

    def _answered(self, request: PreparedRequest) -> str:
        with self.lock:
            challenge = self.challenge
            self.count += 1
            count = self.count
        if challenge is None:
            return ""
        return safe_header("Authorization", _answer(self, challenge, request, count))[1]

    def refused(self, used: str, answer: RawResponse) -> bool:
        found = _challenges(answer)
        best = min(found, key=lambda one: list(_ALGORITHMS).index(_algorithm(one)), default=None)
        if best is None or (f'nonce="{best["nonce"]}"' in used and best.get("stale", "").lower() != "true"):
            return False
        with self.lock:
            if self.challenge is None or self.challenge["nonce"] != best["nonce"]:
                self.challenge, self.count = best, 0
        return True


def _challenges(answer: RawResponse) -> list[Mapping[str, str]]:
    """The digest challenges of an answer that can be met; several may stand in one header."""
    challenges: list[dict[str, str]] = []
    for item in parse_http_list(answer.headers.get("www-authenticate", "")):
        start = _START.match(item)
        if start:
            challenges.append({"": start[1].lower()})
        name, _, value = (start[2] if start else item).partition("=")
        if challenges:
            challenges[-1][name.strip().lower()] = _unquoted(value.strip())
    return [one for one in challenges if one[""] == "digest" and _can_be_met(one)]


def _unquoted(text: str) -> str:
    """Without the quotes around it; it may end in one of its own, whose escape is gone already."""
    return text[1:-1] if text.startswith('"') and text.endswith('"') else text


def _can_be_met(challenge: Mapping[str, str]) -> bool:
    kinds = [kind.strip() for kind in challenge.get("qop", "auth").split(",")]
    return _algorithm(challenge) in _ALGORITHMS and "auth" in kinds and {"realm", "nonce"} <= challenge.keys()


def _algorithm(challenge: Mapping[str, str]) -> str:
    return challenge.get("algorithm", "MD5").upper().removesuffix("-SESS")


def _answer(held: _Answering, challenge: Mapping[str, str], request: PreparedRequest, count: int) -> str:
    hashed = _hash(_ALGORITHMS[_algorithm(challenge)])
    parts = urlsplit(request.url)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    nonce, own, number = challenge["nonce"], os.urandom(16).hex(), f"{count:08x}"
    secret = hashed(f"{held.user}:{challenge['realm']}:{held.password}")
    if challenge.get("algorithm", "").upper().endswith("-SESS"):
        secret = hashed(f"{secret}:{nonce}:{own}")
    asked = hashed(f"{request.method}:{target}")
    told = {"username": held.user, "realm": challenge["realm"], "nonce": nonce, "uri": target}
    if "qop" in challenge:
        told["response"] = hashed(f"{secret}:{nonce}:{number}:{own}:auth:{asked}")
        told["cnonce"] = own
    else:
        told["response"] = hashed(f"{secret}:{nonce}:{asked}")
    told |= {name: challenge[name] for name in ("opaque",) if name in challenge}
    quoted = [f'{name}="{_escaped(value)}"' for name, value in told.items()]
    plain = [f"qop=auth, nc={number}"] if "qop" in challenge else []
    named = [f"algorithm={challenge['algorithm']}"] if "algorithm" in challenge else []
    return f"Digest {', '.join([*quoted, *named, *plain])}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _hash(name: str) -> _Hash:
    return lambda text: hashlib.new(name, text.encode()).hexdigest()
