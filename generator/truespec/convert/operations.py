"""Swagger 2.0 operations: body and form parameters become request bodies, media types go to where they are used.

See https://swagger.io/specification/v2/#operation-object.
"""

from __future__ import annotations

from typing import Final

from truespec.building import built, edited, listed, mappings, texts
from truespec.convert.collection_formats import field_encodings, holds_files, list_style
from truespec.convert.responses import modern_response
from truespec.convert.schemas import VALUE_KEYS, modern_schema, value_schema
from truespec.convert.servers import own_servers
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import METHODS, is_extension
from truespec.pointer import Pointer

IN_BODY: Final = ("body", "formData")
_DEFAULT_MEDIA_TYPE: Final = "application/json"
_MULTIPART: Final = "multipart/form-data"
_FORM: Final = "application/x-www-form-urlencoded"


class OperationConverter:
    """Converts what stands below `paths`, and the shared parameters and responses.

    `is_bundled` says that the references of other files lead into the document too.
    """

    def __init__(
        self, document: Document, consumes: tuple[str, ...], produces: tuple[str, ...], *, is_bundled: bool = False
    ) -> None:
        self.document = document
        self.is_bundled = is_bundled
        self.consumes = consumes or (_DEFAULT_MEDIA_TYPE,)
        self.produces = produces
        shared = mappings(document.root.get("parameters"))
        self.bodies = frozenset(name for name, parameter in shared if parameter.get("in") in IN_BODY)

    def path_item(self, item: Mapping) -> Mapping:
        """Convert a path item and its operations; what it shares as a body goes to each of them."""
        shared = self.entries(item)
        in_body = list(filter(self.is_body, shared))
        changed = edited(item, ("parameters",))
        plain = [self.plain(entry) for entry in shared if entry not in in_body]
        if plain:
            _give(changed, item, plain)
        for method in METHODS:
            operation = item.get(method)
            if isinstance(operation, Mapping):
                changed[method] = self.operation(operation, shared)
        return changed

    def operation(self, operation: Mapping, shared: list[Mapping]) -> Mapping:
        """Convert an operation; `shared` are the parameters of its path item."""
        consumes = media_types(operation, "consumes", self.consumes) or (_DEFAULT_MEDIA_TYPE,)
        produces = media_types(operation, "produces", self.produces)
        entries = self.entries(operation)
        in_body = self.in_body(entries, shared)
        changed = edited(operation, ("consumes", "produces", "schemes", "parameters"))
        if (servers := own_servers(operation, self.document.root)) is not None:
            changed.put("servers", servers, operation.marks["schemes"], operation.key_marks["schemes"])
        plain = [self.plain(entry) for entry in entries if entry not in in_body]
        if any("$ref" in self.resolved(entry) for entry in (*entries, *shared)):
            # What another file holds may turn out to be a body, and be one with those that are known here.
            plain += [self.resolved(entry) for entry in in_body]
            in_body = []
            changed.put("consumes", listed(operation, consumes), operation.mark, operation.mark)
        if plain:
            _give(changed, operation, plain)
        if in_body:
            changed.put("requestBody", self.body(operation, in_body, consumes), operation.mark, operation.mark)
        if isinstance(held := operation.get("responses"), Mapping):
            holder = self.resolved(held)
            responses = {status: modern_response(value, produces) for status, value in mappings(holder)}
            changed["responses"] = edited(holder, (), **responses)
        return changed

    def plain_parameters(self, holder: Value) -> dict[str, Mapping]:
        """Give the shared parameters that stay parameters."""
        return {name: self.plain(value) for name, value in mappings(holder) if name not in self.bodies}

    def body_parameters(self, holder: Value) -> dict[str, Mapping]:
        """Give the shared parameters that become request bodies."""
        entries = {name: value for name, value in mappings(holder) if name in self.bodies}
        return {name: self.body(value, [value], self.consumes) for name, value in entries.items()}

    def plain(self, parameter: Mapping) -> Mapping:
        """Convert a parameter that stays one; a reference stays as it is, and so does a body to look at later."""
        if "$ref" in parameter or parameter.get("in") in IN_BODY:
            return parameter
        changed = edited(parameter, (*VALUE_KEYS, "collectionFormat"))
        changed.put("schema", value_schema(parameter), parameter.mark, parameter.mark)
        return edited(changed, (), **list_style(parameter))

    def body(self, near: Mapping, entries: list[Mapping], consumes: tuple[str, ...]) -> Mapping:
        """Give the request body that body or form parameters make up."""
        resolved = [self.resolved(entry) for entry in entries]
        whole = [parameter for parameter in resolved if parameter.get("in") == "body"]
        if not whole:
            return self._form(near, resolved, consumes)
        body = whole[0]
        schema = body.get("schema")
        media = built(body, {"schema": modern_schema(schema) if isinstance(schema, Mapping) else built(body, {})})
        content = built(near, dict.fromkeys(consumes, media))
        kept = {key: body[key] for key in ("description", "required") if key in body}
        return built(body, {**kept, "content": content})

    def _form(self, near: Mapping, fields: list[Mapping], consumes: tuple[str, ...]) -> Mapping:
        """Give the request body of form fields, whose names are texts: multipart when a file is among them."""
        named = [(name, field) for field in fields if isinstance(name := field.get("name"), str)]
        properties = {name: _field_schema(field) for name, field in named}
        required = [name for name, field in named if field.get("required") is True]
        schema = built(near, {"type": "object", "properties": built(near, {**properties})})
        if required:
            schema.put("required", listed(near, required), near.mark, near.mark)
        has_file = any(map(holds_files, fields))
        forms = [name for name in consumes if name in (_MULTIPART, _FORM)]
        names = [_MULTIPART] if has_file else forms or [_FORM]
        media = built(near, {"schema": schema})
        if encodings := field_encodings([field for _, field in named]):
            media.put("encoding", built(near, encodings), near.mark, near.mark)
        return built(near, {"required": bool(required), "content": built(near, dict.fromkeys(names, media))})

    def is_body(self, entry: Mapping) -> bool:
        """Say whether a parameter is a body, or a part of one."""
        return self.resolved(entry).get("in") in IN_BODY

    def in_body(self, own: list[Mapping], shared: list[Mapping]) -> list[Mapping]:
        """Give the parameters that make up a body: an operation's own win over those of its path item."""
        found: dict[tuple[str, str], Mapping] = {}
        for entry in (*own, *shared):
            found.setdefault(_identity(self.resolved(entry)), entry)
        return [entry for (location, _), entry in found.items() if location in IN_BODY]

    def resolved(self, entry: Mapping) -> Mapping:
        """Follow references to a shared parameter; one that leads elsewhere stays, and resolve looks at it later."""
        seen: set[Value] = set()
        while isinstance(found := self._found(entry), Mapping) and entry["$ref"] not in seen:
            seen.add(entry["$ref"])
            entry = found
        return entry

    def entries(self, holder: Mapping) -> list[Mapping]:
        """Give the parameters of a path item or an operation: a list of them, a reference to one, or the only one."""
        listing = holder.get("parameters")
        if isinstance(listing, Mapping):
            found = self._found(self.resolved(listing))
            return _mappings_in(found) if isinstance(found, Sequence) else [listing]
        return _mappings_in(listing)

    def _found(self, entry: Mapping) -> Value:
        """Give what a reference to another place of the document leads to, None for anything else."""
        target = entry.get("$ref")
        is_inside = self.is_bundled or entry.file == self.document.root.file
        if not isinstance(target, str) or not target.startswith("#") or not is_inside:
            return None
        try:
            return self.document.find(Pointer.parse(target))
        except (KeyError, ValueError):
            return None


