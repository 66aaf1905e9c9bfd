"""Plan: the headers of answers as classes, one for each set of headers however often it is described."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from truespec.package import HeaderClass, HeaderField
from truespec.plan.annotations import Annotations, union_of
from truespec.plan.bodies import Bodies, is_json
from truespec.plan.classes import described
from truespec.plan.names import HEADER_RESERVED, identifier, pascal_case, snake_case, unique_names, words
from truespec.plan.source import code, docstring, literal
from truespec.schema import AnySchema, ArraySchema, MapSchema, ObjectSchema, Schema, TupleSchema
from truespec.specification import Header, Operation, Response

MODULE: Final = "headers"
_RESERVED: Final = frozenset(("DescribedHeaders",))
_LONGEST: Final = 32
_SUCCESS: Final = "2"
_TEXT: Final = "str"
# A comma parts every other header.
_SEPARATORS: Final = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}

Signature = tuple[str, ...]


class ResponseHeaders(Struct, frozen=True, kw_only=True):
    """The classes of one specification, and the name of that of an answer; successes of an operation share one."""

    classes: tuple[HeaderClass, ...] = ()
    names: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def of(self, operation: Operation, response: Response) -> str:
        """Give the class of the headers of an answer, nothing when none are described."""
        name = self.names.get((operation.name, response.status))
        return f"{MODULE}.{name}" if name else ""

    def of_success(self, operation: Operation) -> str:
        """Give the class of the headers of what a call gives."""
        return next((name for one in successes(operation) if (name := self.of(operation, one))), "")


def successes(operation: Operation) -> list[Response]:
    """Give the answers that a call returns: those of 2xx, or else the default."""
    found = [response for response in operation.responses if response.status.startswith(_SUCCESS)]
    return found or [response for response in operation.responses if response.status == "default"]


def plan_response_headers(bodies: Bodies) -> ResponseHeaders:
    """Give a class for each set of headers, named by them."""
    keys: dict[tuple[str, str], Signature] = {}
    firsts: dict[Signature, tuple[HeaderField, ...]] = {}
    planner = _Planner(bodies)
    for operation in bodies.specification.operations:
        for responses in _groups(operation):
            fields = planner.fields(_united(responses))
            signature = tuple(one.signature for one in fields)
            firsts.setdefault(signature, fields)
            keys |= {(operation.name, response.status): signature for response in responses}
    names = _class_names(firsts)
    classes = (HeaderClass(name=code(names[signature]), fields=fields) for signature, fields in firsts.items())
    return ResponseHeaders(
        classes=tuple(sorted(classes, key=lambda one: one.name)),
        names={key: names[signature] for key, signature in keys.items()},
    )


def _groups(operation: Operation) -> Iterator[list[Response]]:
    """Give the answers of an operation that share a class, those without any headers left out."""
    returned = successes(operation)
    others = ([response] for response in operation.responses if response not in returned)
    yield from (group for group in (returned, *others) if any(response.headers for response in group))


def _united(responses: list[Response]) -> list[list[Header]]:
    """Give each header with what every answer says of it; it is required only where all of them require it."""
    found: dict[str, list[Header]] = defaultdict(list)
    for header in (header for response in responses for header in response.headers):
        found[header.wire_name.lower()].append(header)
    return [
        headers if len(headers) == len(responses) else [replace(one, required=False) for one in headers]
        for _, headers in sorted(found.items())
    ]


class _Planner(Struct, frozen=True):
    bodies: Bodies
    known: dict[tuple[object, ...], tuple[HeaderField, ...]] = field(
        default_factory=dict[tuple[object, ...], tuple[HeaderField, ...]]
    )

    def fields(self, united: list[list[Header]]) -> tuple[HeaderField, ...]:
        """Plan the attributes of one class, once for headers that are the same components."""
        key = tuple((header.place, header.required) for headers in united for header in headers)
        if key not in self.known:
            self.known[key] = self._fields(united)
        return self.known[key]

    def _fields(self, united: list[list[Header]]) -> tuple[HeaderField, ...]:
        names = unique_names((headers[0].wire_name for headers in united), _attribute)
        return tuple(self._field(names[headers[0].wire_name], headers) for headers in united)

    def _field(self, name: str, headers: list[Header]) -> HeaderField:
        """Plan one attribute, from what several answers may say of one header."""
        first = headers[0]
        required = all(header.required for header in headers)
        absent = () if required else ("None",)
        shown = union_of((*self._types(headers, self.bodies.annotations), *absent))
        facts = [
            literal(first.wire_name),
            f"lambda: {union_of(self._types(headers, replace(self.bodies.annotations, read=True)))}",
            *(["required=True"] if required else []),
            *self._form(first),
        ]
        return HeaderField(
            name=code(name),
            wire_name=first.wire_name,
            annotation=code(f"Header[{shown}]"),
            row=code(f"Header({', '.join(facts)})"),
            docstring=docstring(described(first.description, first.deprecation)),
            line=first.place.line,
        )

    def _types(self, headers: list[Header], annotations: Annotations) -> Iterator[str]:
        """Give what a header is read as; of what is not described at all, its text."""
        for header in headers:
            yield from (_TEXT,) if self._is_text(header) else annotations.options(header.schema)

    def _is_text(self, header: Header) -> bool:
        is_own = bool(header.media_type) and not is_json(header.media_type)
        return is_own or isinstance(self.bodies.inner(header.schema), AnySchema)

    def _form(self, header: Header) -> Iterator[str]:
        """Give how the text of a header is parted."""
        if is_json(header.media_type):
            yield 'form="json"'
        elif not header.media_type:
            parts = {_form_of(schema) for schema in self.bodies.options(header.schema)} - {""}
            form = parts.pop() if len(parts) == 1 else ""
            if form:
                yield f'form="{"pairs" if form == "object" and header.explode else form}"'
            if form and header.style in _SEPARATORS:
                yield f"separator={literal(_SEPARATORS[header.style])}"


def _attribute(name: str) -> str:
    """Name an attribute; the E of ETag is no word of its own."""
    return identifier("etag" if name == "ETag" else snake_case(name), "n", HEADER_RESERVED)


def _form_of(schema: Schema) -> str:
    if isinstance(schema, ArraySchema | TupleSchema):
        return "array"
    return "object" if isinstance(schema, ObjectSchema | MapSchema) else ""


def _class_names(firsts: dict[Signature, tuple[HeaderField, ...]]) -> dict[Signature, str]:
    """Name each set by its headers, with a suffix where sets of the same headers have different types."""
    wanted = {signature: _class_name([one.wire_name for one in fields]) for signature, fields in firsts.items()}
    taken = list(wanted.values())
    return {
        signature: name if taken.count(name) == 1 else f"{name}_{sha256(repr(signature).encode()).hexdigest()[:6]}"
        for signature, name in wanted.items()
    }


def _class_name(wire_names: list[str]) -> str:
    """Name a class by all its headers, by the words that they begin with if that is too long, or by the first."""
    joined = "".join(map(pascal_case, wire_names))
    if len(joined) > _LONGEST:
        joined = _common_start(wire_names) or f"{pascal_case(wire_names[0])}AndOther"
    return identifier(f"{joined}Headers", "N", _RESERVED)


def _common_start(wire_names: list[str]) -> str:
    """Give the words that all names begin with, nothing if that is no more than an X."""
    start: list[str] = []
    for column in zip(*map(words, wire_names), strict=False):
        if len(set(column)) > 1:
            break
        start.append(column[0])
    return pascal_case(" ".join(start)) if any(len(word) > 1 for word in start) else ""
