"""Writes the bodies of requests; the row of an operation names the function that writes its body.

See https://spec.openapis.org/oas/v3.2.0#media-type-object
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .encode import plain, to_request_json
from .files import File, is_content, joined, name_of
from .media import charset_of, concrete, fitting, guessed
from .operation import Body, Written
from .sending import sent_fields as given_fields
from .text import is_object, items_of


def json_body(body: Body, value: Any) -> Written | None:
    """Write JSON; None when nothing of an optional body was given."""
    if is_object(value):
        sent = sent_fields(body, value)
        if value and not sent and not body.required:
            return None
        value = sent
    return to_request_json(value), concrete(body.media_type, "application/json")


def text_body(body: Body, value: Any) -> Written:
    """Write text in the charset of its media type."""
    if not isinstance(value, str):
        raise TypeError(f"a {body.media_type} body is a str or bytes, not {type(value).__name__}")
    return value.encode(charset_of(body.media_type)), concrete(body.media_type, "text/plain")


def binary_body(body: Body, value: Any) -> Written:
    """Send bytes as they are, from wherever they come."""
    file = value if isinstance(value, File) else File(value.encode() if isinstance(value, str) else value)
    content = plain(file.content)
    if not is_content(content):
        raise TypeError(f"a {body.media_type} body is bytes or a file, not {type(file.content).__name__}")
    name = file.filename or name_of(content)
    return joined(items_of(content)), file.content_type or fitting(body.media_type, guessed(name))


def sent_fields(body: Body, value: Any) -> Mapping[str, Any]:
    """The fields of an object that are sent, by wire name: no omitted one, no zero value of a zero field."""
    fields = plain(value)
    if not is_object(fields):
        raise TypeError(f"a {body.media_type} body is an object of fields, not {type(value).__name__}")
    return {name: item for name, item in given_fields(body.rules, fields) if item or name not in body.zero}
