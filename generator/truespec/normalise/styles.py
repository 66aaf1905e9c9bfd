"""Styles: how a value is written that is no single text. See https://spec.openapis.org/oas/v3.2.0#style-values."""

from __future__ import annotations

from typing import Final

from truespec.codes import IMPOSSIBLE_STYLE
from truespec.document import Mapping
from truespec.normalise.schemas import SchemaReader, text
from truespec.specification import Location

# What separates values in Swagger 2.0, wherever they are; OpenAPI 3 has no tabs, and the others in queries only.
DELIMITED: Final = ("spaceDelimited", "pipeDelimited", "tabDelimited")
# The first is what is meant when nothing is said.
_STYLES: Final = {
    Location.PATH: ("simple", "label", "matrix", *DELIMITED),
    Location.QUERY: ("form", "deepObject", *DELIMITED),
    Location.HEADER: ("simple", *DELIMITED),
    Location.COOKIE: ("form", "cookie"),
    Location.QUERYSTRING: ("form",),
}


def style_of(holder: Mapping, name: str, location: Location, schemas: SchemaReader) -> str:
    """Give the style of a parameter, or of a form's field, which has one of a query's; the default for any other."""
    default, *_ = possible = _STYLES[location]
    style = text(holder, "style") or default
    if style in possible:
        return style
    message = f"{name} has the style {style}, which {location.value} parameters do not have"
    schemas.report.add(IMPOSSIBLE_STYLE, at=holder.place, message=f"{message}; it is written as {default}")
    return default
