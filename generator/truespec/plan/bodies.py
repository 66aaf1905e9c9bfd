"""The contents of requests and answers: the form that each media type has, and what a caller gives for it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from truespec.media_type import essence
from truespec.package import Source
from truespec.plan.annotations import Annotations, union_of
from truespec.plan.field_rules import is_nullable, sending_rules
from truespec.plan.source import code, frozen_set, literal
from truespec.schema import (
    AnySchema,
    ArraySchema,
    EnumSchema,
    LiteralSchema,
    NullableSchema,
    ObjectSchema,
    Property,
    Scalar,
    ScalarSchema,
    Schema,
    Sending,
    UnionSchema,
)
from truespec.specification import Content, Encoding, Location, Operation, Parameter, RequestBody, Specification


class Form(Enum):
    """How a content is written; the value is the function of the runtime that writes it."""

    JSON = "json_body"
    URLENCODED = "form_body"
    MULTIPART = "multipart_body"
    LINES = "json_lines_body"
    TEXT = "text_body"
    BINARY = "binary_body"


_FORM = "application/x-www-form-urlencoded"
_OF_FIELDS = (Form.JSON, Form.URLENCODED, Form.MULTIPART)
_LINES = ("jsonl", "jsonlines", "ndjson", "json-seq", "json-lines", "stream+json")


def is_json(media_type: str) -> bool:
    """Say whether a media type is JSON or one of its kin. See https://www.rfc-editor.org/rfc/rfc6839#section-3.1."""
    name = essence(media_type)
    return name in ("application/json", "text/json") or name.endswith("+json")


def has_items_alone(content: Content) -> bool:
    """Say whether a content is described by its items and not as a whole."""
    return content.item_schema is not None and isinstance(content.schema, AnySchema)


def is_range(media_type: str) -> bool:
    """Say whether a media type stands for several."""
    return "*" in media_type


