"""The pass that makes a base with a discriminator, wherever it is a value, a choice of the schemas that extend it.

See https://spec.openapis.org/oas/v3.1.2#models-with-polymorphism-support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct, field

from truespec.building import built, listed
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import Kind, schemas_of
from truespec.normalise.all_of import composes
from truespec.normalise.extensions.wire import kind_value
from truespec.normalise.hoist import component_of, free_name, is_component, with_schemas
from truespec.normalise.keywords import CHOICES, choice_in, constrains
from truespec.pointer import Pointer, escape
from truespec.rewriting import rewrite

_PREFIX: Final = "#/components/schemas/"


def choose_subtypes(document: Document) -> Document:
    """Give a document in which a reference to a base with a discriminator leads to a choice of what extends it.

    The base itself is the option for all values that no extension has; what extends it goes on referring to it. A base
    that is itself a choice of what extends it would contain itself, so that its choice is taken out of it.
    """
    family = _Family(schemas_of(document.root))
    choices = {name: choice for name in family.children if (choice := family.choice(name))}
    if not choices:
        return document
    names = {base: free_name(f"Any{base}", family.schemas) for base in choices}

    def led(schema: Mapping, pointer: Pointer) -> Mapping:
        if is_component(pointer.tokens) and family.chosen(pointer.tokens[-1]):
            schema = schema.like(key for key in schema if key not in CHOICES)
        name = names.get(component_of(schema) or "")
        if name is None or not _is_value(schema, pointer, document, family):
            return schema
        copy = schema.like(schema)
        copy["$ref"] = _PREFIX + escape(name)
        return copy

    root = rewrite(document.root, Kind.SCHEMA, led)
    return Document(with_schemas(root, {names[base]: choice for base, choice in choices.items()}), document.sources)


class _Family(Struct):
    """Which component extends which others by an allOf, directly and through others."""

    schemas: Mapping
    parents: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    children: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    extensions: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def __post_init__(self) -> None:
        for name, schema in self.schemas.items():
            self.parents[name] = [base for base in _extended(schema) if base in self.schemas]
            for base in self.parents[name]:
                self.children.setdefault(base, []).append(name)

    def extending(self, base: str) -> list[str]:
        """Give all that extends a component, through others perhaps, by name."""
        if base not in self.extensions:
            self.extensions[base] = sorted({*_reached(base, self.children)} - {base})
        return self.extensions[base]

    def chosen(self, base: str) -> list[str]:
        """Give the options of a component that is a choice of components which extend it, none for any other."""
        schema = self.schemas[base]
        options = schema.get(choice_in(schema)) if isinstance(schema, Mapping) else None
        listed = options if isinstance(options, Sequence) else ()
        names = {component_of(one) or "" for one in listed if isinstance(one, Mapping)}
        return sorted(names) if self.schemas.keys() >= names and not names.isdisjoint(self.extending(base)) else []

    def choice(self, base: str) -> Mapping | None:
        """Give the choice of a base and what extends it, None when nothing says that it is one."""
        schema, found, chosen = self.schemas[base], self._discriminator(base), self.chosen(base)
        if not isinstance(schema, Mapping) or not (chosen or (found and schema.keys().isdisjoint(CHOICES))):
            return None
        options = sorted({*self.extending(base), *chosen})
        # Without a discriminator a value that fits none of the others would pass for the base.
        offered = [*options, base] if found else options
        references = [built(schema, {"$ref": _PREFIX + escape(option)}) for option in offered]
        choice: dict[str, Value] = {"description": f"{base}, or what extends it.", "oneOf": listed(schema, references)}
        return built(schema, {**choice, "discriminator": self._told(base, options, found)} if found else choice)

    def _told(self, base: str, options: list[str], found: Mapping) -> Mapping:
        """Give the discriminator of a base and what extends it."""
        schema, name = self.schemas[base], str(found["propertyName"])
        assert isinstance(schema, Mapping)
        mapping = found.get("mapping")
        said = mapping if isinstance(mapping, Mapping) else Mapping(schema.file, schema.mark)
        told = built(schema, {value: target for value, target in said.items() if _named(target) in options})
        mapped = set(map(_named, told.values()))
        for option in options:
            if option not in mapped and not self._says(option, name, base):
                told.put(self._value(option), _PREFIX + escape(option), schema.mark, schema.mark)
        return built(schema, {"propertyName": name, "mapping": told, "defaultMapping": _PREFIX + escape(base)})

    def _discriminator(self, name: str) -> Mapping | None:
        """Give the discriminator of a component, or of the nearest that it extends."""
        for ancestor in _reached(name, self.parents):
            schema = self.schemas[ancestor]
            found = schema.get("discriminator") if isinstance(schema, Mapping) else None
            if isinstance(found, Mapping) and isinstance(found.get("propertyName"), str):
                return found
        return None

    def _value(self, name: str) -> str:
        """Give the value of a discriminator that means a component: the author's, or else its name."""
        return next((value for one in _parts(self.schemas[name]) if (value := kind_value(one))), name)

    def _says(self, name: str, property_: str, base: str) -> bool:
        """Say whether a component, or what it extends short of the base, fixes the values of a property."""
        for ancestor in _reached(name, self.parents):
            declared = (one.get("properties") for one in _parts(self.schemas[ancestor]) if ancestor != base)
            said = [one.get(property_) for one in declared if isinstance(one, Mapping)]
            if any(isinstance(one, Mapping) and not one.keys().isdisjoint(("const", "enum")) for one in said):
                return True
        return False


def _reached(start: str, ways: dict[str, list[str]]) -> Iterator[str]:
    """Give a name and all that it leads to, the nearest first."""
    waiting, seen = [start], {start}
    for name in waiting:
        yield name
        further = [one for one in ways.get(name, ()) if one not in seen]
        seen.update(further)
        waiting.extend(further)


def _extended(schema: Value) -> Iterator[str]:
    """Give the components that a schema extends."""
    for part in _parts(schema):
        base = component_of(part)
        if base is not None and (part is not schema or any(map(constrains, part))):
            yield base


def _parts(schema: Value) -> Iterable[Mapping]:
    """Give a schema and the members of its allOf."""
    if not isinstance(schema, Mapping):
        return ()
    members = schema.get("allOf")
    return (
        (schema, *(one for one in members if isinstance(one, Mapping))) if isinstance(members, Sequence) else (schema,)
    )


def _named(target: Value) -> str:
    """Give the name of the component that a text, or an object in its place, leads to."""
    text = str(target.get("$ref")) if isinstance(target, Mapping) else str(target)
    return Pointer.parse(text).tokens[-1] if text.startswith("#/") else text


def _is_value(schema: Mapping, pointer: Pointer, document: Document, family: _Family) -> bool:
    """Say whether a reference says what a value is, and not what is extended or one option among its extensions."""
    if composes(schema):
        return False
    holding, key = pointer.tokens[:-2], pointer.tokens[-2]
    if key not in ("allOf", *CHOICES):
        return True
    holder = document.find(Pointer(holding))
    if not isinstance(holder, Mapping):
        return False
    if key == "allOf":
        return not is_component(holding) and not composes(holder)
    options = holder[key]
    extending = family.extending(component_of(schema) or "")
    named = [component_of(one) for one in options if isinstance(one, Mapping)] if isinstance(options, Sequence) else []
    return "discriminator" not in holder and not any(name in extending for name in named)
