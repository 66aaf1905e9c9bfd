"""Where an API is: given, set in the environment, or described.

See https://spec.openapis.org/oas/v3.1.2#server-object
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from .operation import Api, Operation


def base_url_of(api: Api, given: str | None) -> tuple[str, bool]:
    """The argument, else the environment variable, else the first server, and whether it was one of the first two.

    Raises ValueError if there is none, if it is not http(s) with a host, or if it holds credentials, a query
    or a fragment. The message never holds the URL, which may hold a secret.
    """
    stated = given or os.environ.get(api.base_url_variable)
    url = stated or next(iter(api.servers), "")
    hint = f"give base_url= or set {api.base_url_variable}"
    if not url:
        raise ValueError(f"{api.title}: there is no server to call: {hint}")
    return _checked_url(url, api.title, hint), bool(stated)


def server_url(api: Api, operation: Operation[Any], base_url: str, *, is_given: bool) -> str:
    """The first server of an operation that has its own, unless the user said where all of the API is."""
    if is_given or not operation.servers:
        return base_url
    hint = f"give base_url= or set {api.base_url_variable}"
    return _checked_url(urljoin(f"{base_url}/", operation.servers[0]), operation.id, hint)


@lru_cache(256)
def _checked_url(url: str, whose: str, hint: str) -> str:
    parts = urlsplit(url)
    if not url.isprintable() or " " in url or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{whose}: the base URL is not an absolute http or https URL: {hint}")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"{whose}: the base URL must not hold credentials, a query or a fragment: {hint}")
    return url.rstrip("/")
