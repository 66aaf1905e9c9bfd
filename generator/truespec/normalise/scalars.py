"""What a plain value stands for, as its format or the encoding of its content says.

See https://spec.openapis.org/registry/format/ and https://spec.openapis.org/oas/v3.1.2#considerations-for-file-uploads.
"""

from __future__ import annotations

from typing import Final

from truespec.document import Mapping
from truespec.media_type import essence
from truespec.normalise.foreign_words import INTEGER_IN_TEXT, NUMBER_IN_TEXT
from truespec.schema import Scalar

_FORMATS: Final = {
    "date-time": Scalar.DATE_TIME,
    "date": Scalar.DATE,
    "time": Scalar.TIME,
    "uuid": Scalar.UUID,
    "uri": Scalar.URI,
    "ipv4": Scalar.IPV4,
    "ipv6": Scalar.IPV6,
    "byte": Scalar.BYTE,
    "binary": Scalar.BINARY,
    INTEGER_IN_TEXT: Scalar.INTEGER_TEXT,
    NUMBER_IN_TEXT: Scalar.NUMBER_TEXT,
}
_PLAIN: Final = {"integer": Scalar.INTEGER, "boolean": Scalar.BOOLEAN, "null": Scalar.NULL}
# By the registry these are whole, whatever JSON calls them.
_WHOLE: Final = frozenset(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))
_ENCODINGS: Final = {"base64": Scalar.BYTE, "binary": Scalar.BINARY}
# Content that is text itself, so that a text may hold it as it is.
_TEXTUAL: Final = ("text/", "application/json", "application/xml", "application/yaml", "application/jwt")
_TEXTUAL_ENDINGS: Final = ("+json", "+xml", "+yaml")


def scalar_of(kind: str, schema: Mapping) -> Scalar | None:
    """Give what a value of a type stands for, None when it is no plain value."""
    match kind:
        case "string":
            return _scalar_of_text(schema)
        case "number":
            return Scalar.INTEGER if str(schema.get("format")) in _WHOLE else Scalar.NUMBER
        case _:
            return _PLAIN.get(kind)


def _scalar_of_text(schema: Mapping) -> Scalar:
    """Give what a text stands for; content that is neither text nor encoded as such is binary."""
    known = _FORMATS.get(str(schema.get("format")))
    if known is not None:
        return known
    encoding, media_type = schema.get("contentEncoding"), schema.get("contentMediaType")
    if isinstance(encoding, str):
        return _ENCODINGS.get(encoding.lower(), Scalar.STRING)
    return Scalar.BINARY if isinstance(media_type, str) and not _is_textual(media_type) else Scalar.STRING


def _is_textual(media_type: str) -> bool:
    name = essence(media_type)
    return name.startswith(_TEXTUAL) or name.endswith(_TEXTUAL_ENDINGS)
