"""References of Swagger 2.0 lead to other places in OpenAPI 3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct

from truespec.building import edited, mappings
from truespec.convert.schemas import VALUE_KEYS
from truespec.document import Document, Mapping, Sequence, Value, child
from truespec.grammar import METHODS, Kind
from truespec.pointer import Pointer
from truespec.rewriting import rewrite

_REFERENCING: Final = (Kind.SCHEMA, Kind.PARAMETER, Kind.REQUEST_BODY, Kind.RESPONSE, Kind.PATH_ITEM)
_Tokens: TypeAlias = tuple[str, ...]


def moved_references(root: Mapping, old: Document, is_body: Callable[[Mapping], bool]) -> Mapping:
    """Give a copy in which every reference leads to where its target in the `old` document is now."""
    moves = _Moves(old, Document(root, old.sources), is_body)

    def change(holder: Mapping, _: Pointer) -> Mapping:
        target = holder.get("$ref")
        return edited(holder, **{"$ref": moves.target(target)}) if isinstance(target, str) else holder

    for kind in _REFERENCING:
        root = rewrite(root, kind, change)
    return root


class _Moves(Struct, frozen=True):
    """Knows where a place of the old document is in the new one; `is_body` says it of a parameter."""

    old: Document
    new: Document
    is_body: Callable[[Mapping], bool]

    def target(self, text: str) -> str:
        """Give a reference's new target; what another file holds was not moved, and nor was what is not there."""
        if not text.startswith("#"):
            return text
        try:
            tokens = Pointer.parse(text).tokens
            self.old.find(Pointer(tokens[:2]))
            moved = self._moved(tokens)
        except (KeyError, ValueError):
            return text
        return text if moved == tokens else str(Pointer(moved))

    def _moved(self, tokens: _Tokens) -> _Tokens:
        match tokens:
            case ("definitions", *rest):
                return ("components", "schemas", *rest)
            case ("responses", name, *rest):
                return self._in_response(("components", "responses", name), rest)
            case ("parameters", name, *rest):
                plain, body = ("components", "parameters", name), ("components", "requestBodies", name)
                return self._in_parameter(dict(mappings(self.old.root.get("parameters"))).get(name), plain, body, rest)
            case ("paths", _, _, "responses", _, *rest):
                return self._in_response(tokens[:5], rest)
            case ("paths", _, "parameters", index, *rest):
                return self._in_list(tokens[:2], index, rest)
            case ("paths", _, _, "parameters", index, *rest):
                return self._in_list(tokens[:3], index, rest)
            case _:
                return tokens

    def _in_response(self, at: _Tokens, rest: list[str]) -> _Tokens:
        match rest:
            case ("schema", *_):
                return self._in_content(at, rest)
            case ("headers", name, *inner):
                return (*at, "headers", name, *_in_value(inner))
            case _:
                return (*at, *rest)

    def _in_list(self, holder: _Tokens, index: str, rest: list[str]) -> _Tokens:
        """Move what is in a parameter of an operation or a path item."""
        entries = self.old.find(Pointer((*holder, "parameters")))
        before = entries[: int(index)] if isinstance(entries, Sequence) else ()
        position = sum(isinstance(entry, Mapping) and not self.is_body(entry) for entry in before)
        body = (*self._operation(holder), "requestBody")
        return self._in_parameter(child(entries, index), (*holder, "parameters", str(position)), body, rest)

    def _operation(self, holder: _Tokens) -> _Tokens:
        """Give an operation that has the body of a path item, or the operation itself."""
        if len(holder) > 2:
            return holder
        operations = dict(mappings(self.old.find(Pointer(holder))))
        return (*holder, next((method for method in METHODS if method in operations), ""))

    def _in_parameter(self, parameter: Value, plain: _Tokens, body: _Tokens, rest: list[str]) -> _Tokens:
        """Move what is in a parameter, which may be a request body or a field of one now."""
        if not isinstance(parameter, Mapping) or not self.is_body(parameter):
            return (*plain, *_in_value(rest))
        if parameter.get("in") == "formData":
            return self._in_content(body, ["schema", "properties", str(parameter.get("name")), *rest])
        return self._in_content(body, rest)

    def _in_content(self, at: _Tokens, rest: list[str]) -> _Tokens:
        """Move a schema into the media types that it has now, which all have the same."""
        if rest[:1] != ["schema"]:
            return (*at, *rest)
        content = self.new.find(Pointer((*at, "content")))
        return (*at, "content", *list(content)[:1], *rest) if isinstance(content, Mapping) else (*at, *rest)


def _in_value(rest: list[str]) -> _Tokens:
    """Move what is said of a value beside its name."""
    return ("schema", *rest) if rest and rest[0] in VALUE_KEYS else tuple(rest)
