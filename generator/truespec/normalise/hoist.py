"""The pass that gives every inline object and enum a name and a place among the components."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from truespec.document import Document, Mapping, Sequence
from truespec.grammar import Kind, is_extension, rewrite
from truespec.normalise.all_of import ANNOTATIONS
from truespec.normalise.extensions import ENUM_DESCRIPTIONS, ENUM_NAMES, PYTHON_TYPE, TYPE_NAME, go_type
from truespec.normalise.naming import Namer, OperationNames
from truespec.pointer import Pointer

# These say what the schema is, not what it is used for, and so move with it.
_OF_THE_SCHEMA = frozenset((*ENUM_NAMES, ENUM_DESCRIPTIONS, PYTHON_TYPE, TYPE_NAME, "$ref", "title"))


@dataclass(slots=True)
class _Hoisting:
    """The schemas that were given a name so far, by it."""

    namer: Namer
    taken: set[str]
    named: dict[str, Mapping] = field(default_factory=dict[str, Mapping])

    def hoist(self, schema: Mapping, pointer: Pointer) -> Mapping:
        """Name a schema if it needs one, and give the reference that takes its place."""
        if not _needs_name(schema) or is_component(pointer) or "allOf" in pointer.tokens[-2:-1]:
            return schema
        name = self._free(self.namer.name(schema, pointer), pointer)
        self.named[name] = schema.like(key for key in schema if _belongs_to_schema(key))
        return _reference(schema, name)

    def _free(self, name: str, pointer: Pointer) -> str:
        """Give the name, with a suffix made from the pointer when it is taken already."""
        free = name if name not in self.taken else f"{name}_{sha256(str(pointer).encode()).hexdigest()[:6]}"
        self.taken.add(free)
        return free


def hoist(document: Document, operations: OperationNames) -> Document:
    """Give a document in which every object with properties and every enum is a component."""
    hoisting = _Hoisting(Namer(document, operations), set(schemas_of(document.root)))
    root = rewrite(document.root, Kind.SCHEMA, hoisting.hoist)
    return Document(with_schemas(root, hoisting.named), document.sources)


def is_component(pointer: Pointer) -> bool:
    """Say whether a pointer is that of a schema among the components."""
    return len(pointer.tokens) == len(("components", "schemas", "name")) and pointer.tokens[:2] == (
        "components",
        "schemas",
    )


def _needs_name(schema: Mapping) -> bool:
    """Say whether a schema becomes a class; one that a Go type replaces is looked at after that."""
    if "$ref" in schema or "allOf" in schema or go_type(schema) is not None:
        return False
    enum = schema.get("enum")
    names_values = isinstance(enum, Sequence) and len(enum) > 1 and is_nameable(enum)
    return names_values or bool(schema.get("properties"))


def is_nameable(values: Sequence) -> bool:
    """Say whether the values of an enum are all texts or all integers, null aside."""
    kinds = {type(value) for value in values if value is not None}
    return kinds in ({str}, {int})


def _belongs_to_schema(key: str) -> bool:
    """Say whether a keyword goes with the schema when it gets a name."""
    if key in _OF_THE_SCHEMA or key in ("description", "deprecated"):
        return True
    return key not in ANNOTATIONS and not is_extension(key)


def _reference(schema: Mapping, name: str) -> Mapping:
    """Give a reference to the component `name`, with what the schema says of its use beside it."""
    used = [key for key in schema if key not in _OF_THE_SCHEMA and (key in ANNOTATIONS or is_extension(key))]
    reference = schema.like(used)
    reference.put("$ref", f"#/components/schemas/{name}", schema.mark, schema.mark)
    return reference


def schemas_of(root: Mapping) -> Mapping:
    """Give the schemas among the components."""
    components = root.get("components")
    schemas = components.get("schemas") if isinstance(components, Mapping) else None
    return schemas if isinstance(schemas, Mapping) else Mapping(root.file, root.mark)


def with_schemas(root: Mapping, named: dict[str, Mapping]) -> Mapping:
    """Give a copy of the description with more schemas among its components."""
    components = root.get("components")
    components = components if isinstance(components, Mapping) else Mapping(root.file, root.mark)
    schemas = schemas_of(root).like(schemas_of(root))
    for name, schema in named.items():
        schemas.put(name, schema, schema.mark, schema.mark)
    changed, copy = components.like(components), root.like(root)
    changed.put("schemas", schemas, root.mark, root.mark)
    copy.put("components", changed, root.mark, root.mark)
    return copy