def media_types(holder: Mapping, key: str, inherited: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the media types that a root or an operation names; an empty list clears those that it would inherit."""
    return texts(holder.get(key)) or (inherited if key not in holder else ())


def _identity(parameter: Mapping) -> tuple[str, str]:
    """Give what no two parameters of an operation share; there is one body, whatever its name."""
    location = str(parameter.get("in"))
    return location, "" if location == "body" else str(parameter.get("name"))


def _mappings_in(listing: Value) -> list[Mapping]:
    return [entry for entry in listing if isinstance(entry, Mapping)] if isinstance(listing, Sequence) else []


def _give(changed: Mapping, holder: Mapping, entries: list[Mapping]) -> None:
    """Let a path item or an operation have these parameters; a reference to a list of them stays for it."""
    listing = holder.get("parameters")
    is_elsewhere = isinstance(listing, Mapping) and "$ref" in listing and entries == [listing]
    mark, key_mark = (marks.get("parameters", holder.mark) for marks in (holder.marks, holder.key_marks))
    placed = Sequence(holder.file, mark)
    for entry in entries:
        placed.add(entry, entry.mark.within(entry.file))
    value = listing if is_elsewhere else placed
    changed.put("parameters", value, mark, key_mark)


def _field_schema(field: Mapping) -> Mapping:
    """Give the schema of a form field, with its description and whatever else its author says of it."""
    schema = value_schema(field)
    for key in field:
        if key == "description" or (is_extension(key) and key not in schema):
            schema.take(field, key)
    return schema
