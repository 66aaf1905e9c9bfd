"""Text that a template may print, and what is made of nothing else."""

from __future__ import annotations

from dataclasses import dataclass


class Source(str):
    """Text that is safe where a template prints it: Python, TOML or Markdown. Made only by `plan.source`."""

    __slots__ = ()


NOTHING = Source("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a method: `wire_key` is its name there, `shown` and `description` are Markdown, `told` is text."""

    name: Source
    annotation: Source
    default: Source
    wire_key: Source
    shown: Source
    description: Source
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChoice:
    """A whole body in one media type; `option` is the argument that chooses it, nothing when there is no choice."""

    annotation: Source
    option: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The type of what the API sends by itself, under the name of its webhook or callback.

    `reader` is what reads it, nothing when it is neither JSON nor a form; `decode` is how, where it is no JSON.
    """

    name: Source
    annotation: Source
    docstring: Source
    reader: Source
    decode: Source
    wire_name: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderField:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderClass:
    """The described headers of answers, as one class for all answers that have the same ones."""

    name: Source
    fields: tuple[HeaderField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMember:
    """A member of an enum: its name, its literal, and its docstring or nothing."""

    name: Source
    value: Source
    docstring: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A constructor argument for one security scheme, and the environment variable that is its default.

    `fake` is a value of it that is no credential.
    """

    argument: Source
    annotation: Source
    row: Source
    variable: Source
    described: Source
    fake: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    """A resource as an attribute of a client."""

    name: Source
    class_name: Source
    docstring: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodForm:
    """A method as one of the two classes has it: how it is defined, what it calls, and what that gives.

    `answering` and `streaming` are its types under `with_response` and `streaming`; nothing where it is not there.
    """

    define: Source
    call: Source
    result: Source
    answering: Source
    streaming: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The row that says how pages follow each other, under its `constant`, with the annotation of an item."""

    constant: Source
    item: Source
    row: Source
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facade:
    """One of the two classes of a resource; `streaming` is what makes its view of streams, if it has one."""

    kind: Source
    class_name: Source
    client: Source
    streaming: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What makes an error of the stand-in for the API: its status, the type of its body, and a further argument."""

    name: Source
    status: Source
    told: Source
    body: Source
    option: Source
    headers: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecemealUsage:
    """An example call of each kind that there is: what gives values one by one, what gives a file, what gives pages."""

    values: tuple[Source, ...]
    files: tuple[Source, ...]
    pages: tuple[Source, ...]

    @property
    def streams(self) -> tuple[Source, ...]:
        """The calls whose answers come bit by bit."""
        return self.values + self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A name of the runtime that a user of the package imports from it, and the module that has it."""

    name: Source
    module: Source