class Bodies(Struct, frozen=True):
    """Plans the contents of one specification."""

    specification: Specification
    annotations: Annotations

    def form(self, content: Content) -> Form:
        """Choose the form of a content by its media type, that of a range by its schema; JSON of items is of lines."""
        whole = essence(content.media_type)
        kind, _, name = whole.partition("/")
        if name.endswith(_LINES) or (is_json(whole) and has_items_alone(content)):
            return Form.LINES
        if is_json(whole):
            return Form.JSON
        if is_range(whole):
            return Form.JSON if kind in ("*", "application") and self.has_shape(content.schema) else Form.BINARY
        if whole == _FORM:
            return Form.URLENCODED
        if kind == "multipart":
            return Form.MULTIPART
        return Form.TEXT if kind == "text" or name == "xml" or name.endswith("+xml") else Form.BINARY

    def offered(self, operation: Operation) -> tuple[Content, ...]:
        """Give the media types of a request, the default first, ranges last.

        The default is JSON, unless the body holds a file, which JSON cannot, and may be sent as a form.
        """
        contents = operation.request_body.contents if operation.request_body else ()
        has_forms = any(self.form(content) is Form.MULTIPART for content in contents)

        def rank(content: Content) -> tuple[bool, bool]:
            unfit = has_forms and self.form(content) is not Form.MULTIPART and self._holds_file(content)
            return is_range(content.media_type), unfit

        return tuple(sorted(contents, key=rank))

    def properties(self, content: Content) -> tuple[Property, ...]:
        """Give the properties of an object, which become arguments."""
        schema = self.specification.resolved(content.schema)
        if self.form(content) not in _OF_FIELDS or not isinstance(schema, ObjectSchema):
            return ()
        return tuple(one for one in schema.properties if one.sending is not Sending.NEVER)

    def types(self, content: Content) -> tuple[str, ...]:
        """Give the annotation of each type that a whole body may have."""
        own = self.annotations.options(content.schema)
        match self.form(content):
            case Form.JSON:
                return own
            case Form.URLENCODED | Form.MULTIPART:
                return (*own, "Mapping[str, Any]") if self._is_of_objects(content) else ("Mapping[str, Any]", "bytes")
            case Form.LINES:
                item = self.annotations.of(self.item(content))
                return f"Iterable[{item}]", f"AsyncIterable[{item}]", "bytes"
            case Form.TEXT:
                return "str", "bytes"
            case Form.BINARY:
                return ("FileInput",)

    def is_text(self, given: Parameter) -> bool:
        """Say whether a parameter is an object that its author writes, since its media type has a way of its own."""
        is_form = given.location is Location.QUERYSTRING and essence(given.media_type) == _FORM
        return self.is_composed(given.schema) and not is_form and has_no_objects(given.media_type)

    def row(self, body: RequestBody, content: Content) -> Source:
        """Give a runtime Body with the flat fields that have a zero value or take null."""
        properties = self.properties(content)
        zero = [one.wire_name for one in properties if one.zero and one.sending is not Sending.ALWAYS]
        nullable = [one.wire_name for one in properties if is_nullable(one.schema, self.specification)]
        rules = "".join(
            f", {word}={frozen_set(names)}" for word, names in (("zero", zero), ("nullable", nullable)) if names
        )
        sending = ", ".join(sending_rules({one.wire_name: one for one in properties}, self.specification))
        rules += f", rules=FieldRules({sending})" if sending else ""
        return code(
            f"Body(media_type={literal(content.media_type)}, required={body.required}, "
            f"write={self.form(content).value}{rules}{parts_of(content.encoding)})"
        )

    def result(self, content: Content, *, read: bool = False) -> str:
        """Give the annotation of an answer, or what it is read as: its schema's for JSON, else text or bytes."""
        return union_of(self.result_types(content, read=read))

    def result_types(self, content: Content, *, read: bool = False) -> tuple[str, ...]:
        """Give the annotation of each type that an answer may have."""
        if self.form(content) is Form.JSON:
            return (replace(self.annotations, read=True) if read else self.annotations).options(content.schema)
        return ("str" if content.media_type.lower().startswith("text/") else "bytes",)

    def inner(self, schema: Schema) -> Schema:
        """Follow references to what a schema says of a value that is not null."""
        resolved = self.specification.resolved(schema)
        return self.specification.resolved(resolved.schema) if isinstance(resolved, NullableSchema) else resolved

    def options(self, schema: Schema) -> list[Schema]:
        """Give what a value that is not null can be: the options of choices at any depth, each once."""
        waiting, seen = [schema], dict[int, Schema]()
        while waiting:
            inner = self.inner(waiting.pop())
            if id(inner) not in seen and isinstance(inner, UnionSchema):
                # Choices that share their options lead to each of them by more ways than anyone could walk.
                waiting.extend(reversed(inner.options))
            seen[id(inner)] = inner
        return [one for one in seen.values() if not isinstance(one, UnionSchema)]

    def has_shape(self, schema: Schema) -> bool:
        """Say whether a schema says more of a value than that it is a text or bytes."""
        resolved = self.inner(schema)
        return not isinstance(resolved, AnySchema) and not (
            isinstance(resolved, ScalarSchema) and resolved.scalar in (Scalar.STRING, Scalar.BINARY, Scalar.BYTE)
        )

    def _is_of_objects(self, content: Content) -> bool:
        options = self.options(content.schema)
        is_null = isinstance(self.specification.resolved(content.schema), NullableSchema)
        return not is_null and all(isinstance(option, ObjectSchema) for option in options)

    def is_composed(self, schema: Schema) -> bool:
        """Say whether a value may be a list or an object by its schema."""
        return not isinstance(self.inner(schema), AnySchema | ScalarSchema | EnumSchema | LiteralSchema)

    def is_binary(self, schema: Schema) -> bool:
        """Say whether a value is the bytes of a file."""
        resolved = self.inner(schema)
        return isinstance(resolved, ScalarSchema) and resolved.scalar is Scalar.BINARY

    def _holds_file(self, content: Content) -> bool:
        return any(self.is_binary(schema) for schema in self._fields(content))

    def _fields(self, content: Content) -> Iterator[Schema]:
        for property_ in self.properties(content):
            yield item_of(self.inner(property_.schema))

    def item(self, content: Content) -> Schema:
        """Give the schema of each value of a sequence; a list is one of its items."""
        if content.item_schema is not None:
            return content.item_schema
        schema = self.inner(content.schema)
        return schema.items if isinstance(schema, ArraySchema) else content.schema


def item_of(schema: Schema) -> Schema:
    """Give the schema of each item of a list, and any other as it is."""
    return schema.items if isinstance(schema, ArraySchema) else schema


def has_no_objects(media_type: str) -> bool:
    """Say whether lists and objects are not written in any of the media types of a part, as in XML."""
    options = [essence(option) for option in media_type.split(",")]
    return not any(is_json(one) or is_range(one) or one in ("", "text/plain") for one in options)


def parts_of(encodings: tuple[Encoding, ...]) -> str:
    """Give the argument of a runtime row that holds a Part for each encoding; empty without one."""
    parts = "".join(f"{_part(encoding)}, " for encoding in encodings)
    return f", parts=({parts})" if parts else ""


def _part(encoding: Encoding) -> str:
    """Give a runtime Part."""
    style = f", style={literal(encoding.style)}, explode={encoding.explode}" if encoding.style else ""
    reserved = ", reserved=True" if encoding.reserved else ""
    media_type = f", media_type={literal(encoding.media_type)}" if encoding.media_type else ""
    return f"Part(name={literal(encoding.name)}{style}{reserved}{media_type})"
