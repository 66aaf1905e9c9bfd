"""Where an API is: given, chosen, set in the environment, or the first that is described.

See https://spec.openapis.org/oas/v3.1.2#server-object
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from .operation import Api, Operation, Server

_EXPRESSION = re.compile(r"\{([^{}]+)\}")
_HOST = re.compile(r"https?://[^/]*")
# What would end the host or the path that a value stands in.
_ENDS = re.compile(r"[\s\\?#@\x00-\x1f\x7f]")


class Servers:
    """The servers of one client: `server` is an index or a name, `variables` are the values of its variables."""

    def __init__(
        self, api: Api, base_url: str | None, server: int | str | None, variables: Mapping[str, object] | None
    ) -> None:
        """Choose the server.

        Without one that was given, chosen or described with its host, `base_url` is "", and calls need servers of
        their own. Raises ValueError if it is not http(s) with a host, or if it holds credentials, a query or a
        fragment. The message never holds the URL, which may hold a secret.
        """
        self._api = api
        self._hint = f"give base_url= or set {api.base_url_variable}"
        self._name = server if isinstance(server, str) else ""
        self._variables = {name: str(value) for name, value in (variables or {}).items()}
        self._known: dict[Operation[Any], str] = {}
        chosen = server is not None or bool(variables)
        if base_url and chosen:
            raise ValueError(f"{api.title}: give either base_url= or the server and its variables")
        if unknown := self._variables.keys() - api.server_variables:
            raise ValueError(f"{api.title}: no server has the variables {', '.join(sorted(unknown))}")
        stated = base_url or (None if chosen else os.environ.get(api.base_url_variable))
        self._is_given = bool(stated)
        url = stated or ("" if server is None and not api.servers else self._described(server))
        is_needed = self._is_given or server is not None or bool(urlsplit(url).netloc)
        self.base_url = _checked_url(url, api.title, self._hint) if is_needed else ""

    def url(self, operation: Operation[Any]) -> str:
        """The server of an operation: one of its own, unless the user said where all of the API is.

        Raises ValueError if there is neither.
        """
        if self._is_given or not operation.servers:
            if not self.base_url:
                raise ValueError(f"{operation.id}: there is no server to call: {self._hint}")
            return self.base_url
        known = self._known.get(operation)
        if known is None:
            url = self._filled(_named(operation.servers, self._name) or operation.servers[0])
            known = _checked_url(urljoin(f"{self.base_url}/", url), operation.id, self._hint)
            self._known[operation] = known
        return known

    def _described(self, server: int | str | None) -> str:
        servers = self._api.servers
        if not servers:
            raise ValueError(f"{self._api.title}: there is no server to call: {self._hint}")
        if isinstance(server, str):
            chosen = _named(servers, server)
        else:
            chosen = servers[server or 0] if 0 <= (server or 0) < len(servers) else None
        if chosen is None:
            known = ", ".join(f"{index}{f' ({one.name})' if one.name else ''}" for index, one in enumerate(servers))
            raise ValueError(f"{self._api.title}: there is no such server; there are {known}")
        return self._filled(chosen)

    def _filled(self, server: Server) -> str:
        values = {one.name: self._variables.get(one.name, one.default) for one in server.variables}
        for one in server.variables:
            if one.choices and values[one.name] not in one.choices:
                raise ValueError(f"the server variable {one.name} must be one of {', '.join(one.choices)}")
        host = _HOST.match(server.url)
        end = host.end() if host else 0

        def value_of(match: re.Match[str]) -> str:
            name = match[1]
            if name not in values:
                return match[0]
            inside = match.start() < end
            _check_value(name, values[name], inside=inside, is_last=match.end() == end)
            return values[name]

        return _EXPRESSION.sub(value_of, server.url)


def _check_value(name: str, value: str, *, inside: bool, is_last: bool) -> None:
    """Refuse a value that would make another host of the one it is a part of, or leave the path."""
    leaves = inside and ("/" in value or "%" in value or (":" in value and not is_last))
    climbs = any(segment in (".", "..") for segment in unquote(value).split("/"))
    if leaves or climbs or _ENDS.search(value):
        raise ValueError(f"the server variable {name} holds a character that does not belong there")


def _named(servers: tuple[Server, ...], name: str) -> Server | None:
    return next((one for one in servers if name and one.name == name), None)


@lru_cache(256)
def _checked_url(url: str, whose: str, hint: str) -> str:
    parts = urlsplit(url)
    if not url.isprintable() or " " in url or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{whose}: the base URL is not an absolute http or https URL: {hint}")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"{whose}: the base URL must not hold credentials, a query or a fragment: {hint}")
    return url.rstrip("/")
