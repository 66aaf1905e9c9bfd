"""The one core that builds requests: a row and values in, a request out, no input or output."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Self
from urllib.parse import quote, unquote_plus

from .arguments import TypedBody
from .auth import Authorisation
from .errors import APIResponseError
from .files import Stream
from .media import covers, fitting
from .omit import OMIT, Omit
from .operation import Api, Body, Operation, Parameter
from .options import CallOptions
from .origins import is_home
from .parameters import cookie_pairs, header_text, path_text, query_pairs, safe_header
from .prepared import PreparedRequest
from .record import EMPTY, Record
from .text import LITERAL_SAFE, Pair, quoted

_EXPRESSION = re.compile(r"\{([^{}]+)\}")
_EXPRESSIONS = re.compile(r"(\{[^{}]+\})")
_NOT_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")
_DOT_SEGMENTS = (".", "..")
_TOLD_SAFE = LITERAL_SAFE + "[]"  # of an address of IPv6


class Arguments(Record):
    """The values of one call; `parameters` lines up with the operation's parameters, OMIT is not sent.

    `at` is an address with its query, which stands in the place of the operation's.
    """

    parameters: Sequence[Any] = ()
    body: Any = OMIT
    extra_headers: Mapping[str, str] = EMPTY
    extra_query: Mapping[str, Any] = EMPTY
    at: str = ""

    @classmethod
    def of(cls, parameters: Sequence[Any], body: Any, options: CallOptions, at: str = "") -> Self:
        """Take what a generated method was called with."""
        headers, query = options.get("extra_headers"), options.get("extra_query")
        return cls(parameters=parameters, body=body, extra_headers=headers or {}, extra_query=query or {}, at=at)

    def located(self, operation: Operation[Any], location: str) -> list[tuple[Parameter, Any]]:
        """The parameters of one location that were given, with their values."""
        if location not in _locations(operation):
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
    header, NaN) and for a content type that is not described, TypeError for a value that has no form there,
    APIResponseError for an address that a server has told of another one.
    """
    content, media_type = _written(operation, arguments.body)
    if arguments.at and not is_home(base_url, arguments.at):
        message = f"{operation.id}: the next page is at another origin, where the credentials do not belong"
        raise APIResponseError(message, operation=operation.id)
    address = _told(arguments, authorisation) if arguments.at else _address(operation, arguments, base_url)
    url, shown = _with_credentials(address, authorisation.query)
    return PreparedRequest(
        method=operation.method,
        url=url,
        shown=shown,
        headers=_headers(api, operation, arguments, authorisation, sent=_content_headers(content, media_type)),
        content=content,
    )


def moved_request(request: PreparedRequest, address: str, authorisation: Authorisation) -> PreparedRequest:
    """The same request at another address, which a server has told."""
    url, shown = _with_credentials(_told(Arguments(at=address), authorisation), authorisation.query)
    return request.replaced(url=url, shown=shown)


def _with_credentials(address: str, credentials: Sequence[Pair]) -> tuple[str, str]:
    """A whole URL and what may be shown of it; a credential that the caller gives is taken instead of the client's."""
    if not credentials:
        return address, address
    path, _, query = address.partition("?")
    pairs = [(pair.partition("=")[0], pair) for pair in query.split("&") if pair]
    secret = {name: f"{name}={value}" for name, value in credentials}
    told = [pair for name, pair in pairs if name not in secret]
    secret |= {name: pair for name, pair in pairs if name in secret}
    return f"{path}?{'&'.join((*told, *secret.values()))}", f"{path}?{'&'.join(told)}" if told else path


def _address(operation: Operation[Any], arguments: Arguments, base_url: str) -> str:
    path, fixed = _path(operation, arguments)
    query = "&".join(part for part in (fixed, _query(operation, arguments)) if part)
    return f"{base_url}{path}?{query}" if query else f"{base_url}{path}"


