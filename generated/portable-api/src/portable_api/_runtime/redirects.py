"""Where an answer sends a call: at home with all that it has, elsewhere with nothing that may be a secret.

See https://www.rfc-editor.org/rfc/rfc9110#section-15.4
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from .addresses import told_address
from .auth import Authorisation
from .call_values import Arguments
from .operation import Operation
from .origins import is_home
from .prepared import PreparedRequest
from .raw_response import RawResponse

MOST = 10

_KEEPING = frozenset((307, 308))
_STATUSES = _KEEPING | {301, 302, 303}
_READING = frozenset(("GET", "HEAD"))
_NO_SECRETS = frozenset(("accept", "accept-language", "range", "user-agent"))


class Redirects:
    """The redirects of one call, which `has_left` once it goes to another origin; `may_leave` says whether it may."""

    def __init__(self, operation: Operation[Any], authorisation: Authorisation, *, may_leave: bool) -> None:
        """Take whose call it is, and the credentials that are in its requests."""
        self.has_left = False
        self._operation = operation
        self._authorisation = authorisation
        self._may_leave = may_leave
        self._followed = 0

    def next(self, request: PreparedRequest, answer: RawResponse) -> PreparedRequest | None:
        """Give the request that an answer asks for, None where it stands: it is described, or not to be followed."""
        address = self._address(request, answer)
        if address is None or self._followed == MOST or self._is_described(answer.status):
            return None
        leaves = self.has_left or not is_home(request.shown, address)
        if leaves and not (self._may_leave and _may_lead(request, address)):
            return None
        self._followed += 1
        self.has_left = leaves
        url, shown = told_address(Arguments(at=address), self._authorisation)
        moved = request.replaced(url=url, shown=shown)
        return _without_secrets(moved) if leaves else moved

    def _address(self, request: PreparedRequest, answer: RawResponse) -> str | None:
        location = answer.headers.get("location", "")
        if not location or answer.status not in (_STATUSES if request.method in _READING else _KEEPING):
            return None
        try:
            address = urljoin(request.shown, location)
            is_home(address, address)
        except ValueError:
            return None
        return address

    def _is_described(self, status: int) -> bool:
        return any(row.status.upper() in (str(status), "3XX") for row in self._operation.responses)


def _without_secrets(request: PreparedRequest) -> PreparedRequest:
    headers = tuple(pair for pair in request.headers if pair[0].lower() in _NO_SECRETS)
    # What signs the address is the server's to tell, and nobody's to repeat.
    return request.replaced(url=request.shown, shown=request.shown.partition("?")[0], headers=headers)


def _may_lead(request: PreparedRequest, address: str) -> bool:
    """Whether another origin may be asked: to read, and not with less of TLS."""
    here, there = urlsplit(request.shown), urlsplit(address)
    is_safe = there.scheme == "https" or here.scheme == there.scheme == "http"
    return request.method in _READING and is_safe and bool(there.hostname) and there.username is None
