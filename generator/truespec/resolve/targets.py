"""Where references lead: a file and a pointer in it.

See https://www.rfc-editor.org/rfc/rfc3986#section-5 and https://spec.openapis.org/oas/v3.1.2#resolving-relative-references-in-api-description-uris.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote, urlsplit

from truespec.document import Document, Mapping, Value, child
from truespec.grammar import Kind
from truespec.pointer import Pointer

# Gives the root of another file of the description by its name, relative to the entry document's folder; None when
# there is none to give, which it has reported then.
Reader = Callable[[str, Mapping], Value]

SECTIONS: Final = {
    Kind.SCHEMA: "schemas",
    Kind.RESPONSE: "responses",
    Kind.PARAMETER: "parameters",
    Kind.EXAMPLE: "examples",
    Kind.REQUEST_BODY: "requestBodies",
    Kind.HEADER: "headers",
    Kind.SECURITY_SCHEME: "securitySchemes",
    Kind.LINK: "links",
    Kind.CALLBACK: "callbacks",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference means: a value in a file, as an object of a kind."""

    file: str
    pointer: Pointer
    kind: Kind

    @property
    def is_component(self) -> bool:
        """Whether the pointer is that of a component of the right kind."""
        return self.pointer.tokens[:-1] == ("components", SECTIONS.get(self.kind))


@dataclass(slots=True)
class Files:
    """The files of one description, read when they are first referred to."""

    entry: Document
    read: Reader
    roots: dict[str, Value]

    def target(self, holder: Mapping, kind: Kind) -> Target:
        """Give what a reference leads to; raises ValueError for a fragment that is no pointer."""
        uri = urlsplit(str(holder["$ref"]))
        base = holder.file if holder.file in self.roots else self.entry.file
        path = unquote(uri._replace(fragment="").geturl())
        file = base if not path else path if uri.scheme else normpath(join(dirname(base), path))
        return Target(file, Pointer.parse(uri.fragment), kind)

    def find(self, target: Target, holder: Mapping) -> Value:
        """Give the value that a target means; raises KeyError when there is none."""
        if target.file not in self.roots:
            self.roots[target.file] = self.read(target.file, holder)
        value = self.roots[target.file]
        for token in target.pointer.tokens:
            value = child(value, token)
        return value
