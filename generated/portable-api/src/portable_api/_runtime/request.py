"""The one core that builds requests: a row and values in, a request out, no input or output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from .addresses import address_of
from .arguments import TypedBody
from .auth import Authorisation
from .call_values import Arguments
from .files import Stream
from .media import breadth, covers, fitting
from .omit import Omit
from .operation import Api, Body, Operation
from .parameters import cookie_pairs, header_text, safe_header
from .prepared import PreparedRequest
from .text import Pair

_NOT_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")


def build_request(
    api: Api,
    operation: Operation[Any],
    arguments: Arguments,
    *,
    base_url: str,
    authorisation: Authorisation,
) -> PreparedRequest:
    """Build the request of one call.

    Raises ValueError for a value that would leave its place (an empty path value, a control character in a
    header, NaN) and for a content type that is not described, TypeError for a value that has no form there,
    APIResponseError for an address that a server has told of another one.
    """
    content, media_type = _written(operation, arguments.body)
    url, shown = address_of(operation, arguments, base_url, authorisation)
    return PreparedRequest(
        method=operation.method,
        url=url,
        shown=shown,
        headers=_headers(api, operation, arguments, authorisation, sent=_content_headers(content, media_type)),
        content=content,
    )


def _headers(
    api: Api,
    operation: Operation[Any],
    arguments: Arguments,
    authorisation: Authorisation,
    *,
    sent: Sequence[Pair],
) -> tuple[Pair, ...]:
    cookies = _cookies(operation, arguments, authorisation)
    headers = (*_same_for_all(operation, api), *sent, *cookies, *authorisation.headers)
    described = [(one.name, header_text(one, value)) for one, value in arguments.located(operation, "header")]
    if not described and not arguments.extra_headers:
        return headers
    extra = [safe_header(name, value) for name, value in arguments.extra_headers.items()]
    return _over(_over(headers, described), extra)


def _over(headers: Sequence[Pair], winning: Sequence[Pair]) -> tuple[Pair, ...]:
    """The headers, with those in `winning` in the place of any of the same name."""
    replaced = {name.lower() for name, _ in winning}
    return (*(pair for pair in headers if pair[0].lower() not in replaced), *winning)


def _cookies(operation: Operation[Any], arguments: Arguments, authorisation: Authorisation) -> list[Pair]:
    pairs = [
        pair for parameter, value in arguments.located(operation, "cookie") for pair in cookie_pairs(parameter, value)
    ]
    pairs += authorisation.cookies
    return [("Cookie", "; ".join(f"{name}={value}" for name, value in pairs))] if pairs else []


@cache
def _same_for_all(operation: Operation[Any], api: Api) -> tuple[Pair, ...]:
    return ("Accept", _accept(operation)), ("User-Agent", _user_agent(api))


def _accept(operation: Operation[Any]) -> str:
    rows = [row for row in operation.responses if row.items is None] or operation.responses
    wanted = dict.fromkeys(row.media_type for row in rows if row.media_type is not None)
    return ", ".join(wanted) or "*/*"


def _user_agent(api: Api) -> str:
    package, version = (_NOT_TOKEN.sub("_", text) or "_" for text in (api.package, api.version))
    return f"{package}/{version} truespec"


def _content_headers(content: bytes | Stream | None, media_type: str) -> list[Pair]:
    if content is None:
        return []
    if not isinstance(content, Stream) or content.length is None:
        return [("Content-Type", media_type)]
    return [("Content-Type", media_type), ("Content-Length", str(content.length))]


def _written(operation: Operation[Any], value: Any) -> tuple[bytes | Stream | None, str]:
    body = operation.body
    if body is None or (isinstance(value, Omit) and not body.required):
        return None, ""
    if isinstance(value, Omit):
        # None of the fields was given, and none is required.
        value = {}
    if isinstance(value, TypedBody):
        body, value = _chosen(operation, value.content_type), value.value
    if isinstance(value, bytes):
        return value, fitting(body.media_type, "application/octet-stream")
    return body.write(body, value) or (None, "")


def _chosen(operation: Operation[Any], media_type: str) -> Body:
    bodies = [body for body in (operation.body, *operation.other_bodies) if body is not None]
    named = [body for body in bodies if body.media_type == media_type]
    ranges = [body for body in bodies if "*" in body.media_type and covers(body.media_type, media_type)]
    chosen = next(iter(named), None) or min(ranges, key=lambda body: breadth(body.media_type), default=None)
    if chosen is None:
        known = ", ".join(body.media_type for body in bodies)
        raise ValueError(f"{operation.id}: content_type must be one of {known}")
    return chosen if named else chosen.replaced(media_type=safe_header("Content-Type", media_type)[1])
