"""What a client has to hold, counted where it is described and without regard to what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from truespec.document import Document, Mapping, Mark, Place, Sequence, Value
from truespec.grammar import METHODS, is_extension
from truespec.pointer import Pointer
from truespec.specification import Specification
from truespec.verify.parts import Part

# See https://spec.openapis.org/oas/v3.1.2#fixed-fields-for-use-with-schema: such a header parameter is to be ignored.
_IGNORED_HEADERS: Final = frozenset(("accept", "content-type", "authorization"))
# See `headers` of https://spec.openapis.org/oas/v3.1.2#response-object.
_IGNORED_RESPONSE_HEADER: Final = "content-type"


def described_parts(specification: Specification) -> dict[Part, Place]:
    """Give every operation and its parts, and every component schema, with its place."""
    names = {operation.place.pointer: operation.name for operation in specification.operations}
    return _PartsReader(specification.described, names).read_all()


class _PartsReader(Struct, frozen=True):
    """Reads the parts of one description; `names` are those of its operations, by their pointers."""

    document: Document
    names: dict[Pointer, str]

    def read_all(self) -> dict[Part, Place]:
        """Give all parts."""
        return dict((*self._operations(), *self._schemas()))

    def _schemas(self) -> Iterator[tuple[Part, Place]]:
        for name in (schemas := _mapping(_mapping(self.document.root.get("components")).get("schemas"))):
            yield Part("schemas", name), schemas.key_marks[name].place(schemas.file)

    def _operations(self) -> Iterator[tuple[Part, Place]]:
        paths = _mapping(self.document.root.get("paths"))
        for path in paths:
            item = self._followed(paths[path])
            pointer = Pointer(("paths", path))
            more = _mapping(item.get("additionalOperations"))
            for method in METHODS:
                yield from self._operation(item, method, item, pointer / method)
            for method in more:
                yield from self._operation(more, method, item, pointer / "additionalOperations" / method)

    def _operation(self, holder: Mapping, method: str, item: Mapping, pointer: Pointer) -> Iterator[tuple[Part, Place]]:
        """Give an operation and its parts."""
        operation = holder.get(method)
        if not isinstance(operation, Mapping):
            return
        name = self.names.get(pointer) or f"{method.upper()} {pointer.tokens[1]}"
        place = holder.key_marks[method].place(holder.file)
        yield Part("operations", name), place
        for parameter in self._parameters(item, operation, str(pointer.tokens[1])):
            where = f"{parameter.get('in')} {parameter.get('name')}"
            yield Part("parameters", name, where), parameter.place
        if self._followed(operation.get("requestBody")).get("content"):
            yield Part("bodies", name), operation.key_marks["requestBody"].place(operation.file)
        responses = _mapping(operation.get("responses"))
        for status in responses:
            if not is_extension(status):
                yield Part("responses", name, status.lower()), responses.key_marks[status].place(responses.file)
                yield from self._headers(self._followed(responses[status]), name, status.lower())

    def _headers(self, response: Mapping, name: str, status: str) -> Iterator[tuple[Part, Place]]:
        """Give the headers of a response, without the one that its media types tell."""
        headers = _mapping(response.get("headers"))
        for header in headers:
            if header.lower() != _IGNORED_RESPONSE_HEADER:
                at = headers.key_marks[header].place(headers.file)
                yield Part("headers", name, f"{header.lower()} of {status}"), at

    def _parameters(self, item: Mapping, operation: Mapping, path: str) -> Iterator[Mapping]:
        """Give the parameters of an operation, its path item's first, without those that have no place in the path."""
        for holder in (item, operation):
            listed = holder.get("parameters")
            for entry in listed if isinstance(listed, Sequence) else ():
                parameter = self._followed(entry)
                name = str(parameter.get("name"))
                is_ignored = parameter.get("in") == "header" and name.lower() in _IGNORED_HEADERS
                is_homeless = parameter.get("in") == "path" and f"{{{name}}}" not in path
                if not (is_ignored or is_homeless):
                    yield parameter

    def _followed(self, value: Value) -> Mapping:
        """Follow references to the object meant."""
        found = _mapping(value)
        while isinstance(target := found.get("$ref"), str):
            found = _mapping(self.document.find(Pointer.parse(target)))
        return found


def _mapping(value: Value) -> Mapping:
    """Give a mapping, an empty one for anything else."""
    return value if isinstance(value, Mapping) else Mapping("", Mark(1, 1))
