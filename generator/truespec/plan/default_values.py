"""Whether a default is one of the values that its schema describes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Final

from truespec.schema import (
    AnySchema,
    ArraySchema,
    Besides,
    EnumSchema,
    LiteralSchema,
    LooseSchema,
    MapSchema,
    NullableSchema,
    ObjectSchema,
    ReferenceSchema,
    Scalar,
    ScalarSchema,
    Schema,
    TupleSchema,
    UnionSchema,
)
from truespec.specification import Specification

# Python writes larger numbers otherwise than they came, or not at all.
_LARGE: Final = 2**53
_OFFSET: Final = r"\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})"
_FORMATS: Final[dict[Scalar, tuple[str, Callable[[str], object]]]] = {
    Scalar.DATE: (r"\d{4}-\d{2}-\d{2}", date.fromisoformat),
    Scalar.DATE_TIME: (rf"\d{{4}}-\d{{2}}-\d{{2}}T{_OFFSET}", datetime.fromisoformat),
    Scalar.UUID: ("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", str),
    Scalar.URI: (r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20\x7f]*", str),
    Scalar.BYTE: (r"[\s\S]*", str),
    Scalar.STRING: (r"[\s\S]*", str),
    Scalar.IPV4: (r"\d{1,3}(?:\.\d{1,3}){3}", IPv4Address),
    Scalar.IPV6: ("[0-9A-Fa-f:.]+", IPv6Address),
}


def is_value(value: Any, schema: Schema, specification: Specification) -> bool:
    """Say whether plain JSON is a value of a schema."""
    return _Judge(specification).accepts(value, schema)


class _Judge:
    """Holds parts of one value against schemas; each pair once, since recursive choices could double without end."""

    def __init__(self, specification: Specification) -> None:
        self._specification = specification
        self._judged: dict[tuple[int, int], bool] = {}

    def accepts(self, value: Any, schema: Schema) -> bool:
        """Say whether a value is one of the schema's."""
        key = id(value), id(schema)
        if key not in self._judged:
            self._judged[key] = False
            self._judged[key] = self._accepts(value, schema)
        return self._judged[key]

    def _accepts(self, value: Any, schema: Schema) -> bool:
        match schema:
            case AnySchema():
                return _is_writable(value)
            case ScalarSchema(scalar=scalar):
                return _is_scalar(value, scalar)
            case EnumSchema(members=members):
                return _is_among(value, [member.value for member in members])
            case LiteralSchema(values=values):
                return _is_among(value, values)
            case ReferenceSchema(name=name):
                return self.accepts(value, self._specification.schema(name).schema)
            case _:
                return self._is_made_of(value, schema)

    def _is_made_of(self, value: Any, schema: Schema) -> bool:
        match schema:
            case NullableSchema():
                return value is None or self.accepts(value, schema.schema)
            case UnionSchema():
                return any(self.accepts(value, option) for option in schema.options)
            case LooseSchema(besides=besides):
                is_free = not isinstance(value, dict if besides is Besides.NOT_OBJECT else list)
                return _is_writable(value) if is_free else self.accepts(value, schema.schema)
            case ArraySchema():
                return isinstance(value, list) and all(self.accepts(item, schema.items) for item in _items(value))
            case TupleSchema(items=items):
                is_as_long = isinstance(value, list) and len(_items(value)) == len(items)
                return is_as_long and all(map(self.accepts, _items(value), items))
            case MapSchema():
                return isinstance(value, dict) and all(
                    self.accepts(one, schema.values) for one in _held(value).values()
                )
            case ObjectSchema():
                return isinstance(value, dict) and self._is_object(_held(value), schema)
            case _:
                return False

    def _is_object(self, value: dict[str, Any], schema: ObjectSchema) -> bool:
        described = {property_.wire_name: property_ for property_ in schema.properties}
        if any(property_.required and name not in value for name, property_ in described.items()):
            return False
        return all(
            self.accepts(item, described[name].schema)
            if name in described
            else schema.extras is None or self.accepts(item, schema.extras)
            for name, item in value.items()
        )


def _is_scalar(value: Any, scalar: Scalar) -> bool:
    """Say whether a value is a plain one of a kind."""
    match scalar:
        case Scalar.NULL:
            return value is None
        case Scalar.BOOLEAN:
            return isinstance(value, bool)
        case Scalar.INTEGER:
            return type(value) is int and _is_writable(value)
        case Scalar.NUMBER:
            return type(value) in (int, float) and _is_writable(value)
        case _:
            return isinstance(value, str) and _has_format(value, scalar)


def _has_format(value: str, scalar: Scalar) -> bool:
    """Say whether a text has a format."""
    pattern, read = _FORMATS.get(scalar, ("(?!)", str))
    if re.fullmatch(pattern, value, re.ASCII) is None:
        return False
    try:
        read(value)
    except ValueError:
        return False
    return True


def _is_among(value: Any, values: list[Any] | tuple[Any, ...]) -> bool:
    """Say whether a value is one of these; true is not 1."""
    return _is_writable(value) and any(one == value and type(one) is type(value) for one in values)


def _items(value: Any) -> list[Any]:
    items: list[Any] = value
    return items


def _is_writable(value: Any) -> bool:
    """Say whether Python writes a value as it came: no number is too large for that."""
    match value:
        case int() | float():
            return abs(value) < _LARGE
        case list():
            return all(map(_is_writable, _items(value)))
        case dict():
            return all(map(_is_writable, _held(value).values()))
        case _:
            return True


def _held(value: Any) -> dict[str, Any]:
    held: dict[str, Any] = value
    return held
