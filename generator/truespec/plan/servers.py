"""Plan: the servers of an API, and how a user chooses one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from truespec.package import Source
from truespec.plan.source import code, frozen_set, literal
from truespec.specification import Server, ServerVariable, Specification

# More than a type checker can show would not help anybody to choose.
_MOST: Final = 50


def server_rows(servers: tuple[Server, ...]) -> Source:
    """Give the runtime's rows of servers."""
    return code(f"({''.join(f'{_row(server)}, ' for server in servers)})")


def server_choice(servers: tuple[Server, ...]) -> Source:
    """Give the annotation of the argument that chooses a server, nothing when there is nothing to choose."""
    if len(servers) < 2 or len(servers) > _MOST:
        return code("int | str" if len(servers) > _MOST else "")
    names = dict.fromkeys(server.name for server in servers if server.name)
    return code(f"Literal[{', '.join([*map(literal, range(len(servers))), *map(literal, names)])}]")


def variable_names(specification: Specification) -> Source:
    """Give the names of all variables, of any server."""
    return frozen_set(_variables(specification))


def variable_types(specification: Specification) -> tuple[Source, ...]:
    """Give each variable with what it takes, as the entries of a mapping of types: sorted by name."""
    return tuple(
        code(f"{literal(name)}: {_taken(variables)}") for name, variables in sorted(_variables(specification).items())
    )


def _variables(specification: Specification) -> dict[str, list[ServerVariable]]:
    """Give the variables of the API's servers, and of those that operations have of their own, by name."""
    found: dict[str, list[ServerVariable]] = {}
    for server in _all(specification):
        for variable in server.variables:
            found.setdefault(variable.name, []).append(variable)
    return found


def _all(specification: Specification) -> Iterable[Server]:
    """Give every server."""
    yield from specification.servers
    for operation in specification.operations:
        yield from operation.servers


def _taken(variables: list[ServerVariable]) -> str:
    """Give the type of a variable that several servers may have."""
    if not all(variable.choices for variable in variables):
        return "str"
    choices = dict.fromkeys(choice for variable in variables for choice in variable.choices)
    return f"Literal[{', '.join(map(literal, choices))}]"


def _row(server: Server) -> str:
    """Give the runtime's row of one server."""
    name = f", name={literal(server.name)}" if server.name else ""
    rows = "".join(f"{_variable_row(variable)}, " for variable in server.variables)
    return f"Server(url={literal(server.url)}{name}{f', variables=({rows})' if rows else ''})"


def _variable_row(variable: ServerVariable) -> str:
    """Give the runtime's row of one variable."""
    choices = f", choices={literal(variable.choices)}" if variable.choices else ""
    return f"ServerVariable(name={literal(variable.name)}, default={literal(variable.default)}{choices})"
