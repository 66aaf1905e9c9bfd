"""The description as meaning: one dialect, everything named, closed types, in OpenAPI's words.

See https://spec.openapis.org/oas/v3.1.2.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from truespec.document import Document, Place, Value
from truespec.paging import PagingRule
from truespec.pointer import Pointer
from truespec.schema import LooseSchema, ReferenceSchema, Schema


class Location(StrEnum):
    """Where a parameter travels. See https://spec.openapis.org/oas/v3.2.0#parameter-locations."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"


class NamedSchema(Struct, frozen=True, kw_only=True):
    """A schema under its name: a component's key, or, for an `inline` schema, one made from where it stands."""

    name: str
    schema: Schema
    place: Place
    description: str = ""
    deprecation: str | None = None
    name_hint: str | None = None
    inline: bool = False


class Encoding(Struct, frozen=True, kw_only=True):
    """How one property of a form is written; `style` is empty where the media type says it.

    See https://spec.openapis.org/oas/v3.2.0#encoding-object.
    """

    name: str
    media_type: str = ""
    style: str = ""
    explode: bool = True
    reserved: bool = False


class Content(Struct, frozen=True, kw_only=True):
    """A media type, the schema of its value or of each value of a sequence, and an example of it if there is one.

    See https://spec.openapis.org/oas/v3.2.0#media-type-object.
    """

    media_type: str
    schema: Schema
    example: Value = None
    item_schema: Schema | None = None
    encoding: tuple[Encoding, ...] = ()


class Parameter(Struct, frozen=True, kw_only=True):
    """`media_type` is that of a parameter that has content in the place of a style; `first` is where a number begins.

    `purpose` is what it is for among pages; `is_key` is a header that holds an idempotency key. `encoding` is how the
    fields of one are written that is the whole query.

    See https://spec.openapis.org/oas/v3.2.0#parameter-object.
    """

    wire_name: str
    location: Location
    style: str
    explode: bool
    required: bool
    schema: Schema
    place: Place
    description: str = ""
    reserved: bool = False
    allow_empty: bool = False
    media_type: str = ""
    deprecation: str | None = None
    name_hint: str | None = None
    first: int | None = None
    purpose: str = ""
    is_key: bool = False
    encoding: tuple[Encoding, ...] = ()


class RequestBody(Struct, frozen=True, kw_only=True):
    """See https://spec.openapis.org/oas/v3.1.2#request-body-object."""

    required: bool
    contents: tuple[Content, ...]
    place: Place
    description: str = ""


class Header(Struct, frozen=True, kw_only=True):
    """A header of a response; `media_type` is that of one that has content in the place of the simple style.

    See https://spec.openapis.org/oas/v3.2.0#header-object.
    """

    wire_name: str
    style: str
    explode: bool
    required: bool
    schema: Schema
    place: Place
    description: str = ""
    media_type: str = ""
    deprecation: str | None = None


class Response(Struct, frozen=True, kw_only=True):
    """A response under its status, range (`4XX`) or `default`. See https://spec.openapis.org/oas/v3.1.2#response-object."""

    status: str
    contents: tuple[Content, ...]
    place: Place
    description: str = ""
    headers: tuple[Header, ...] = ()


class ServerVariable(Struct, frozen=True, kw_only=True):
    """A part of a server's URL. See https://spec.openapis.org/oas/v3.1.2#server-variable-object."""

    name: str
    default: str
    choices: tuple[str, ...] = ()


class Server(Struct, frozen=True, kw_only=True):
    """A server; its name is told, or else is its description if that is short. See https://spec.openapis.org/oas/v3.2.0#server-object."""

    url: str
    name: str = ""
    variables: tuple[ServerVariable, ...] = ()


class Operation(Struct, frozen=True, kw_only=True):
    """See https://spec.openapis.org/oas/v3.1.2#operation-object."""

    name: str
    method: str
    path: str
    tag: str
    place: Place
    summary: str = ""
    description: str = ""
    deprecation: str | None = None
    name_hint: str | None = None
    parameters: tuple[Parameter, ...] = ()
    request_body: RequestBody | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    servers: tuple[Server, ...] = ()
    paging: PagingRule | None = None


class Webhook(Struct, frozen=True, kw_only=True):
    """What the API sends by itself, to an address that it is given: a webhook, or a callback of an operation.

    See https://spec.openapis.org/oas/v3.1.2#fixed-fields and https://spec.openapis.org/oas/v3.1.2#callback-object.
    """

    name: str
    payload: Schema
    media_type: str
    place: Place
    description: str = ""


class SecurityScheme(Struct, frozen=True, kw_only=True):
    """A way to prove who calls: `kind` is bearer, basic, digest, apiKey, oauth2, openIdConnect or mutualTLS.

    `token_urls` say where an OAuth2 flow gets its tokens, and renews them. See https://spec.openapis.org/oas/v3.1.2#security-scheme-object.
    """

    name: str
    kind: str
    location: str = ""
    parameter_name: str = ""
    token_urls: tuple[tuple[str, str], ...] = ()
    configuration_url: str = ""
    description: str = ""


class Example(Struct, frozen=True, kw_only=True):
    """An example and the schema that it stands beside, both by their pointers in the description."""

    value: Value
    pointer: Pointer
    schema_pointer: Pointer


class Specification(Struct, frozen=True, kw_only=True, dict=True):
    """The whole API.

    `described` is the description as it was written, in today's dialect, and `examples` point into it; `canonical` is
    the same with every pass applied.
    """

    title: str
    version: str
    description: str
    servers: tuple[Server, ...]
    security_schemes: tuple[SecurityScheme, ...]
    schemas: tuple[NamedSchema, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Webhook, ...]
    tag_descriptions: dict[str, str]
    examples: tuple[Example, ...]
    described: Document
    canonical: Document

    @cached_property
    def _by_name(self) -> dict[str, NamedSchema]:
        return {named.name: named for named in self.schemas}

    def schema(self, name: str) -> NamedSchema:
        """Give the named schema; raises KeyError when there is none."""
        return self._by_name[name]

    def resolved(self, schema: Schema) -> Schema:
        """Follow references, and what is said of one type only, until something else is reached."""
        while isinstance(schema, ReferenceSchema | LooseSchema):
            schema = schema.schema if isinstance(schema, LooseSchema) else self.schema(schema.name).schema
        return schema
