"""Writes the whole query, of a parameter that is `in: querystring`.

See https://spec.openapis.org/oas/v3.2.0#parameter-locations
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from .encode import plain
from .forms import form_pairs
from .media import essence
from .operation import Parameter
from .text import LITERAL_SAFE, is_object, quoted, text_as

_FORM = "application/x-www-form-urlencoded"


def whole_query(parameter: Parameter, value: Any) -> str:
    """Write a form, or the percent-encoded text of any other media type; plain text is a query of the user's own."""
    value, kind = plain(value), essence(parameter.media_type)
    if is_object(value) and kind == _FORM:
        pairs = form_pairs({part.name: part for part in parameter.parts}, value)
        return "&".join(f"{name}={text}" for name, text in pairs)
    if isinstance(value, str) and kind in (_FORM, "text/plain"):
        return quote(value, safe=LITERAL_SAFE)
    return quoted(text_as(parameter.media_type, value))
