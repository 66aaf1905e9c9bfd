"""The package to generate, in Python's words; every text that a template prints is Source already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct

from truespec.printable import NOTHING as NOTHING
from truespec.printable import AnswerRow as AnswerRow
from truespec.printable import Argument as Argument
from truespec.printable import BodyChoice as BodyChoice
from truespec.printable import Credential as Credential
from truespec.printable import EnumMember as EnumMember
from truespec.printable import Export as Export
from truespec.printable import Facade as Facade
from truespec.printable import HeaderClass as HeaderClass
from truespec.printable import HeaderField as HeaderField
from truespec.printable import MethodForm as MethodForm
from truespec.printable import Namespace as Namespace
from truespec.printable import Paging as Paging
from truespec.printable import Payload as Payload
from truespec.printable import PiecemealUsage as PiecemealUsage
from truespec.printable import Refusal as Refusal
from truespec.printable import Source as Source
from truespec.schema import Besides, Scalar

# Formats that the runtime has a type for, so that nothing is lost on the way back to JSON.
RUNTIME_TYPES: Final = {
    Scalar.DATE_TIME: "DateTime",
    Scalar.DATE: "Date",
    Scalar.TIME: "Time",
    Scalar.UUID: "Uuid",
    Scalar.URI: "Uri",
    Scalar.IPV4: "IPv4",
    Scalar.IPV6: "IPv6",
    Scalar.BYTE: "Byte",
    Scalar.INTEGER_TEXT: "IntegerText",
    Scalar.NUMBER_TEXT: "NumberText",
    Scalar.NEVER: "Never",
}
BESIDES: Final = {Besides.NOT_OBJECT: "NotObject", Besides.NOT_ARRAY: "NotArray"}


class Field(Struct, frozen=True, kw_only=True):
    """A field of a model.

    `clause` is what follows the annotation: an alias, a default, or nothing; `optional` says that absent reads as None.
    `is_extras` is true of the one that gives all values that no other field has, which has no wire name.
    """

    name: str
    wire_name: str
    optional: bool
    clause: Source
    docstring: Source
    line: int
    is_extras: bool = False


class Declared(Struct, frozen=True, kw_only=True):
    """A type's name, the module it is loaded with, and where the description declares it."""

    name: str
    module: str
    schema_name: str
    line: int


class ModelClass(Struct, frozen=True, kw_only=True):
    """A model class. `rules` is its FieldRules, or empty when no field has a zero value or takes null."""

    declared: Declared
    docstring: Source
    rules: Source
    fields: Mapping[str, Field]


class EnumClass(Struct, frozen=True, kw_only=True):
    """An enum class and the class of the runtime that it extends."""

    declared: Declared
    docstring: Source
    base: Source
    members: tuple[EnumMember, ...]


class Alias(Struct, frozen=True, kw_only=True):
    """A name for a type that is neither a model nor an enum; `reader` is what its values are read with."""

    declared: Declared
    docstring: Source
    reader: Source = NOTHING


ModelType: TypeAlias = ModelClass | EnumClass | Alias


class SharedName(NamedTuple):
    """A further name of a type."""

    declared: Declared
    type: ModelType


class OperationRow(Struct, frozen=True, kw_only=True):
    """The wire facts of an operation, as the literals that the runtime's `Operation` takes."""

    constant: Source
    result: Source
    id: Source
    method: Source
    path: Source
    parameters: tuple[Source, ...]
    body: Source
    other_bodies: tuple[Source, ...]
    answers: tuple[AnswerRow, ...]
    security: Source
    servers: Source


class Method(Struct, frozen=True, kw_only=True):
    """A method of a resource, for one operation.

    `fields` make up the body, `parameters` are the other arguments; `body` annotates a whole body, which stands in for
    the `required` fields. `choices` are the overloads that take one, in the type that `content_type` chooses.
    `deprecation` is the literal of what to say to callers, empty when the method is not deprecated. `forms` are by the
    kind of a facade; `paging` says how the pages of the answer follow each other, if it comes in pages.
    """

    operation: str
    name: Source
    docstring: Source
    row: OperationRow
    parameters: tuple[Argument, ...]
    fields: tuple[Argument, ...]
    optional_fields: tuple[Argument, ...]
    required: Source
    body: Source
    body_default: Source
    choices: tuple[BodyChoice, ...]
    content_type: Source
    deprecation: Source
    reference: MethodReference
    forms: Mapping[str, MethodForm]
    paging: Paging | None

    @property
    def has_arguments(self) -> bool:
        """Say whether there is anything to call it with, beside the options of every call."""
        return bool(self.parameters or self.body)


class MethodReference(Struct, frozen=True, kw_only=True):
    """What the reference manual says about a method, in Markdown, and an example call in Python.

    `asked` is the call alone, `example` what sends its request too, `streamed` what it gives under `streaming`.
    """

    title: Source
    description: Source
    endpoint: Source
    call: Source
    asked: Source
    example: Source
    result: Source
    streamed: Source
    arguments: tuple[Argument, ...]


class Resource(Struct, frozen=True, kw_only=True):
    """A namespace of the client: the operations of one tag."""

    tag: str
    name: Source
    title: Source
    description: Source
    module_docstring: Source
    docstring: Source
    method_docstring: Source
    shared_answers: tuple[AnswerRow, ...]
    methods: tuple[Method, ...]
    facades: tuple[Facade, Facade]


class ClientClass(Struct, frozen=True, kw_only=True):
    """One of the two client classes; `fake` and `fake_transport` are the methods that make one for tests."""

    name: Source
    base: Source
    http_client: Source
    remark: Source
    fake: Source
    fake_transport: Source
    namespaces: tuple[Namespace, ...]
    credentials: tuple[Credential, ...]


class Package(Struct, frozen=True, kw_only=True):
    """A whole generated project."""

    name: str
    distribution: Source
    version: Source
    title: Source
    summary: Source
    docstring: Source
    class_docstring: Source
    api_title: Source
    api_version: Source
    servers: Source
    server_choice: Source
    server_variables: tuple[Source, ...]
    variable_names: Source
    base_url_variable: Source
    clients: tuple[ClientClass, ClientClass]
    exports: tuple[Export, ...]
    types: tuple[ModelType, ...]
    shared: tuple[SharedName, ...]
    resources: tuple[Resource, ...]
    payloads: tuple[Payload, ...]
    headers: tuple[HeaderClass, ...]
    usage: tuple[MethodReference, ...]
    refusals: tuple[Refusal, ...]
    piecemeal: PiecemealUsage

    @property
    def has_choices(self) -> bool:
        """Say whether a client takes anything beside what every client does."""
        return bool(self.clients[0].credentials or self.server_choice or self.server_variables)