def _told(arguments: Arguments, authorisation: Authorisation) -> str:
    """An address that a server told, with the extra query that it lacks; credentials in it are told to nobody."""
    path, _, query = arguments.at.partition("#")[0].partition("?")
    secret = {unquote_plus(name) for name, _ in authorisation.query}
    told = [(unquote_plus(pair.partition("=")[0]), pair) for pair in query.split("&") if pair]
    names = {name for name, _ in told}
    extra = [f"{name}={value}" for name, value in _extra(arguments) if unquote_plus(name) not in names]
    kept = [quote(pair, safe=_TOLD_SAFE) for name, pair in told if name not in secret]
    path, query = quote(path, safe=_TOLD_SAFE), "&".join([*kept, *extra])
    return f"{path}?{query}" if query else path


def _path(operation: Operation[Any], arguments: Arguments) -> tuple[str, str]:
    path, query = _template(operation.path)
    if "{" not in operation.path:
        return path, query
    values = {one.name: path_text(one, value) for one, value in arguments.located(operation, "path")}

    def value_of(match: re.Match[str]) -> str:
        try:
            return values[match[1]]
        except KeyError:
            raise ValueError(f"{operation.id}: the path parameter {match[1]!r} is missing") from None

    segments = (_segment(segment, _EXPRESSION.sub(value_of, segment)) for segment in path.split("/"))
    return "/".join(segments), _EXPRESSION.sub(value_of, query)


@cache
def _template(key: str) -> tuple[str, str]:
    """A path's key as the path and the query that is part of it; a fragment is for people and is not sent."""
    path, _, query = key.partition("#")[0].partition("?")
    return _literal(path), _literal(query)


def _literal(text: str) -> str:
    parts = _EXPRESSIONS.split(text)
    return "".join(part if _EXPRESSION.fullmatch(part) else quote(part, safe=LITERAL_SAFE) for part in parts)


def _segment(template: str, text: str) -> str:
    if text != template and any(part in _DOT_SEGMENTS for part in text.split("/")):
        raise ValueError("a path value must not make the segment '.' or '..': it would change the path")
    return text


def _query(operation: Operation[Any], arguments: Arguments) -> str:
    replaced = {quoted(name) for name in arguments.extra_query}
    described = [
        pair
        for parameter, value in arguments.located(operation, "query")
        for pair in query_pairs(parameter, value)
        if pair[0] not in replaced
    ]
    pairs = (*described, *_extra(arguments))
    whole = [one.write(one, value) for one, value in arguments.located(operation, "querystring") if one.write]
    return "&".join(part for part in (*whole, *(f"{name}={value}" for name, value in pairs)) if part)


def _extra(arguments: Arguments) -> list[Pair]:
    given = ((name, value) for name, value in arguments.extra_query.items() if value is not OMIT)
    return [pair for name, value in given for pair in query_pairs(_extra_parameter(name), value)]


def _extra_parameter(name: str) -> Parameter:
    return Parameter(name=name, location="query", style="form", explode=True)


def _headers(
    api: Api,
    operation: Operation[Any],
    arguments: Arguments,
    authorisation: Authorisation,
    *,
    sent: Sequence[Pair],
) -> tuple[Pair, ...]:
    headers = [("Accept", _accept(operation)), ("User-Agent", _user_agent(api)), *sent]
    headers += _cookies(operation, arguments, authorisation)
    headers += authorisation.headers
    described = [(one.name, header_text(one, value)) for one, value in arguments.located(operation, "header")]
    if not described and not arguments.extra_headers:
        return tuple(headers)
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
def _locations(operation: Operation[Any]) -> frozenset[str]:
    return frozenset(one.location for one in operation.parameters)


@cache
def _accept(operation: Operation[Any]) -> str:
    rows = [row for row in operation.responses if row.items is None] or operation.responses
    wanted = dict.fromkeys(row.media_type for row in rows if row.media_type is not None)
    return ", ".join(wanted) or "*/*"


@cache
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
    ranges = (body for body in bodies if "*" in body.media_type and covers(body.media_type, media_type))
    chosen = next(iter(named), None) or next(ranges, None)
    if chosen is None:
        known = ", ".join(body.media_type for body in bodies)
        raise ValueError(f"{operation.id}: content_type must be one of {known}")
    return chosen if named else chosen.replaced(media_type=safe_header("Content-Type", media_type)[1])
