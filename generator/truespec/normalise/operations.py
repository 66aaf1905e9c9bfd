"""Path items and their operations. See https://spec.openapis.org/oas/v3.1.2#operation-object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from truespec.codes import INVALID_VALUE, UNDECLARED_PATH_PARAMETER
from truespec.document import Mapping, Place, Sequence, Value
from truespec.grammar import METHODS, is_extension
from truespec.normalise.extensions.naming import group, method_name, parameter_name
from truespec.normalise.extensions.wire import deprecation
from truespec.normalise.naming import OperationNames
from truespec.normalise.schemas import SchemaReader, text
from truespec.normalise.security import read_security
from truespec.pointer import Pointer
from truespec.schema import Scalar, ScalarSchema
from truespec.specification import (
    Content,
    Location,
    Operation,
    Parameter,
    RequestBody,
    Response,
)

DEFAULT_TAG: Final = "default"
_STYLES: Final = {
    Location.PATH: "simple",
    Location.HEADER: "simple",
    Location.QUERY: "form",
    Location.COOKIE: "form",
}
_TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_STATUS: Final = re.compile(r"[1-5]([0-9]{2}|[Xx]{2})|default")
_TEMPLATE: Final = re.compile(r"\{([^{}/]+)\}")


@dataclass(frozen=True, slots=True)
class OperationReader:
    """Reads the operations of one normalised document."""

    schemas: SchemaReader
    names: OperationNames

    def read_all(self) -> tuple[Operation, ...]:
        """Read every operation, sorted by path and method so that the order of entries says nothing."""
        paths = self.schemas.document.root.get("paths")
        items = paths.items() if isinstance(paths, Mapping) else ()
        read = [operation for path, item in items for operation in self._read_item(path, item)]
        return tuple(sorted(read, key=lambda operation: (operation.path, operation.method)))

    def _read_item(self, path: str, item: Value) -> Iterator[Operation]:
        """Read the operations of one path item."""
        pointer = Pointer(("paths", path))
        item = self._followed(item)
        for method in METHODS:
            operation = item.get(method)
            if isinstance(operation, Mapping):
                yield self._read(operation, item, pointer / method)
        additional = item.get("additionalOperations")
        for method, operation in additional.items() if isinstance(additional, Mapping) else ():
            if isinstance(operation, Mapping) and self._is_token(method, operation):
                yield self._read(operation, item, pointer / "additionalOperations" / method)

    def _is_token(self, method: str, operation: Mapping) -> bool:
        """Say whether a method can stand in a request. See https://www.rfc-editor.org/rfc/rfc9110#section-9.1."""
        if not _TOKEN.fullmatch(method):
            self.schemas.report.add(INVALID_VALUE, at=operation.place, message=f"{method} is no HTTP method")
            return False
        return True

    def _read(self, value: Mapping, item: Mapping, pointer: Pointer) -> Operation:
        """Read one operation; its own parameters win over those of its path item."""
        path, method = str(pointer.tokens[1]), str(pointer.tokens[-1])
        mark = item.key_marks.get(method)
        place = replace(mark.place(item.file) if mark else value.place, pointer=pointer)
        return Operation(
            name=self.names.get(pointer, method),
            method=method.upper(),
            path=path,
            tag=group(value) or _first_tag(value.get("tags")),
            place=place,
            summary=text(value, "summary"),
            description=text(value, "description"),
            deprecation=deprecation(value),
            name_hint=method_name(value, self.schemas.document.root),
            parameters=self._read_parameters(value, item, path, place),
            request_body=self._read_body(value.get("requestBody")),
            responses=self._read_responses(value.get("responses")),
            security=read_security(value.get("security", self.schemas.document.root.get("security"))),
        )

    def _read_parameters(self, value: Mapping, item: Mapping, path: str, place: Place) -> tuple[Parameter, ...]:
        """Read the parameters, each name and location once; path templates without one get a plain text."""
        found: dict[tuple[Location, str], Parameter] = {}
        for holder in (item, value):
            for parameter in self._parameters_of(holder):
                found[parameter.location, parameter.wire_name] = parameter
        for name in _TEMPLATE.findall(path):
            if (Location.PATH, name) not in found:
                self._report_undeclared(name, place)
                found[Location.PATH, name] = _text_parameter(name, place)
        return tuple(found.values())

    def _report_undeclared(self, name: str, place: Place) -> None:
        message = f"the path has {{{name}}}, and no parameter declares it"
        self.schemas.report.add(UNDECLARED_PATH_PARAMETER, at=place, message=message, hint="declare it with `in: path`")

    def _parameters_of(self, holder: Mapping) -> Iterator[Parameter]:
        """Read the parameters that an operation or a path item lists."""
        listed = holder.get("parameters")
        for entry in listed if isinstance(listed, Sequence) else ():
            value = self._followed(entry)
            place = value.place
            if text(value, "in") in {location.value for location in Location} and text(value, "name"):
                yield self._read_parameter(value, place)
            else:
                self.schemas.report.add(
                    INVALID_VALUE,
                    at=place,
                    message="a parameter needs a name, and `in` one of path, query, header, cookie",
                )

    def _read_parameter(self, value: Mapping, place: Place) -> Parameter:
        """Read one parameter. See https://spec.openapis.org/oas/v3.1.2#parameter-object."""
        location = Location(text(value, "in"))
        style = text(value, "style") or _STYLES[location]
        contents = self._read_contents(value)
        schema = contents[0].schema if contents else self.schemas.read(value.get("schema", True), place)
        explode = value.get("explode")
        return Parameter(
            wire_name=text(value, "name"),
            location=location,
            style=style,
            explode=explode if isinstance(explode, bool) else style == "form",
            required=value.get("required") is True or location is Location.PATH,
            schema=schema,
            place=place,
            description=text(value, "description") or text(value.get("schema"), "description"),
            deprecation=deprecation(value),
            name_hint=parameter_name(value),
        )

    def _read_body(self, value: Value) -> RequestBody | None:
        """Read a request body. See https://spec.openapis.org/oas/v3.1.2#request-body-object."""
        if value is None:
            return None
        body = self._followed(value)
        return RequestBody(
            required=body.get("required") is True,
            contents=self._read_contents(body),
            place=body.place,
            description=text(body, "description"),
        )

    def _read_responses(self, value: Value) -> tuple[Response, ...]:
        """Read the responses, statuses before ranges before the default."""
        entries = (
            [entry for entry in value.items() if self._is_status(entry[0], value)] if isinstance(value, Mapping) else []
        )
        read = [
            self._read_response(status, self._followed(entry)) for status, entry in entries if not is_extension(status)
        ]
        return tuple(
            sorted(
                read,
                key=lambda response: (
                    response.status == "default",
                    not response.status.isdecimal(),
                    response.status,
                ),
            )
        )

    def _is_status(self, status: str, holder: Mapping) -> bool:
        """Say whether a key names responses, and complain of one that names nothing."""
        if is_extension(status) or _STATUS.fullmatch(status):
            return True
        at = holder.key_marks[status].place(holder.file)
        self.schemas.report.add(INVALID_VALUE, at=at, message=f"{status} is no status, range such as 4XX, or default")
        return False

    def _read_response(self, status: str, value: Mapping) -> Response:
        """Read one response. See https://spec.openapis.org/oas/v3.1.2#response-object."""
        place = value.place
        return Response(
            status=status.upper() if status != "default" else status,
            contents=self._read_contents(value),
            place=place,
            description=text(value, "description"),
        )

    def _read_contents(self, holder: Mapping) -> tuple[Content, ...]:
        """Read the media types, JSON first and then by name."""
        content = holder.get("content")
        read: list[Content] = []
        for media_type, entry in content.items() if isinstance(content, Mapping) else ():
            value = self._followed(entry)
            place = value.place
            schema = self.schemas.read(value.get("schema", True), place)
            read.append(Content(media_type=media_type, schema=schema, example=self._example(value)))
        return tuple(sorted(read, key=lambda content: ("json" not in content.media_type, content.media_type)))

    def _example(self, media_type: Mapping) -> Value:
        """Give the example of a media type, the first by name when there are several, None when there is none."""
        examples = media_type.get("examples")
        if "example" in media_type or not isinstance(examples, Mapping) or not examples:
            return media_type.get("example")
        return self._followed(examples[min(examples)]).get("value")

    def _followed(self, value: Value) -> Mapping:
        """Follow references to the object meant; what stands beside a reference wins over its target."""
        if not isinstance(value, Mapping):
            return Mapping(self.schemas.document.file, self.schemas.document.root.mark)
        target = value.get("$ref")
        if not isinstance(target, str):
            return value
        result = self._followed(self.schemas.document.find(Pointer.parse(target)))
        beside = [key for key in value if key != "$ref"]
        if beside:
            result = result.like(result)
            for key in beside:
                result.take(value, key)
        return result


def _first_tag(tags: Value) -> str:
    """Give the tag that groups an operation: the first that says something."""
    named = (str(tag) for tag in tags) if isinstance(tags, Sequence) else ()
    return next((tag for tag in named if tag.strip()), DEFAULT_TAG)


def _text_parameter(name: str, place: Place) -> Parameter:
    """Give the parameter that a path template stands for when nobody declared it."""
    schema = ScalarSchema(place=place, scalar=Scalar.STRING)
    return Parameter(
        wire_name=name,
        location=Location.PATH,
        style="simple",
        explode=False,
        required=True,
        schema=schema,
        place=place,
    )
