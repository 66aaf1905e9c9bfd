"""Names of a method's arguments: unique over the path, the query, headers, cookies and the body."""

from __future__ import annotations

from hashlib import sha256

from truespec.plan.hints import property_names, with_hints
from truespec.plan.names import CALL_RESERVED, argument_name, unique_names
from truespec.schema import Property
from truespec.specification import Location, Operation

ArgumentNames = dict[tuple[str, str], str]
BODY = "body"


def argument_names(operation: Operation, properties: tuple[Property, ...]) -> ArgumentNames:
    """Name the arguments; where names collide, the path's stays and the others say where they go."""
    names: ArgumentNames = {}
    wanted = {location.value: _of_parameters(operation, location) for location in Location}
    wanted[BODY] = property_names(properties, argument_name, CALL_RESERVED)
    # A name that another location has as its own is not given as a suffixed one.
    taken = {name for named in wanted.values() for name in named.values()}
    given: set[str] = set()
    for location, named in wanted.items():
        for wire_name, name in named.items():
            names[location, wire_name] = _free(name, location, wire_name, taken) if name in given else name
        given |= {names[location, wire_name] for wire_name in named}
        taken |= given
    return names


def _of_parameters(operation: Operation, location: Location) -> dict[str, str]:
    """Name the parameters of one location among themselves."""
    here = [parameter for parameter in operation.parameters if parameter.location is location]
    hints = {parameter.wire_name: argument_name(parameter.name_hint) for parameter in here if parameter.name_hint}
    return with_hints(unique_names((parameter.wire_name for parameter in here), argument_name), hints)


def _free(name: str, location: str, wire_name: str, taken: set[str]) -> str:
    """Give a name that says where the argument goes, and is no other's."""
    said = f"{name.rstrip('_')}_{location}"
    return f"{said}_{sha256(wire_name.encode()).hexdigest()[:6]}" if said in taken else said
