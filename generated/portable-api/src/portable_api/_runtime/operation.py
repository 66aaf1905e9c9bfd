"""The wire facts of an API as rows: what the generated modules state and the runtime reads.

`Api`, `Operation` and `Response` compare by identity, so that what is made of a row can be cached by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from .field_rules import FieldRules

T = TypeVar("T")

Location = Literal["path", "query", "header", "cookie"]
Style = Literal["simple", "form"]
SchemeKind = Literal["bearer", "basic", "apiKey"]
Security = tuple[tuple[str, ...], ...]

NOTHING: frozenset[str] = frozenset()
NO_RULES = FieldRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter.

    See https://spec.openapis.org/oas/v3.1.2#parameter-object
    """

    name: str
    location: Location
    style: Style
    explode: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One request body; `zero`, `nullable` and `rules` are about flat fields, by wire name.

    See https://spec.openapis.org/oas/v3.1.2#request-body-object
    """

    media_type: str
    required: bool
    zero: frozenset[str] = NOTHING
    nullable: frozenset[str] = NOTHING
    rules: FieldRules = NO_RULES


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Response:
    """One described answer; `media_type` None means no content, `type` is resolved at first use.

    See https://spec.openapis.org/oas/v3.1.2#response-object
    """

    status: str
    media_type: str | None = None
    type: Callable[[], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Operation(Generic[T]):
    """One operation whose successful answer is a `T`.

    `security` holds alternatives, each a combination of scheme names; () asks for none.
    See https://spec.openapis.org/oas/v3.1.2#operation-object
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: Security = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityScheme:
    """One way to authenticate; `variable` is the environment variable that is read by default.

    `location` and `parameter` say where an apiKey goes; `argument` is what the client class calls it.
    See https://spec.openapis.org/oas/v3.1.2#security-scheme-object
    """

    name: str
    kind: SchemeKind
    variable: str
    location: Literal["header", "query", "cookie"] = "header"
    parameter: str = ""
    argument: str = "token"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Api:
    """What is the same for every operation of one API."""

    package: str
    title: str
    version: str
    servers: tuple[str, ...]
    base_url_variable: str
    schemes: tuple[SecurityScheme, ...] = field(default=())
