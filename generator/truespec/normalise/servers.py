"""Server Objects. See https://spec.openapis.org/oas/v3.1.2#server-object."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin

from truespec.document import Mapping, Sequence, Value
from truespec.normalise.extensions.naming import server_name
from truespec.normalise.schemas import text
from truespec.sources import is_address
from truespec.specification import Server, ServerVariable

# A longer description says something else than a name.
_LONGEST_NAME: Final = 40


def read_servers(value: Value) -> tuple[Server, ...]:
    """Read servers."""
    servers = value if isinstance(value, Sequence) else ()
    return tuple(_read(server) for server in servers if isinstance(server, Mapping))


def _read(server: Mapping) -> Server:
    """Read one server; a variable that its URL does not hold is of no use."""
    url, variables = _url(server), server.get("variables")
    read = variables.items() if isinstance(variables, Mapping) else ()
    return Server(
        url=url,
        name=_name(server),
        variables=tuple(
            _variable(name, variable)
            for name, variable in sorted(read)
            if isinstance(variable, Mapping) and f"{{{name}}}" in url
        ),
    )


def _url(server: Mapping) -> str:
    """Give the address of a server; a relative one is meant from where the description was fetched."""
    url = text(server, "url")
    if not is_address(server.file) or not url.startswith(("/", "./", "../")):
        return url
    try:
        return urljoin(server.file, url)
    except ValueError:
        return url


def _name(server: Mapping) -> str:
    """Give what a server is called."""
    name = text(server, "name") or server_name(server)
    description = text(server, "description").strip()
    return name or (description if len(description) <= _LONGEST_NAME and description.isprintable() else "")


def _variable(name: str, variable: Mapping) -> ServerVariable:
    """Read one variable; a default that is not among the choices, which is a fault, is one of them."""
    default, choices = text(variable, "default"), variable.get("enum")
    values = tuple(choice for choice in choices if isinstance(choice, str)) if isinstance(choices, Sequence) else ()
    if values and default not in values:
        values = (default, *values)
    return ServerVariable(name=name, default=default, choices=values)
