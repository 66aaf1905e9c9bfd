"""What a method was called with becomes the body that is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .omit import OMIT, Omit
from .record import Record


class TypedBody(Record, kw_only=False):
    """A whole body and the content type that it is sent in."""

    value: Any
    content_type: str


def typed_body(body: Any, content_type: str | None) -> Any:
    """Give a body the content type that was chosen, if one was."""
    return body if content_type is None or isinstance(body, Omit) else TypedBody(body, content_type)


def one_body(
    fields: Mapping[str, Any], body: Any, *, required: Mapping[str, str], content_type: str | None = None
) -> Any:
    """Give the whole `body` if it was given, else the flat `fields` by wire name, OMIT when there is nothing to send.

    `required` maps the arguments that a call without `body` must give to their wire names. Raises TypeError when one
    of them is missing, or when both the body and fields of it were given.
    """
    given = {name for name, value in fields.items() if not isinstance(value, Omit)}
    if not isinstance(body, Omit):
        if given:
            raise TypeError(f"give either body or its fields, not both: {', '.join(sorted(given))}")
        return typed_body(body, content_type)
    missing = [argument for argument, wire_name in required.items() if wire_name not in given]
    if missing:
        raise TypeError(f"missing arguments: {', '.join(missing)} (or body)")
    return typed_body(fields if given else OMIT, content_type)
