"""Chooses credentials and says what they add to a request. Secrets are held here and shown nowhere."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, ClassVar, Protocol, TypeAlias

from .errors import MissingCredentialsError
from .operation import Operation
from .parameters import safe_header
from .prepared import PreparedRequest
from .raw_response import RawResponse
from .record import Record, hidden
from .text import Pair
from .timing import Timing

Send: TypeAlias = Callable[[PreparedRequest], RawResponse]
AsyncSend: TypeAlias = Callable[[PreparedRequest], Awaitable[RawResponse]]


class ClientCertificate(Record):
    """A certificate for mutual TLS, as PEM files; the key may be in the same file and may have a password."""

    certificate: str
    key: str | None = None
    password: str | None = hidden(default=None)


class Authorisation(Record):
    """What credentials add to each request, or to its connection; the query and cookies are percent-encoded."""

    headers: tuple[Pair, ...] = hidden(default=())
    query: tuple[Pair, ...] = hidden(default=())
    cookies: tuple[Pair, ...] = hidden(default=())
    certificate: ClientCertificate | None = hidden(default=None)


class Authenticator(Protocol):
    """A credential that changes: asked before each attempt, and told when the server refuses it."""

    def authorization(self, request: PreparedRequest, send: Send, timing: Timing) -> str:
        """Give the Authorization header of a request, "" for none; `send` asks others for what it takes."""
        ...

    async def authorization_async(self, request: PreparedRequest, send: AsyncSend) -> str:
        """Give the same without blocking the event loop."""
        ...

    def refused(self, used: str, answer: RawResponse) -> bool:
        """Take note of a 401 and say whether another attempt would send something better."""
        ...


Held: TypeAlias = Authorisation | Authenticator


class Scheme(Record, ABC):
    """One way to authenticate; `argument` is what the client class calls it, `variable` its environment default.

    See https://spec.openapis.org/oas/v3.1.2#security-scheme-object
    """

    name: str
    argument: str
    variable: str

    in_connection: ClassVar[bool] = False

    @abstractmethod
    def held(self, given: Any, base_url: str) -> Held | None:
        """Give the credential, from what was given or else from the environment, None if it is in neither."""

    def or_default(self, given: Any) -> Any:
        """Give what was given, else the value of the environment variable."""
        return given or os.environ.get(self.variable)

    def header(self, name: str, value: str) -> Authorisation:
        """Give a header that is sent with every request; the error does not tell the value."""
        try:
            return Authorisation(headers=(safe_header(name, value),))
        except ValueError:
            raise ValueError(f"{self.argument} ({self.variable}) holds a control character") from None


Given: TypeAlias = tuple[tuple[Scheme, Any], ...]


class Chosen(Record):
    """The credentials of one operation: what is the same for every request, and what is asked for each time."""

    fixed: Authorisation = Authorisation()
    changing: tuple[Authenticator, ...] = ()


class _Unshown(Record, kw_only=False):
    value: Any = hidden()


class Credentials:
    """The credentials of one client, by scheme name, from arguments and else from the environment."""

    def __init__(
        self, given: Given, base_url: str, *, own_connections: bool = True, before: Credentials | None = None
    ) -> None:
        """Take each scheme with what was given for it; without `own_connections` those may hold a certificate.

        What was given `before`, for the same place, stays as it is, with the tokens that it keeps.
        """
        self._given = {scheme.name: _Unshown(value) for scheme, value in given}
        self._base_url = base_url
        self._schemes = [scheme for scheme, _ in given]
        self._held: dict[str, Held] = {}
        self._chosen: dict[Operation[Any], Chosen] = {}
        for scheme, value in given:
            kept = before is not None and before._keeps(scheme, value, base_url)
            held = before._held.get(scheme.name) if before and kept else scheme.held(value, base_url)
            if held is None and scheme.in_connection and not own_connections:
                held = Authorisation()
            if held is not None:
                self._held[scheme.name] = held

    def _keeps(self, scheme: Scheme, value: Any, base_url: str) -> bool:
        same = self._given[scheme.name].value is value
        if scheme.in_connection and not same:
            raise ValueError(f"{scheme.argument} belongs to the connections, which a copy shares: make a new client")
        return scheme.in_connection or (same and self._base_url == base_url)

    def __repr__(self) -> str:
        return f"Credentials({', '.join(self._held)})"

    @property
    def certificate(self) -> ClientCertificate | None:
        """The certificate that connections are made with."""
        fixed = (held for held in self._held.values() if isinstance(held, Authorisation))
        return next((held.certificate for held in fixed if held.certificate), None)

    def choose(self, operation: Operation[Any]) -> Chosen:
        """Choose the first alternative whose credentials are all there, and only then one that needs none.

        Raises MissingCredentialsError if the operation needs some and no alternative is complete.
        """
        known = self._chosen.get(operation)
        if known is None:
            known = self._chosen[operation] = self._first(operation)
        return known

    def _first(self, operation: Operation[Any]) -> Chosen:
        if not operation.security:
            return Chosen()
        for alternative in sorted(operation.security, key=lambda names: not names):
            if all(name in self._held for name in alternative):
                return _combined(self._held[name] for name in alternative)
        raise MissingCredentialsError(self._missing(operation), operation=operation.id)

    def _missing(self, operation: Operation[Any]) -> str:
        by_name = {scheme.name: f"{scheme.argument}= ({scheme.variable})" for scheme in self._schemes}
        ways = " or ".join(" and ".join(_known(by_name, names)) for names in operation.security)
        return f"{operation.id} needs credentials: give the client {ways}; in brackets the variable"


def _known(by_name: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [by_name[name] for name in names if name in by_name]


def _combined(parts: Iterable[Held]) -> Chosen:
    fixed: list[Authorisation] = []
    changing: list[Authenticator] = []
    for part in parts:
        if isinstance(part, Authorisation):
            fixed.append(part)
        else:
            changing.append(part)
    return Chosen(
        fixed=Authorisation(
            headers=tuple(pair for part in fixed for pair in part.headers),
            query=tuple(pair for part in fixed for pair in part.query),
            cookies=tuple(pair for part in fixed for pair in part.cookies),
        ),
        changing=tuple(changing),
    )
