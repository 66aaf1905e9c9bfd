"""Text that a template may print, and what is made of nothing else."""

from __future__ import annotations

from msgspec import Struct


class Source(str):
    """Text that is safe where a template prints it: Python, TOML or Markdown. Made only by `plan.source`."""

    __slots__ = ()


NOTHING = Source("")


class Argument(Struct, frozen=True, kw_only=True):
    """An argument of a method: `wire_key` is its name there, `shown` and `description` are Markdown, `told` is text."""

    name: Source
    annotation: Source
    default: Source
    wire_key: Source
    shown: Source
    description: Source
    told: str


class BodyChoice(Struct, frozen=True, kw_only=True):
    """A whole body in one media type; `option` is the argument that chooses it, nothing when there is no choice."""

    annotation: Source
    option: Source


class Payload(Struct, frozen=True, kw_only=True):
    """The type of what the API sends by itself, under the name of its webhook or callback.

    `reader` is what reads it, nothing when it is neither JSON nor a form; `decode` is how, where it is no JSON.
    """

    name: Source
    annotation: Source
    docstring: Source
    reader: Source
    decode: Source
    wire_name: Source


class HeaderField(Struct, frozen=True, kw_only=True):
    """An attribute of a class of headers, and the row that it is read by."""

    name: Source
    wire_name: str
    annotation: Source
    row: Source
    docstring: Source
    line: int

    @property
    def signature(self) -> str:
        """What of it has to be the same where a class is shared; names of headers may differ in case."""
        return f"{self.name}: {self.annotation} = {self.row.lower()}"


class HeaderClass(Struct, frozen=True, kw_only=True):
    """The described headers of answers, as one class for all answers that have the same ones."""

    name: Source
    fields: tuple[HeaderField, ...]


class EnumMember(Struct, frozen=True, kw_only=True):
    """A member of an enum: its name, its literal, and its docstring or nothing."""

    name: Source
    value: Source
    docstring: Source


class Credential(Struct, frozen=True, kw_only=True):
    """A constructor argument for one security scheme, and the environment variable that is its default.

    `fake` is a value of it that is no credential.
    """

    argument: Source
    annotation: Source
    row: Source
    variable: Source
    described: Source
    fake: Source


class Namespace(Struct, frozen=True, kw_only=True):
    """A resource as an attribute of a client."""

    name: Source
    class_name: Source
    docstring: Source


class MethodForm(Struct, frozen=True, kw_only=True):
    """A method as one of the two classes has it: how it is defined, what it calls, and what that gives.

    `answering` and `streaming` are its types under `with_response` and `streaming`; nothing where it is not there.
    """

    define: Source
    call: Source
    result: Source
    answering: Source
    streaming: Source


class Paging(Struct, frozen=True, kw_only=True):
    """The row that says how pages follow each other, under its `constant`, with the annotation of an item."""

    constant: Source
    item: Source
    row: Source
    kind: str


class AnswerRow(Struct, frozen=True, kw_only=True):
    """What the runtime's `Response` takes, and the constant that holds it where several operations share it."""

    constant: Source
    row: Source
    is_shared: bool = False

    @property
    def used(self) -> Source:
        """What an operation says of it."""
        return self.constant if self.is_shared else self.row


class Facade(Struct, frozen=True, kw_only=True):
    """One of the two classes of a resource; `streaming` is what makes its view of streams, if it has one."""

    kind: Source
    class_name: Source
    client: Source
    streaming: Source


class Refusal(Struct, frozen=True, kw_only=True):
    """What makes an error of the stand-in for the API: its status, the type of its body, and a further argument."""

    name: Source
    status: Source
    told: Source
    body: Source
    option: Source
    headers: Source


class PiecemealUsage(Struct, frozen=True, kw_only=True):
    """An example call of each kind that there is: what gives values one by one, what gives a file, what gives pages."""

    values: tuple[Source, ...]
    files: tuple[Source, ...]
    pages: tuple[Source, ...]

    @property
    def streams(self) -> tuple[Source, ...]:
        """The calls whose answers come bit by bit."""
        return self.values + self.files


class Export(Struct, frozen=True, kw_only=True):
    """A name of the runtime that a user of the package imports from it, and the module that has it."""

    name: Source
    module: Source
