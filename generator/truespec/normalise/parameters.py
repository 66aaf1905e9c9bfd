"""Parameter Objects. See https://spec.openapis.org/oas/v3.2.0#parameter-object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from truespec.codes import (
    HOMELESS_PARAMETER,
    IGNORED_PARAMETER,
    INVALID_VALUE,
    UNDECLARED_PATH_PARAMETER,
)
from truespec.diagnostic import Code
from truespec.document import Mapping, Place, Sequence
from truespec.normalise.extensions.naming import parameter_name
from truespec.normalise.extensions.paging import purpose
from truespec.normalise.extensions.wire import deprecation
from truespec.normalise.following import followed
from truespec.normalise.media_types import read_contents
from truespec.normalise.schemas import SchemaReader, text
from truespec.normalise.styles import style_of
from truespec.schema import Scalar, ScalarSchema
from truespec.specification import Location, Parameter

_LOCATIONS: Final = frozenset(location.value for location in Location)
_TEMPLATE: Final = re.compile(r"\{([^{}/]+)\}")
# See https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header and what stands for it.
_KEY: Final = re.compile(r"(x-)?idempotency-(key|token)", re.IGNORECASE)
# See the fixed field `name` there.
_IGNORED: Final = ("accept", "content-type")
_IGNORED_WITH_SECURITY: Final = (*_IGNORED, "authorization")


class ParameterReader(Struct, frozen=True):
    """Reads the parameters of one operation, which stands at `place` below `path`."""

    schemas: SchemaReader
    path: str
    place: Place
    is_secured: bool

    def read(self, item: Mapping, operation: Mapping) -> tuple[Parameter, ...]:
        """Read each name and location once; an operation's own win over those of its path item."""
        listed = [parameter for holder in (item, operation) for parameter in self._listed(holder)]
        found = {(parameter.location, parameter.wire_name): parameter for parameter in listed}
        names = dict.fromkeys(_TEMPLATE.findall(self.path))
        for name in names:
            if (Location.PATH, name) not in found:
                message = f"the path has {{{name}}}, and no parameter declares it"
                self._report(UNDECLARED_PATH_PARAMETER, message, self.place, hint="declare it with `in: path`")
                found[Location.PATH, name] = _text_parameter(name, self.place)
        return tuple(parameter for parameter in found.values() if self._has_a_home(parameter, names))

    def _has_a_home(self, parameter: Parameter, names: dict[str, None]) -> bool:
        """Say whether a parameter is sent, and complain of one that has no place or is to be ignored."""
        name = parameter.wire_name
        if parameter.location is Location.PATH and name not in names:
            self._report(HOMELESS_PARAMETER, f"{self.path} has no {{{name}}}", parameter.place)
            return False
        ignored = _IGNORED_WITH_SECURITY if self.is_secured else _IGNORED
        if parameter.location is Location.HEADER and name.lower() in ignored:
            self._report(IGNORED_PARAMETER, f"the header parameter {name} is ignored", parameter.place)
            return False
        return True

    def _listed(self, holder: Mapping) -> Iterator[Parameter]:
        """Read the parameters that an operation or a path item lists."""
        listed = holder.get("parameters")
        if listed is not None and not isinstance(listed, Sequence):
            self._report(INVALID_VALUE, "parameters must be a list", holder.marks["parameters"].place(holder.file))
        for entry, mark in zip(listed, listed.marks, strict=True) if isinstance(listed, Sequence) else ():
            value = followed(entry, self.schemas.document)
            if text(value, "in") in _LOCATIONS and _is_named(value):
                yield self._read_one(value)
            else:
                message = f"a parameter needs a name, and `in` one of {', '.join(Location)}"
                self._report(INVALID_VALUE, message, value.place if value else mark.place(holder.file))

    def _read_one(self, value: Mapping) -> Parameter:
        """Read one parameter."""
        location, place = Location(text(value, "in")), value.place
        contents = read_contents(value, self.schemas)
        style = style_of(value, text(value, "name"), location, self.schemas)
        explode = value.get("explode")
        schema = followed(value.get("schema"), self.schemas.document)
        return Parameter(
            wire_name=text(value, "name"),
            location=location,
            style=style,
            explode=explode if isinstance(explode, bool) else style in ("form", "cookie"),
            required=value.get("required") is True or location is Location.PATH,
            schema=contents[0].schema if contents else self.schemas.read(value.get("schema", True), place),
            place=place,
            description=text(value, "description") or text(value.get("schema"), "description"),
            deprecation=deprecation(value),
            name_hint=parameter_name(value),
            reserved=value.get("allowReserved") is True,
            allow_empty=value.get("allowEmptyValue") is True and location is Location.QUERY,
            media_type=contents[0].media_type if contents else "",
            encoding=contents[0].encoding if contents else (),
            first=_first(schema),
            purpose=purpose(value) or purpose(schema) or "",
            is_key=location is Location.HEADER and _KEY.fullmatch(text(value, "name")) is not None,
        )

    def _report(self, code: Code, message: str, at: Place, hint: str = "") -> None:
        self.schemas.report.add(code, at=at, message=message, hint=hint)


def _is_named(value: Mapping) -> bool:
    """Say whether a parameter has a name, which may be empty where no template has to have it."""
    name = value.get("name")
    return isinstance(name, str) and (name != "" or text(value, "in") != Location.PATH.value)


def _first(schema: Mapping) -> int | None:
    """Give where a number begins: its default, or a minimum of 1; servers that count from 0 take 1 for another."""
    default, minimum = schema.get("default"), schema.get("minimum")
    if isinstance(default, int) and not isinstance(default, bool):
        return default
    return 1 if minimum == 1 and not isinstance(minimum, bool) else None


def _text_parameter(name: str, place: Place) -> Parameter:
    """Give the parameter that a path template stands for when nobody declared it."""
    return Parameter(
        wire_name=name,
        location=Location.PATH,
        style="simple",
        explode=False,
        required=True,
        schema=ScalarSchema(place=place, scalar=Scalar.STRING),
        place=place,
    )
