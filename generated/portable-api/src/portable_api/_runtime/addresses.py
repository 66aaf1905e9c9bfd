"""The address of a request: where the server is, the path and the query, and the credentials in it.

See https://spec.openapis.org/oas/v3.2.0#path-templating
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, unquote, unquote_plus

from .auth import Authorisation
from .call_values import Arguments
from .errors import APIResponseError
from .omit import OMIT
from .operation import Operation, Parameter
from .origins import is_home
from .parameters import path_text, query_pairs
from .text import LITERAL_SAFE, Pair

_EXPRESSION = re.compile(r"\{([^{}]+)\}")
_EXPRESSIONS = re.compile(r"(\{[^{}]+\})")
_DOT_SEGMENTS = (".", "..")
_TOLD_SAFE = LITERAL_SAFE + "[]"  # of an address of IPv6


def address_of(
    operation: Operation[Any], arguments: Arguments, base_url: str, authorisation: Authorisation
) -> tuple[str, str]:
    """Give the whole URL and what may be shown of it.

    Raises ValueError for a value that would leave its place, TypeError for one that has no form there, and
    APIResponseError for an address of another origin that a server has told.
    """
    if not arguments.at:
        return _with_credentials(_address(operation, arguments, base_url), authorisation.query)
    if not is_home(base_url, arguments.at):
        message = f"{operation.id}: the next page is at another origin, where the credentials do not belong"
        raise APIResponseError(message, operation=operation.id)
    return told_address(arguments, authorisation)


def told_address(arguments: Arguments, authorisation: Authorisation) -> tuple[str, str]:
    """Give the URL that a server has told, which is in `arguments.at`, and what may be shown of it."""
    return _with_credentials(_told(arguments, authorisation), authorisation.query)


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
    located = arguments.located(operation, "query")
    pairs = [pair for parameter, value in located for pair in query_pairs(parameter, value)]
    if arguments.extra_query:
        replaced = arguments.extra_query
        pairs = [*(pair for pair in pairs if unquote(pair[0]) not in replaced), *_extra(arguments)]
    whole = [one.write(one, value) for one, value in arguments.located(operation, "querystring") if one.write]
    return "&".join(part for part in (*whole, *(f"{name}={value}" for name, value in pairs)) if part)


def _extra(arguments: Arguments) -> list[Pair]:
    given = ((name, value) for name, value in arguments.extra_query.items() if value is not OMIT)
    return [pair for name, value in given for pair in query_pairs(_extra_parameter(name), value)]


def _extra_parameter(name: str) -> Parameter:
    return Parameter(name=name, location="query", style="form", explode=True)
