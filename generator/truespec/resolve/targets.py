"""Where references lead: a file and a pointer in it.

See https://www.rfc-editor.org/rfc/rfc3986#section-5 and https://spec.openapis.org/oas/v3.1.2#resolving-relative-references-in-api-description-uris.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import Final, Protocol
from urllib.parse import unquote, urldefrag

from msgspec import Struct
from msgspec.structs import replace

from truespec.codes import EMBEDDED_REFERENCE, TOO_DEEP
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Place, Value, child
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.resolve.holders import may_mean_behind
from truespec.resolve.resources import Resources, follow, is_telling, joined
from truespec.resolve.scopes import Scope, Scopes, reference_of

# A schema that depends on what leads to it is copied for each way.
_MOST_SCOPED: Final = 1_000
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
# Where Swagger 2.0 keeps what are components since.
SWAGGER_HOMES: Final = {"definitions": "schemas", "parameters": "parameters", "responses": "responses"}


class Target(Struct, frozen=True):
    """What a reference means: a value in a file, as an object of a kind, seen in a dynamic scope."""

    file: str
    pointer: Pointer
    kind: Kind
    scope: Scope = ()

    @property
    def is_component(self) -> bool:
        """Whether it is a component of the right kind, as it stands there."""
        return not self.scope and self.pointer.tokens[:-1] == ("components", SECTIONS.get(self.kind))


class Reader(Protocol):
    """Reads the other files of a description, named relative to the entry document's folder."""

    def read(self, name: str, reference: str, at: Place) -> Value:
        """Give the root of a file; None when there is none to give, which was reported then."""
        ...

    def holds(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        ...

    def is_out_of_reach(self, name: str) -> bool:
        """Say whether a name is an address in a network that nobody allowed to ask."""
        ...


@lru_cache(1 << 14)
def _parted(text: str) -> tuple[str, str]:
    """Give the path and the fragment of a reference; a description says the same few again and again."""
    path, fragment = urldefrag(text)
    return path, fragment


class Files:
    """The files of one description, read when they are first referred to."""

    def __init__(self, entry: Document, reader: Reader, report: Report) -> None:
        self.entry = entry
        self.reader = reader
        self.report = report
        self.united = frozenset(source.name for source in entry.sources if not source.is_overlay)
        self.roots: dict[str, Value] = {entry.file: entry.root}
        self.resources = Resources(self.roots, reader.holds)
        self.scopes = Scopes(self.resources)
        self.followed: set[int] = set()
        self._local: dict[tuple[str, str, Kind], Target | None] = {}
        if is_telling(entry.sources):
            self.resources.add(entry.file, entry.root, self.united)

    def target(self, holder: Mapping, kind: Kind, scope: Scope = ()) -> Target:
        """Give what a reference leads to; raises ValueError for a fragment that is no pointer."""
        key = reference_of(holder)
        text = str(holder[key])
        file = self.resources.unread_file(holder, text)
        if file and not self.reader.is_out_of_reach(file):
            self._read(file, holder)
        if file and self.roots.get(file) is None:
            return Target(file, Pointer((_parted(text)[1],)), kind)
        spot = self.resources.spot(holder, text)
        if spot is None:
            path, fragment = _parted(text)
            file = self._file(holder.file, unquote(path))
            if named := self.resources.named(holder.file, unquote(path), fragment):
                return self._led_on(Target(*named, kind), holder)
            return self._led_on(Target(file, self._home(file, Pointer.parse(fragment)), kind), holder)
        (file, pointer), is_guess = spot
        if is_guess:
            at = holder.marks[key].place(holder.file)
            message = f"{text} leads nowhere from the root, and is taken for {pointer}"
            self.report.add(EMBEDDED_REFERENCE, at=at, message=message, hint="write the whole pointer from the root")
        if not self.resources.is_dynamic or kind is not Kind.SCHEMA:
            return self._led_on(Target(file, self._home(file, pointer), kind), holder)
        bound = self.scopes.bound(holder, (file, pointer), scope)
        return Target(*bound, kind, self.scopes.leading_to(bound, scope))

    def _file(self, source: str, path: str) -> str:
        """Give the file that a path leads to from a source; the sources that were united are one file."""
        base = source if source in self.roots or source in self.united else self.entry.file
        file = joined(base, path) if path else base
        return self.entry.file if file in self.united else file

    def _home(self, file: str, pointer: Pointer) -> Pointer:
        """Give where something of the entry document is now that had another home in Swagger 2.0."""
        first, *rest = pointer.tokens or ("",)
        if file != self.entry.file or first not in SWAGGER_HOMES or first in self.entry.root:
            return pointer
        return Pointer(("components", SWAGGER_HOMES[first], *rest))

    def _led_on(self, target: Target, holder: Mapping) -> Target:
        """Give where a pointer leads that goes through other references, which JSON Reference lets it do.

        See https://datatracker.ietf.org/doc/html/draft-pbryan-zyp-json-ref-03#section-3.
        """
        if target.pointer.tokens and not self.is_out_of_reach(target):
            self._read(target.file, holder)
        value = self.roots.get(target.file)
        for index, token in enumerate(target.pointer.tokens):
            if isinstance(value, Mapping) and may_mean_behind(value, token):
                behind = self._behind(target, value, target.pointer.tokens[index:])
                if token not in value or self._is_same(behind, target):
                    return behind
            try:
                value = child(value, token)
            except KeyError:
                break
        return target

    def _is_same(self, behind: Target, target: Target) -> bool:
        """Say whether what stands beside a reference only repeats what stands behind it."""
        try:
            one, other = (follow(self.roots[each.file], each.pointer.tokens) for each in (behind, target))
        except KeyError:
            return False
        return one == other

    def _behind(self, target: Target, holder: Mapping, rest: tuple[str, ...]) -> Target:
        """Give where the rest of a pointer leads behind a reference; one that leads back to itself leads nowhere."""
        if id(holder) in self.followed:
            return target
        self.followed.add(id(holder))
        try:
            inner = self.target(holder, Kind.PLAIN)
            pointer = Pointer((*inner.pointer.tokens, *rest))
            return self._led_on(replace(target, file=inner.file, pointer=pointer), holder)
        finally:
            self.followed.discard(id(holder))

    def find(self, target: Target, holder: Mapping) -> Value:
        """Give the value that a target means; raises KeyError when there is none."""
        self._read(target.file, holder)
        return follow(self.roots[target.file], target.pointer.tokens)

    def local(self, holder: Mapping, text: str, kind: Kind) -> Target | None:
        """Give what a pointer in the holder's file leads to, None when nothing is there; the same few come often."""
        known = (holder.file, text, kind)
        if known not in self._local:
            target = self.target(holder, kind)
            self._local[known] = None if self.is_lost(target) else target
        return self._local[known]

    def is_lost(self, target: Target) -> bool:
        """Say whether a local reference leads nowhere, which the check of references says better."""
        if target.file not in self.roots:
            return False
        try:
            return follow(self.roots[target.file], target.pointer.tokens) is None
        except KeyError:
            return True

    def is_out_of_reach(self, target: Target) -> bool:
        """Say whether a target is in a file that may not be read."""
        return target.file not in self.roots and self.reader.is_out_of_reach(target.file)

    def is_too_much(self, target: Target, holder: Value, seen: Set[Target]) -> bool:
        """Say whether there are more ways to schemas that depend on them than anybody writes; report it then."""
        is_too_much = bool(target.scope) and sum(1 for one in seen if one.scope) > _MOST_SCOPED
        if is_too_much and isinstance(holder, Mapping):
            message = f"what it leads to depends on more than {_MOST_SCOPED} ways to it"
            self.report.add(TOO_DEEP, at=holder.place, message=message)
        return is_too_much

    def _read(self, file: str, holder: Mapping) -> None:
        """Read a file, once."""
        if file not in self.roots:
            key = reference_of(holder)
            at = holder.marks[key].place(holder.file)
            self.roots[file] = root = self.reader.read(file, str(holder[key]), at)
            if root is not None:
                self.resources.add(file, root)
