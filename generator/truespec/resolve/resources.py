"""Schema resources: what `$id`, `$anchor` and `$self` name, and where a reference leads from inside of one.

See https://json-schema.org/draft/2020-12/json-schema-core#section-8.2 and https://spec.openapis.org/oas/v3.2.0#openapi-self.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from posixpath import dirname, join, normpath
from typing import Final, TypeAlias
from urllib.parse import unquote, urldefrag, urljoin

from msgspec import Struct, field
from msgspec.structs import replace

from truespec.document import Mapping, Sequence, Source, Value, child
from truespec.grammar import SLOTS, Kind
from truespec.pointer import Pointer, Token

Spot: TypeAlias = tuple[str, Pointer]

# A text without any of these has no resource of its own, and every pointer in it leads from the root: what names a
# resource, and a reference unless it plainly leads to a component, a path or a whole file.
_TELLING: Final = re.compile(
    r"""\$(?:id|self|anchor|dynamic|recursive|"""
    r"""ref["']?\s*+:\s*+(?!["']?+[^#"'\s>|*&!]*+(?:#/components/|#/paths/|["'\s])))"""
)
_DATA: Final = frozenset(("example", "examples", "default", "enum", "const"))
# What a path on this machine may have before it: https://www.rfc-editor.org/rfc/rfc8089.
_FILE: Final = "file://"
_ANCHORS: Final = ("$anchor", "$dynamicAnchor")
# References whose target depends on what leads to them; the second is that of JSON Schema 2019-09.
DYNAMIC: Final = ("$dynamicRef", "$recursiveRef")
_REFERENCES: Final = frozenset(("$ref", *DYNAMIC))


class Resource(Struct, frozen=True):
    """A schema with an `$id`, or a whole file: its address, where it stands, and its named places.

    `source` is the file that it was written in, another one than `file` when several were united.
    """

    address: str
    file: str
    home: Pointer
    source: str
    anchors: dict[str, Pointer] = field(default_factory=dict[str, Pointer])
    dynamic: dict[str, Pointer] = field(default_factory=dict[str, Pointer])


class Holder(Struct, frozen=True):
    """Where an object stands, and the resource that it belongs to."""

    resource: Resource
    pointer: Pointer


class Resources(Struct):
    """The resources of the files that were read so far, and the objects in them that hold references.

    `rooted` are the schemas that are resources, and `is_dynamic` says whether a target may depend on what leads to it.
    """

    roots: dict[str, Value]
    is_file: Callable[[str], bool]
    by_address: dict[str, Resource] = field(default_factory=dict[str, Resource])
    holders: dict[int, Holder] = field(default_factory=dict[int, Holder])
    rooted: dict[int, Resource] = field(default_factory=dict[int, Resource])
    is_dynamic: bool = False

    def add(self, file: str, root: Value, united: Iterable[str] = ()) -> None:
        """Learn what a file names, or the one that several were united to."""
        own = root.get("$self") if isinstance(root, Mapping) else None
        whole = Resource(joined(file, own) if isinstance(own, str) else file, file, Pointer(), file)
        sources = {name: replace(whole, address=name, source=name) for name in united} | {file: whole}
        self.by_address.update(sources)
        self.by_address[whole.address] = self.by_address[file] = whole
        waiting: list[tuple[Value, Holder]] = [(root, Holder(whole, Pointer()))]
        while waiting:
            value, at = waiting.pop()
            if isinstance(value, Mapping):
                own_source = at.resource if at.resource.home.tokens else sources.get(value.file, at.resource)
                at = self._entered(value, Holder(own_source, at.pointer))
            waiting.extend((held, Holder(at.resource, at.pointer / token)) for token, held in _parts(value))

    def holds(self, holder: Mapping) -> bool:
        """Say whether what a mapping refers to depends on the resource that it is in."""
        return id(holder) in self.holders

    def unread_file(self, holder: Mapping, text: str) -> str | None:
        """Give the file that must be read to know where a reference to a name in it leads, None for any other."""
        at = self.holders.get(id(holder))
        if at is None:
            return None
        path, fragment = urldefrag(text)
        if not path or not fragment or fragment.startswith("/"):
            return None
        file = self._resource(at.resource, unquote(path))
        return file if isinstance(file, str) else None

    def spot(self, holder: Mapping, text: str) -> tuple[Spot, bool] | None:
        """Give where a reference leads, and whether that took a guess; None where only its file can say."""
        at = self.holders.get(id(holder))
        if at is None:
            return None
        path, fragment = urldefrag(text)
        resource = self._resource(at.resource, unquote(path))
        if isinstance(resource, str):
            return (resource, Pointer.parse(fragment)), False
        found = self._inside(resource, fragment)
        if found is not None:
            return (resource.file, found), False
        if path:
            return (resource.file, Pointer((*resource.home.tokens, *Pointer.parse(fragment).tokens))), False
        guess = self._around(at, fragment)
        return ((at.resource.file, guess), True) if guess else None

    def named(self, file: str, path: str, fragment: str) -> Spot | None:
        """Give where something is that a file names by the address of a resource, None when no such is known."""
        base = self.by_address.get(file)
        resource = self.by_address.get(joined(base.address if base else file, path)) if path else None
        found = self._inside(resource, fragment) if resource else None
        return (resource.file, found) if resource and found is not None else None

    def _entered(self, value: Mapping, at: Holder) -> Holder:
        """Register a mapping when it is a resource, has a name, or refers to something."""
        name = value.get("$id")
        if isinstance(name, str) and not name.startswith("#"):
            address = joined(at.resource.address, name.rstrip("#"))
            at = Holder(Resource(address, at.resource.file, at.pointer, at.resource.source), at.pointer)
            known = self.by_address.get(address, at.resource)
            if known.file == at.resource.file:
                self.by_address[address] = min(known, at.resource, key=lambda one: _nearness(one.home))
            self.rooted[id(value)] = at.resource
        for key in _ANCHORS:
            if isinstance(value.get(key), str):
                _name(at.resource.anchors, str(value[key]), at.pointer)
        for name in dynamic_anchors(value):
            _name(at.resource.dynamic, name, at.pointer)
        if not _REFERENCES.isdisjoint(value):
            self.holders[id(value)] = at
            self.is_dynamic = self.is_dynamic or not value.keys().isdisjoint(DYNAMIC)
        return at

    def _resource(self, base: Resource, path: str) -> Resource | str:
        """Give the resource that an address without its fragment names, or else the file that may hold it."""
        if not path:
            return base
        address = joined(base.address, path)
        if address in self.by_address:
            return self.by_address[address]
        file = joined(base.source, _beside(base, path, address))
        if is_remote(address) and (base.home.tokens or is_remote(path)) and not self.is_file(file):
            file = address
        return self.by_address.get(file, file)

    def _inside(self, resource: Resource, fragment: str) -> Pointer | None:
        """Give where a fragment leads inside a resource, None when it leads nowhere."""
        if fragment and not fragment.startswith("/"):
            return resource.anchors.get(unquote(fragment))
        pointer = Pointer((*resource.home.tokens, *Pointer.parse(fragment).tokens))
        if not pointer.tokens and _is_description(self.roots[resource.file]):
            return None
        return pointer if self._holds(resource.file, pointer) else None

    def _around(self, at: Holder, fragment: str) -> Pointer | None:
        """Give where a fragment leads from the root of the file, or from a schema around it, outermost first."""
        starts = at.pointer.tokens
        if not fragment:
            return Pointer(starts[:3]) if starts[:2] == ("components", "schemas") else None
        if not fragment.startswith("/"):
            named = {resource.anchors.get(unquote(fragment)) for resource in self.by_address.values()} - {None}
            return next(iter(named)) if len(named) == 1 else None
        tokens = Pointer.parse(fragment).tokens
        for length in range(len(starts) + 1 if tokens[0] in SLOTS[Kind.SCHEMA] else 1):
            pointer = Pointer((*starts[:length], *tokens))
            if pointer != at.pointer and self._holds(at.resource.file, pointer):
                return pointer
        return None

    def _holds(self, file: str, pointer: Pointer) -> bool:
        try:
            follow(self.roots[file], pointer.tokens)
        except KeyError:
            return False
        return True


def _name(anchors: dict[str, Pointer], name: str, pointer: Pointer) -> None:
    """Let a name mean a place, and of several that have it the nearest to the root, whatever the order of keys."""
    anchors[name] = min(anchors.get(name, pointer), pointer, key=_nearness)


def _nearness(pointer: Pointer) -> tuple[int, str]:
    """Give what is less for a place that is nearer to the root."""
    return len(pointer.tokens), str(pointer)


def dynamic_anchors(value: Mapping) -> Iterator[str]:
    """Give the dynamic anchors of a schema; that of 2019-09 has no name."""
    if isinstance(value.get("$dynamicAnchor"), str):
        yield str(value["$dynamicAnchor"])
    if value.get("$recursiveAnchor") is True:
        yield ""


def _beside(base: Resource, path: str, address: str) -> str:
    """Give the relative path that an address has from another one in whose folder it is, else the path itself."""
    folder = dirname(base.address) + "/"
    return address.removeprefix(folder) if is_remote(folder) and address.startswith(folder) else path


def _is_description(root: Value) -> bool:
    """Say whether a root is that of a description, which is no schema."""
    return isinstance(root, Mapping) and ("openapi" in root or "swagger" in root)


def is_telling(sources: Iterable[Source]) -> bool:
    """Say whether a text may name resources, or refer to something from elsewhere than its root."""
    return any(_TELLING.search(source.text) for source in sources)


def joined(base: str, reference: str) -> str:
    """Give the address that a reference without a fragment means, relative to another file or address."""
    if is_remote(reference):
        return reference
    if is_remote(base):
        return urljoin(base, reference)
    return normpath(join(dirname(base), reference.removeprefix(_FILE)))


def is_remote(name: str) -> bool:
    """Say whether the name of a file is an address of another kind than a path."""
    return name.startswith("urn:") or ("://" in name and not name.startswith(f"{_FILE}/"))


def follow(value: Value, tokens: Iterable[Token]) -> Value:
    """Give what stands at a pointer; raises KeyError when nothing does."""
    for token in tokens:
        value = child(value, token)
    return value


def _parts(value: Value) -> Iterator[tuple[Token, Value]]:
    """Give what a value holds that may hold schemas."""
    if isinstance(value, Mapping):
        yield from ((key, held) for key, held in value.items() if key not in _DATA or isinstance(held, Mapping))
    elif isinstance(value, Sequence):
        yield from enumerate(value)
