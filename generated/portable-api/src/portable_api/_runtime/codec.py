"""Reads the JSON of an answer into a type: strictly and fast first, a second time only if that fails."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, SchemaValidator

from .labels import DROP, is_label
from .omit import OMIT
from .record import Record, hidden
from .tolerant import second_validator
from .uncollected import validated
from .wire_schema import Exact, Schema

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ANNOTATED: Any = Annotated  # checkers would read what is in its brackets as a type
ERRORS_READ = 10_000  # to list an error costs about thirty times what it costs to find it


class NotJSONError(ValueError):
    """The bytes are not JSON that can be read: cut off, not UTF-8, or nested beyond 200 levels."""


class Disagreement(Record):
    """A value that is not what the schema says; `got` is OMIT where a required field is missing.

    `route` is the location with the labels of the options that were taken on the way.
    """

    location: tuple[str | int, ...]
    got: Any
    route: tuple[str | int, ...] = hidden(default=())


class Decoded(Record, kw_only=False):
    """A value read from JSON, with the places where it disagrees with its type.

    Up to `more` further places are not listed, because there are too many.
    """

    value: Any
    disagreements: tuple[Disagreement, ...] = ()
    more: int = 0


class Codec:
    """Reads JSON into one type. The validators for the second reading are made at their first use."""

    def __init__(self, annotation: Any) -> None:
        self.schema, self._strict = _strict_schema(annotation)

    @cached_property
    def _mended(self) -> SchemaValidator:
        return second_validator(self.schema, "mended")

    @cached_property
    def _sampled(self) -> SchemaValidator:
        return second_validator(self.schema, "sampled")

    @cached_property
    def _tolerant(self) -> SchemaValidator:
        return second_validator(self.schema, "tolerant")

    def decode(self, content: bytes) -> Decoded:
        """Read JSON; a disagreement is kept raw where it is and told, NotJSONError if it is not JSON."""
        content = content.removeprefix(BYTE_ORDER_MARK)
        try:
            return Decoded(value=validated(self._strict, content))
        except ValidationError as error:
            _refuse_if_not_json(error)
            errors = error.error_count()
        return self._second(content, errors)

    def exact(self, content: bytes) -> Decoded | None:
        """Read JSON that agrees with the type, None for any other."""
        try:
            return Decoded(value=validated(self._strict, content))
        except ValidationError:
            return None

    def _second(self, content: bytes, errors: int) -> Decoded:
        mended = self._mended if errors <= ERRORS_READ else self._sampled
        try:
            return Decoded(value=validated(mended, content))
        except ValidationError as error:
            disagreements = tuple(_disagreements(error))
        value = validated(self._tolerant, content)
        more = max(errors - len(disagreements), 0) if mended is self._sampled else 0
        return Decoded(value, disagreements, more)


@cache
def codec_of(annotation: Any) -> Codec:
    """The codec of a model class or of any other annotation, made once."""
    return Codec(annotation)


def _strict_schema(annotation: Any) -> tuple[Schema, SchemaValidator]:
    owner: Any = annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        annotation.model_rebuild()
        return owner.__pydantic_core_schema__, owner.__pydantic_validator__
    owner = TypeAdapter[Any](_ANNOTATED[owner, Exact])
    return owner.core_schema, owner.validator


def _refuse_if_not_json(error: ValidationError) -> None:
    if error.error_count() > 1:
        return
    first = error.errors(include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid" and not first["loc"]:
        raise NotJSONError(first["msg"]) from error


def _disagreements(error: ValidationError) -> Any:
    for one in error.errors(include_url=False, include_context=False):
        if DROP not in one["loc"]:
            yield _disagreement(one)


def _disagreement(one: ErrorDetails) -> Disagreement:
    location = tuple(part for part in one["loc"] if not is_label(part))
    return Disagreement(location=location, got=OMIT if one["type"] == "missing" else one["input"], route=one["loc"])
