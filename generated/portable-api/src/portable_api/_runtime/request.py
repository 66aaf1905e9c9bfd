"""The one core that builds requests: a row and values in, a request out, no input or output."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

from .auth import Authorisation
from .encode import to_request_json
from .media import kind_of
from .omit import OMIT, Omit
from .operation import Api, Body, Operation, Parameter
from .options import CallOptions
from .parameters import (
    Pair,
    cookie_pairs,
    header_text,
    is_object,
    path_text,
    query_pairs,
    quoted,
    safe_header,
)
from .sending import sent_fields

_EXPRESSION = re.compile(r"\{([^{}]+)\}")
_NOT_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")
_DOT_SEGMENTS = (".", "..")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRequest:
    """A request as it goes out. Its URL and headers may hold secrets, so they are not in its repr."""

    method: str
    url: str = field(repr=False)
    headers: tuple[Pair, ...] = field(repr=False)
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The values of one call; `parameters` lines up with the operation's parameters, OMIT is not sent."""

    parameters: Sequence[Any] = ()
    body: Any = OMIT
    extra_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    extra_query: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def of(cls, parameters: Sequence[Any], body: Any, options: CallOptions) -> Self:
        """Take what a generated method was called with."""
        headers, query = options.get("extra_headers"), options.get("extra_query")
        return cls(parameters=parameters, body=body, extra_headers=headers or {}, extra_query=query or {})

    def located(self, operation: Operation[Any], location: str) -> list[tuple[Parameter, Any]]:
        """The parameters of one location that were given, with their values."""
        if not operation.parameters:
            return []
        pairs = zip(operation.parameters, self.parameters, strict=True)
        return [(one, value) for one, value in pairs if one.location == location and value is not OMIT]


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
    header, NaN), TypeError for one that has no form there.
    """
    content = _content(operation, arguments.body)
    query = _query(operation, arguments, authorisation)
    path = _path(operation, arguments)
    return PreparedRequest(
        method=operation.method,
        url=f"{base_url}{path}?{query}" if query else f"{base_url}{path}",
        headers=_headers(api, operation, arguments, authorisation, has_body=content is not None),
        content=content,
    )


def _path(operation: Operation[Any], arguments: Arguments) -> str:
    if "{" not in operation.path:
        return operation.path
    values = {one.name: path_text(one, value) for one, value in arguments.located(operation, "path")}

    def value_of(match: re.Match[str]) -> str:
        try:
            return values[match[1]]
        except KeyError:
            raise ValueError(f"{operation.id}: the path parameter {match[1]!r} is missing") from None

    return "/".join(_segment(segment, _EXPRESSION.sub(value_of, segment)) for segment in operation.path.split("/"))


def _segment(template: str, text: str) -> str:
    if text != template and text in _DOT_SEGMENTS:
        raise ValueError("a path value must not make the segment '.' or '..': it would change the path")
    return text


def _query(operation: Operation[Any], arguments: Arguments, authorisation: Authorisation) -> str:
    extra = [
        pair
        for name, value in arguments.extra_query.items()
        if value is not OMIT
        for pair in query_pairs(_extra_parameter(name), value)
    ]
    replaced = {quoted(name) for name in arguments.extra_query}
    described = [
        pair
        for parameter, value in arguments.located(operation, "query")
        for pair in query_pairs(parameter, value)
        if pair[0] not in replaced
    ]
    return "&".join(f"{name}={value}" for name, value in (*described, *extra, *authorisation.query))


def _extra_parameter(name: str) -> Parameter:
    return Parameter(name=name, location="query", style="form", explode=True)


def _headers(
    api: Api,
    operation: Operation[Any],
    arguments: Arguments,
    authorisation: Authorisation,
    *,
    has_body: bool,
) -> tuple[Pair, ...]:
    headers = [("Accept", _accept(operation)), ("User-Agent", _user_agent(api))]
    if has_body and operation.body is not None:
        headers.append(("Content-Type", operation.body.media_type))
    headers += [(one.name, header_text(one, value)) for one, value in arguments.located(operation, "header")]
    headers += _cookies(operation, arguments, authorisation)
    headers += authorisation.headers
    if not arguments.extra_headers:
        return tuple(headers)
    extra = [safe_header(name, value) for name, value in arguments.extra_headers.items()]
    replaced = {name.lower() for name, _ in extra}
    return (*((name, value) for name, value in headers if name.lower() not in replaced), *extra)


def _cookies(operation: Operation[Any], arguments: Arguments, authorisation: Authorisation) -> list[Pair]:
    pairs = [
        pair for parameter, value in arguments.located(operation, "cookie") for pair in cookie_pairs(parameter, value)
    ]
    pairs += authorisation.cookies
    return [("Cookie", "; ".join(f"{name}={value}" for name, value in pairs))] if pairs else []


@cache
def _accept(operation: Operation[Any]) -> str:
    wanted = dict.fromkeys(row.media_type for row in operation.responses if row.media_type is not None)
    return ", ".join(wanted) or "*/*"


@cache
def _user_agent(api: Api) -> str:
    package, version = (_NOT_TOKEN.sub("_", text) or "_" for text in (api.package, api.version))
    return f"{package}/{version} truespec"


def _content(operation: Operation[Any], value: Any) -> bytes | None:
    body = operation.body
    if body is None or isinstance(value, Omit):
        return None
    if isinstance(value, bytes):
        return value
    if kind_of(body.media_type) == "json":
        return _json(body, value)
    if isinstance(value, str):
        return value.encode()
    raise TypeError(f"{operation.id}: a {body.media_type} body is bytes or str, not {type(value).__name__}")


def _json(body: Body, value: Any) -> bytes | None:
    if not is_object(value):
        return to_request_json(value)
    sent = {name: item for name, item in sent_fields(body.rules, value) if item or name not in body.zero}
    return to_request_json(sent) if sent or body.required or not value else None
