"""The wire facts of an API as rows: what the generated modules state and the runtime reads.

`Api`, `Operation` and `Response` compare by identity, so that what is made of a row can be cached by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from .drift import Drift
from .field_rules import FieldRules
from .files import Stream
from .headers import Headers
from .record import Record

T = TypeVar("T")

Written: TypeAlias = tuple[bytes | Stream, str]
"""The content of a body and its Content-Type."""


Described: TypeAlias = Callable[[Headers, str, str], tuple[Headers, tuple[Drift, ...]]]
"""Gives headers typed attributes, and says where they disagree, for a package and an operation."""


class Items(Protocol):
    """Makes values of the bytes of a stream."""

    @property
    def done(self) -> bool:
        """Whether the server said that no further values will come."""
        ...

    @property
    def last_id(self) -> str:
        """The id of the last event."""
        ...

    def feed(self, chunk: bytes) -> Iterable[Any]:
        """Give the values that the chunk completes."""
        ...

    def end(self) -> Iterable[Any]:
        """Give the value that the end of the bytes completes."""
        ...

    def resume(self) -> float:
        """Forget what was cut off, and give the seconds to wait before going on; TypeError if that cannot be."""
        ...


Location = Literal["path", "query", "header", "cookie", "querystring"]
Style = Literal[
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "tabDelimited",
    "deepObject",
    "cookie",
]
Security = tuple[tuple[str, ...], ...]

NOTHING: frozenset[str] = frozenset()
NO_RULES = FieldRules()


class Part(Record):
    """How one field of a form is written, where its own type does not say it.

    See https://spec.openapis.org/oas/v3.2.0#encoding-object
    """

    name: str
    style: Style | None = None
    explode: bool = True
    reserved: bool = False
    media_type: str = ""


class Parameter(Record):
    """One parameter; `reserved` lets reserved characters through, `media_type` stands in the place of a style.

    `is_key` is a header that holds an idempotency key. What is the whole query is written by `write`.

    See https://spec.openapis.org/oas/v3.2.0#parameter-object
    """

    name: str
    location: Location
    style: Style
    explode: bool
    reserved: bool = False
    media_type: str = ""
    is_key: bool = False
    write: Callable[[Parameter, Any], str] | None = None
    parts: tuple[Part, ...] = ()


class Body(Record):
    """A request body in one media type and what writes it; `zero`, `nullable` and `rules` are about flat fields.

    See https://spec.openapis.org/oas/v3.1.2#request-body-object
    """

    media_type: str
    required: bool
    write: Callable[[Body, Any], Written | None]
    parts: tuple[Part, ...] = ()
    zero: frozenset[str] = NOTHING
    nullable: frozenset[str] = NOTHING
    rules: FieldRules = NO_RULES


class Response(Record, eq=False):
    """One described answer; `media_type` None means no content, `type` is resolved at first use.

    Of a stream, `type` is that of one value, and `items` makes the values, given what decodes one.
    `headers` reads those that are described.
    See https://spec.openapis.org/oas/v3.1.2#response-object
    """

    status: str
    media_type: str | None = None
    type: Callable[[], Any] | None = None
    items: Callable[[Callable[[bytes], Any]], Items] | None = None
    headers: Described | None = None


class ServerVariable(Record):
    """A part of a server's URL. See https://spec.openapis.org/oas/v3.2.0#server-variable-object."""

    name: str
    default: str
    choices: tuple[str, ...] = ()


class Server(Record):
    """One server; `{name}` in its URL stands for a variable. See https://spec.openapis.org/oas/v3.2.0#server-object."""

    url: str
    name: str = ""
    variables: tuple[ServerVariable, ...] = ()


class Operation(Record, Generic[T], eq=False):
    """One operation whose successful answer is a `T`.

    `security` holds alternatives, each a combination of scheme names; () asks for none. `servers` are those that
    serve this operation alone, `body` is what is sent when nobody asks for one of the `other_bodies`.
    See https://spec.openapis.org/oas/v3.1.2#operation-object
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    other_bodies: tuple[Body, ...] = ()
    responses: tuple[Response, ...] = ()
    security: Security = ()
    servers: tuple[Server, ...] = ()


class Api(Record, eq=False):
    """What is the same for every operation of one API."""

    package: str
    title: str
    version: str
    servers: tuple[Server, ...]
    base_url_variable: str
    server_variables: frozenset[str] = NOTHING
