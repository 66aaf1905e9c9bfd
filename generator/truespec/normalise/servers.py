"""Server Objects. See https://spec.openapis.org/oas/v3.1.2#server-object."""

from __future__ import annotations

from truespec.document import Mapping, Sequence, Value
from truespec.normalise.schemas import text


def server_urls(value: Value) -> tuple[str, ...]:
    """Give the servers' URLs, variables replaced by their defaults."""
    servers = value if isinstance(value, Sequence) else ()
    return tuple(_url(server) for server in servers if isinstance(server, Mapping))


def _url(server: Mapping) -> str:
    """Give one server's URL."""
    url, variables = text(server, "url"), server.get("variables")
    for name, variable in variables.items() if isinstance(variables, Mapping) else ():
        if isinstance(variable, Mapping):
            url = url.replace(f"{{{name}}}", text(variable, "default"))
    return url
