"""Holds a request that arrived against the description: method, path, query, headers, cookies, credentials, body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from bodies import body_disagreements
from described import Operation, Parameter
from wire import Pair, Request, Sent, pairs_of, same_text, text_of

# A description may list them among the parameters, and says nothing by it.
# See https://spec.openapis.org/oas/v3.1.2#fixed-fields-for-use-with-schema
IGNORED_HEADERS = ("accept", "content-type", "authorization")
QUERIES = ("query", "querystring")
DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def disagreements(request: Request, operation: Operation, sent: Sent, schemes: dict[str, Any]) -> Iterator[str]:
    """Say where a request is not what the description and the call's arguments make it."""
    if request.method != operation.method:
        yield f"method: {request.method} arrived"
    path, _, query = request.target.partition("?")
    yield from _path(path, operation, sent)
    credentials = _credentials(operation, schemes)
    yield from _query(query, operation, sent, credentials)
    yield from _headers(request, sent)
    yield from _cookies(request, sent)
    yield from _security(request, query, operation, credentials)
    yield from body_disagreements(request, sent)


def _path(path: str, operation: Operation, sent: Sent) -> Iterator[str]:
    template = operation.path.partition("#")[0].partition("?")[0]
    if path.count("/") != template.count("/"):
        yield f"path: {path} arrived, which has other segments than {template}"
        return
    for (parameter, value), part in _placed(path, template, sent):
        wanted = _path_text(parameter, value)
        if not same_text(unquote(part), wanted):
            yield f"path: {parameter.name} arrived as {part!r}, not as {wanted!r}"
    literal = [piece for piece in template.split("/") if "{" not in piece]
    arrived = [unquote(piece) for piece in path.split("/")]
    for piece in literal:
        if unquote(piece) not in arrived:
            yield f"path: {path} arrived, without {piece!r}"


def _placed(path: str, template: str, sent: Sent) -> Iterator[tuple[tuple[Parameter, Any], str]]:
    """Give each path parameter that has a segment of its own, with what arrived there."""
    given = {parameter.name: (parameter, value) for parameter, value in sent.parameters if parameter.location == "path"}
    for piece, part in zip(template.split("/"), path.split("/"), strict=True):
        start, end = piece.find("{"), piece.rfind("}")
        name, before, after = piece[start + 1 : end], piece[:start], piece[end + 1 :]
        if start >= 0 and name in given:
            yield given[name], part[len(before) : len(part) - len(after)]


def _path_text(parameter: Parameter, value: Any) -> str:
    parts = _members(value, parameter.explode)
    if parameter.style == "label":
        return "." + (("." if parameter.explode else ",").join(parts))
    if parameter.style == "matrix":
        if parameter.explode and isinstance(value, list):
            return "".join(f";{parameter.name}={part}" for part in parts)
        if parameter.explode and isinstance(value, dict):
            return "".join(f";{part}" for part in parts)
        return f";{parameter.name}={','.join(parts)}"
    return ",".join(parts)


def _members(value: Any, explode: bool) -> list[str]:
    if isinstance(value, list):
        return [text_of(item) for item in value]
    if isinstance(value, dict):
        if explode:
            return [f"{name}={text_of(item)}" for name, item in value.items()]
        return [part for name, item in value.items() for part in (name, text_of(item))]
    return [text_of(value)]


def _query(query: str, operation: Operation, sent: Sent, credentials: set[Pair]) -> Iterator[str]:
    whole = next((held for held in sent.parameters if held[0].location == "querystring"), None)
    if whole and whole[0].is_json:
        if not same_text(unquote(query), json.dumps(whole[1])):
            yield f"query: {query!r} arrived, not {json.dumps(whole[1])}"
        return
    arrived = pairs_of(query)
    wanted = [pair for one, value in sent.parameters if one.location in QUERIES for pair in query_pairs(one, value)]
    wanted += pairs_of(operation.path.partition("#")[0].partition("?")[2])
    for name, value in wanted:
        found = next((pair for pair in arrived if pair[0] == name and same_text(pair[1], value)), None)
        if found is None:
            had = [text for known, text in arrived if known == name]
            yield f"query: {name}={value} did not arrive{f', {had} did' if had else ''}"
        else:
            arrived.remove(found)
    for name, value in arrived:
        if ("query", name) not in credentials:
            yield f"query: {name}={value} arrived and is not described"


