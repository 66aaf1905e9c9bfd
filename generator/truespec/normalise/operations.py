"""Path items and their operations. See https://spec.openapis.org/oas/v3.1.2#operation-object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from truespec.codes import INVALID_VALUE
from truespec.document import Mapping, Sequence, Value
from truespec.grammar import METHODS, is_extension
from truespec.normalise.extensions.naming import group, method_name
from truespec.normalise.extensions.paging import paging_rule
from truespec.normalise.extensions.wire import deprecation
from truespec.normalise.following import followed
from truespec.normalise.headers import read_headers
from truespec.normalise.media_types import read_contents
from truespec.normalise.naming import OperationNames
from truespec.normalise.parameters import ParameterReader
from truespec.normalise.schemas import SchemaReader, text
from truespec.normalise.security import read_security
from truespec.normalise.servers import read_servers
from truespec.pointer import Pointer
from truespec.specification import Operation, RequestBody, Response

DEFAULT_TAG: Final = "default"
_TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_STATUS: Final = re.compile(r"[1-5]([0-9]{2}|[Xx]{2})|default")


class OperationReader(Struct, frozen=True):
    """Reads the operations of one normalised document; `referred` are the responses that references have led to."""

    schemas: SchemaReader
    names: OperationNames
    referred: dict[tuple[str, str], Response] = field(default_factory=dict[tuple[str, str], Response])

    def read_all(self) -> tuple[Operation, ...]:
        """Read every operation, sorted by path and method so that the order of entries says nothing."""
        paths = self.schemas.document.root.get("paths")
        items = paths.items() if isinstance(paths, Mapping) else ()
        read = [operation for path, item in items for operation in self._read_item(path, item)]
        return tuple(sorted(read, key=lambda operation: (operation.path, operation.method)))

    def _read_item(self, path: str, item: Value) -> Iterator[Operation]:
        """Read the operations of one path item."""
        pointer = Pointer(("paths", path))
        item = followed(item, self.schemas.document)
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
        security = read_security(value.get("security", self.schemas.document.root.get("security")))
        parameters = ParameterReader(self.schemas, path, place, is_secured=any(security))
        return Operation(
            name=self.names.get(pointer, method),
            method=method.upper() if method in METHODS else method,
            path=path,
            tag=group(value) or _first_tag(value.get("tags")),
            place=place,
            summary=text(value, "summary"),
            description=text(value, "description"),
            deprecation=deprecation(value),
            name_hint=method_name(value, self.schemas.document.root),
            parameters=parameters.read(item, value),
            request_body=self._read_body(value.get("requestBody")),
            responses=self._read_responses(value.get("responses")),
            security=security,
            servers=read_servers(value.get("servers", item.get("servers"))),
            paging=paging_rule(value, self.schemas.document.root),
        )

    def _read_body(self, value: Value) -> RequestBody | None:
        """Read a request body. See https://spec.openapis.org/oas/v3.1.2#request-body-object."""
        if value is None:
            return None
        body = followed(value, self.schemas.document)
        return RequestBody(
            required=body.get("required") is True,
            contents=read_contents(body, self.schemas),
            place=body.place,
            description=text(body, "description"),
        )

    def _read_responses(self, value: Value) -> tuple[Response, ...]:
        """Read the responses, statuses before ranges before the default."""
        entries = (
            [entry for entry in value.items() if self._is_status(entry[0], value)] if isinstance(value, Mapping) else []
        )
        read = [
            self._response(status.upper() if status != "default" else status, entry)
            for status, entry in entries
            if not is_extension(status)
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

    def _response(self, status: str, entry: Value) -> Response:
        """Give a response, read once for all operations that only refer to it."""
        target = entry.get("$ref") if isinstance(entry, Mapping) and len(entry) == 1 else None
        if not isinstance(target, str):
            return self._read_response(status, followed(entry, self.schemas.document))
        if (status, target) not in self.referred:
            self.referred[status, target] = self._read_response(status, followed(entry, self.schemas.document))
        return self.referred[status, target]

    def _read_response(self, status: str, value: Mapping) -> Response:
        """Read one response. See https://spec.openapis.org/oas/v3.1.2#response-object."""
        return Response(
            status=status,
            contents=read_contents(value, self.schemas),
            place=value.place,
            description=text(value, "description"),
            headers=read_headers(value, self.schemas),
        )


def _first_tag(tags: Value) -> str:
    """Give the tag that groups an operation: the first that says something."""
    named = (str(tag) for tag in tags) if isinstance(tags, Sequence) else ()
    return next((tag for tag in named if tag.strip()), DEFAULT_TAG)
