"""Chooses and applies credentials. Secrets are held here and shown nowhere."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .errors import MissingCredentialsError
from .operation import Api, Operation, SecurityScheme
from .parameters import safe_header
from .text import Pair, quoted

Credential: TypeAlias = str | tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """What a combination of credentials adds to a request; the query and cookies are percent-encoded."""

    headers: tuple[Pair, ...] = field(default=(), repr=False)
    query: tuple[Pair, ...] = field(default=(), repr=False)
    cookies: tuple[Pair, ...] = field(default=(), repr=False)


class Credentials:
    """The credentials of one client, by scheme name, from arguments and else from the environment."""

    def __init__(self, api: Api, given: Mapping[str, Credential]) -> None:
        self._api = api
        self._applied: dict[str, Authorisation] = {}
        for scheme in api.schemes:
            value = given.get(scheme.name) or os.environ.get(scheme.variable)
            if value:
                self._applied[scheme.name] = _applied(scheme, value)

    def __repr__(self) -> str:
        return f"Credentials({', '.join(self._applied)})"

    def authorise(self, operation: Operation[Any]) -> Authorisation:
        """Apply the first alternative whose credentials are all there.

        Raises MissingCredentialsError if the operation needs some and no alternative is complete.
        """
        if not operation.security:
            return Authorisation()
        for alternative in operation.security:
            if all(name in self._applied for name in alternative):
                return self._combined(alternative)
        raise MissingCredentialsError(self._missing(operation), operation=operation.id)

    def _combined(self, names: tuple[str, ...]) -> Authorisation:
        parts = [self._applied[name] for name in names]
        if len(parts) == 1:
            return parts[0]
        return Authorisation(
            headers=tuple(pair for part in parts for pair in part.headers),
            query=tuple(pair for part in parts for pair in part.query),
            cookies=tuple(pair for part in parts for pair in part.cookies),
        )

    def _schemes(self, names: tuple[str, ...]) -> list[SecurityScheme]:
        return [scheme for scheme in self._api.schemes if scheme.name in names]

    def _missing(self, operation: Operation[Any]) -> str:
        ways = " or ".join(
            " and ".join(f"{one.argument}= ({one.variable})" for one in self._schemes(names))
            for names in operation.security
        )
        return f"{operation.id} needs credentials: give the client {ways}; in brackets the variable"


def _applied(scheme: SecurityScheme, value: str | tuple[str, str]) -> Authorisation:
    match scheme.kind:
        case "basic":
            return _authorization(scheme, f"Basic {_basic(value)}")
        case "bearer":
            return _authorization(scheme, f"Bearer {_single(scheme, value)}")
        case "apiKey":
            return _api_key(scheme, _single(scheme, value))


def _authorization(scheme: SecurityScheme, value: str) -> Authorisation:
    return Authorisation(headers=(_header(scheme, "Authorization", value),))


def _api_key(scheme: SecurityScheme, value: str) -> Authorisation:
    if scheme.location == "header":
        return Authorisation(headers=(_header(scheme, scheme.parameter, value),))
    pair = (quoted(scheme.parameter), quoted(value))
    return Authorisation(query=(pair,)) if scheme.location == "query" else Authorisation(cookies=(pair,))


def _basic(value: str | tuple[str, str]) -> str:
    text = value if isinstance(value, str) else ":".join(value)
    return base64.b64encode(text.encode()).decode("ascii")


def _single(scheme: SecurityScheme, value: str | tuple[str, str]) -> str:
    if isinstance(value, tuple):
        raise TypeError(f"{scheme.argument} must be one string")
    return value


def _header(scheme: SecurityScheme, name: str, value: str) -> Pair:
    try:
        return safe_header(name, value)
    except ValueError:
        raise ValueError(f"{scheme.argument} ({scheme.variable}) holds a control character") from None
