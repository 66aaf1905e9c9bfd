"""What a media type is without its parameters. See https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1."""

from __future__ import annotations

from functools import cache


@cache
def essence(media_type: str) -> str:
    """Give a media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()
