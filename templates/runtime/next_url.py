"""Pages that follow each other by address: a field of the answer or its Link header holds that of the next one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from .api_response import APIResponse
from .origins import origin_of
from .paging import Asked, Paging, Path, find, refusal

T = TypeVar("T")

# See https://www.rfc-editor.org/rfc/rfc8288#section-3.
_LINK = re.compile(r"<([^<>]*)>((?:[^<,\"]|\"(?:[^\"\\]|\\.)*\")*)")
_PARAMETER = re.compile(r";\s*([^\s=;\"]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;\"]*)))?")


class NextUrl(Paging[T]):
    """A field of the answer is the address of the next page, which is followed at the same origin only."""

    def __init__(self, *, next: Path = (), items: Path = (), more: Path = ()) -> None:
        """Take the wire name of the field."""
        super().__init__(items=items, more=more)
        self._next = next

    def current(self, asked: Asked, answer: APIResponse[Any]) -> Hashable:
        """The address of the page."""
        return str(answer.http_response.url)

    def mark(self, asked: Asked, answer: APIResponse[Any], items: Sequence[Any]) -> Hashable:
        """The whole address of the next page."""
        told = self.told(answer)
        if not told:
            return None
        if not isinstance(told, str):
            raise refusal(asked, answer, f"{'.'.join(self._next)} holds no address")
        return _address(asked, answer, told)

    def told(self, answer: APIResponse[Any]) -> Any:
        """The address as the answer has it."""
        return find(answer.data, self._next)

    def asking(self, asked: Asked, mark: Any) -> Asked:
        """Ask at the address."""
        return asked.at(mark)


class NextLink(NextUrl[T]):
    """The Link header of the answer holds the address of the next page, under the relation `next`."""

    def told(self, answer: APIResponse[Any]) -> Any:
        """The first address of that relation."""
        for address, parameters in _LINK.findall(answer.headers.get("link", "")):
            named = ((name.lower(), quoted or plain) for name, quoted, plain in _PARAMETER.findall(parameters))
            # The first one counts.
            relation = next((value for name, value in named if name == "rel"), "")
            if "next" in relation.lower().split():
                return address
        return None


def _address(asked: Asked, answer: APIResponse[Any], told: str) -> str:
    """The address that a server tells; only its path and query are the server's to say, so no other host is asked."""
    here = urlsplit(str(answer.http_response.url))
    try:
        there = urlsplit(urljoin(here.geturl(), told))
        is_home = origin_of(there) == origin_of(here)
    except ValueError:
        raise refusal(asked, answer, "it has no valid address") from None
    if not is_home:
        host = ascii(f"{there.scheme}://{there.hostname}")
        raise refusal(asked, answer, f"it is at {host}, another origin, where the credentials do not belong")
    query = f"?{there.query}" if there.query else ""
    return f"{here.scheme}://{here.netloc}{there.path or '/'}{query}"
