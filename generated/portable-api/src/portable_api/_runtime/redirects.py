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

_KEEPING = frozenset((307, 308))
_STATUSES = _KEEPING | {301, 302, 303}
_READING = frozenset(("GET", "HEAD"))
_NO_SECRETS = frozenset(("accept", "accept-language", "range", "user-agent"))


def redirected(
    operation: Operation[Any],
    request: PreparedRequest,
    answer: RawResponse,
    authorisation: Authorisation,
    *,
    may_leave: bool,
    has_left: bool,
) -> tuple[PreparedRequest, bool] | None:
    """Give the request that an answer asks for, and whether the call has left its origin then.

    None where the answer stands: it is described, or not to be followed. `authorisation` is what is in the
    requests of the call, `may_leave` says whether another origin may be asked, `has_left` that it was.
    """
    address = _told_by(request, answer)
    if address is None or _is_described(operation, answer.status):
        return None
    leaves = has_left or not is_home(request.shown, address)
    if leaves and not (may_leave and _may_lead(request, address)):
        return None
    url, shown = told_address(Arguments(at=address), authorisation)
    moved = request.replaced(url=url, shown=shown)
    return (_without_secrets(moved) if leaves else moved), leaves


def _told_by(request: PreparedRequest, answer: RawResponse) -> str | None:
    location = answer.headers.get("location", "")
    if not location or answer.status not in (_STATUSES if request.method in _READING else _KEEPING):
        return None
    try:
        address = urljoin(request.shown, location)
        is_home(address, address)
    except ValueError:
        return None
    return address


def _is_described(operation: Operation[Any], status: int) -> bool:
    return any(row.status.upper() in (str(status), "3XX") for row in operation.responses)


def _without_secrets(request: PreparedRequest) -> PreparedRequest:
    headers = tuple(pair for pair in request.headers if pair[0].lower() in _NO_SECRETS)
    # What signs the address is the server's to tell, and nobody's to repeat.
    return request.replaced(url=request.shown, shown=request.shown.partition("?")[0], headers=headers)


def _may_lead(request: PreparedRequest, address: str) -> bool:
    """Whether another origin may be asked: to read, and not with less of TLS."""
    here, there = urlsplit(request.shown), urlsplit(address)
    is_safe = there.scheme == "https" or here.scheme == there.scheme == "http"
    return request.method in _READING and is_safe and bool(there.hostname) and there.username is None
