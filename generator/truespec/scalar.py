"""The kinds of plain values, and of values that come as they are."""

from __future__ import annotations

from enum import Enum


class Scalar(Enum):
    """The kinds of plain values that Python can tell apart."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    DATE_TIME = "date-time"
    DATE = "date"
    TIME = "time"
    UUID = "uuid"
    URI = "uri"
    IPV4 = "ipv4"
    IPV6 = "ipv6"
    BYTE = "byte"
    BINARY = "binary"
    INTEGER_TEXT = "integer in a text"
    NUMBER_TEXT = "number in a text"
    NEVER = "no value at all"


class Besides(Enum):
    """The values that a loose schema takes as they are."""

    NOT_OBJECT = "not object"
    NOT_ARRAY = "not array"