def query_pairs(parameter: Parameter, value: Any) -> list[Pair]:
    """Give what a query parameter looks like. See https://spec.openapis.org/oas/v3.1.2#style-values."""
    name = parameter.name
    if parameter.is_json:
        return [(name, json.dumps(value))]
    if parameter.location == "querystring" and isinstance(value, dict):
        items = [
            (member, item) for member, held in value.items() for item in (held if isinstance(held, list) else [held])
        ]
        return [(member, text_of(item)) for member, item in items]
    if parameter.style == "deepObject" and isinstance(value, dict):
        return [pair for member, item in value.items() for pair in _deep(f"{name}[{member}]", item)]
    if isinstance(value, list) and (parameter.explode or not value):
        return [(name, text_of(item)) for item in value]
    if isinstance(value, dict) and (parameter.explode or not value):
        return [(member, text_of(item)) for member, item in value.items()]
    return [(name, DELIMITERS.get(parameter.style, ",").join(_members(value, explode=False)))]


def _deep(name: str, value: Any) -> list[Pair]:
    if isinstance(value, dict):
        return [pair for member, item in value.items() for pair in _deep(f"{name}[{member}]", item)]
    if isinstance(value, list):
        is_deep = any(isinstance(item, dict | list) for item in value)
        items = [(f"{name}[{index}]" if is_deep else name, item) for index, item in enumerate(value)]
        return [pair for held, item in items for pair in _deep(held, item)]
    return [(name, text_of(value))]


def _headers(request: Request, sent: Sent) -> Iterator[str]:
    for parameter, value in sent.parameters:
        if parameter.location == "header" and parameter.name.lower() not in IGNORED_HEADERS:
            wanted = json.dumps(value) if parameter.is_json else ",".join(_members(value, parameter.explode))
            had = request.header(parameter.name)
            if had is None or not same_text(had, wanted.strip(" \t")):
                yield f"header: {parameter.name} arrived as {had!r}, not as {wanted!r}"


def _cookies(request: Request, sent: Sent) -> Iterator[str]:
    arrived = [part.strip().partition("=") for part in (request.header("Cookie") or "").split(";")]
    had = [(unquote(name), unquote(value)) for name, _, value in arrived]
    for parameter, value in sent.parameters:
        if parameter.location == "cookie":
            for name, text in query_pairs(parameter, value):
                if not any(known == name and same_text(other, text) for known, other in had):
                    yield f"cookie: {name}={text} did not arrive"


def _credentials(operation: Operation, schemes: dict[str, Any]) -> set[Pair]:
    """Give where the credentials of an operation go, of all its alternatives."""
    names = {name for alternative in operation.security for name in alternative}
    return {_carried(schemes[name]) for name in names if name in schemes}


def _carried(scheme: dict[str, Any]) -> Pair:
    kind = scheme.get("type")
    if kind == "apiKey":
        return str(scheme.get("in")), str(scheme.get("name"))
    return ("none", "") if kind == "mutualTLS" else ("header", "Authorization")


def _security(request: Request, query: str, operation: Operation, credentials: set[Pair]) -> Iterator[str]:
    """Say that no credential arrived where each alternative wants one."""
    if not operation.security or () in operation.security or not credentials or ("none", "") in credentials:
        return
    cookies = {part.strip().partition("=")[0] for part in (request.header("Cookie") or "").split(";")}
    here = {"query": {name for name, _ in pairs_of(query)}, "cookie": cookies}
    for location, name in credentials:
        if request.header(name) is not None if location == "header" else name in here.get(location, ()):
            return
    yield f"security: none of {sorted(credentials)} arrived"
