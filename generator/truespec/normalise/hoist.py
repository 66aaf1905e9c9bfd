"""The pass that gives every inline object and enum a name and a place among the components."""

from __future__ import annotations

from collections import defaultdict

from truespec.building import edited
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import Kind, is_extension, schemas_of
from truespec.normalise.all_of import composes
from truespec.normalise.extensions.go import OF_GO_TYPES, OF_SCHEMAS, go_type
from truespec.normalise.keywords import ANNOTATIONS, CHOICES
from truespec.normalise.naming import Namer, OperationNames
from truespec.pointer import Pointer
from truespec.rewriting import rewrite_at
from truespec.walk import Found, walk

# These say what the schema is, not what it is used for, and so move with it.
_OF_THE_SCHEMA = OF_SCHEMAS | {"$ref", "title"}
_SCHEMAS = ("components", "schemas")
# No schema needs a name without one of these.
_NAMED = frozenset(("$ref", "allOf", "discriminator", "enum", "properties"))
# What these hold says more of the value that their schema describes, and what the last ones hold only tests values.
_PARTS = ("then", "else")
_LISTS_OF_PARTS = ("allOf", "dependentSchemas")
_TESTS = ("if", "not", "contains", "propertyNames")


def hoist(document: Document, operations: OperationNames, settled: Document | None = None) -> Document:
    """Give a document in which every object, enum and composition, and what references lead to, is a component.

    What is as it was in `settled`, which this was done to before, needs no second look.
    """
    fresh = _differing(document.root, settled.root, len(_SCHEMAS) + 1) if settled else document.root
    schemas = list(walk(fresh, to=Kind.SCHEMA, words=_NAMED))
    targets = {found.pointer: target for found in schemas if (target := _target_of(found.value))}
    if not all(is_component(target.tokens) for target in targets.values()):
        # What a reference leads to inside of something may have none of the words.
        schemas = list(walk(fresh, to=Kind.SCHEMA))
    names = _names(document, schemas, {target.tokens for target in targets.values()}, Namer(document, operations))
    named: dict[str, Mapping] = {}

    def replaced(schema: Mapping, pointer: Pointer) -> Mapping:
        schema, name = _redirected(schema, names), names.get(pointer)
        if name is None:
            return schema
        named[name] = schema.like(key for key in schema if _belongs_to_schema(key))
        return _reference(schema, name)

    referring = (pointer for pointer, target in targets.items() if target in names)
    root = rewrite_at((*names, *referring), document.root, Kind.SCHEMA, replaced)
    return Document(with_schemas(root, named), document.sources)


def _differing(holder: Mapping, before: Mapping, depth: int) -> Mapping:
    """Give what a mapping, and down to a depth those that it holds, hold otherwise than another did."""
    result = holder.like(key for key, held in holder.items() if held is not before.get(key))
    for key, held in result.items():
        inner = before.get(key)
        if depth > 1 and isinstance(held, Mapping) and isinstance(inner, Mapping):
            result[key] = _differing(held, inner, depth - 1)
    return result


def _names(document: Document, schemas: list[Found], targets: set[tuple[str, ...]], namer: Namer) -> dict[Pointer, str]:
    """Name by pointer the schemas that need it; of those that would be called the same, the first by pointer is."""
    wanted: dict[str, list[Pointer]] = defaultdict(list)
    no_types = _no_types(schemas)
    for found in schemas:
        if isinstance(found.value, Mapping) and _is_hoisted(found.value, found.tokens, targets, no_types):
            wanted[namer.name(found.value, found.pointer)].append(found.pointer)
    taken = schemas_of(document.root).keys()
    return {
        pointer: f"{name}_{pointer.digest}" if index or name in taken else name
        for name, pointers in wanted.items()
        for index, pointer in enumerate(sorted(pointers, key=str))
    }


def _no_types(schemas: list[Found]) -> set[tuple[str, ...]]:
    """Give the tokens of schemas, in document order, that are parts of another one, or stand in what tests values."""
    found, tests, lists = set[tuple[str, ...]](), set[tuple[str, ...]](), set[tuple[str, ...]]()
    for _, tokens, value in schemas:
        if tokens[:-1] in lists:
            found.add(tokens)
        if not tests.isdisjoint((tokens, tokens[:-1], tokens[:-2])):
            tests.add(tokens)
        if isinstance(value, Mapping):
            tests.update((*tokens, key) for key in _TESTS if key in value)
            lists.update((*tokens, key) for key in _LISTS_OF_PARTS if key in value)
            found.update((*tokens, key) for key in _PARTS if key in value)
    return found | tests


def _is_hoisted(
    schema: Mapping, tokens: tuple[str, ...], targets: set[tuple[str, ...]], no_types: set[tuple[str, ...]]
) -> bool:
    """Say whether a schema becomes a component: because it needs a name, or because a reference leads to it."""
    if is_component(tokens):
        return False
    return tokens in targets or (not _NAMED.isdisjoint(schema) and _needs_name(schema) and tokens not in no_types)


def _target_of(schema: Value) -> Pointer | None:
    """Give where the reference of a schema leads, None when it has none."""
    target = schema.get("$ref") if isinstance(schema, Mapping) else None
    return Pointer.parse(target) if isinstance(target, str) else None


def _redirected(schema: Mapping, names: dict[Pointer, str]) -> Mapping:
    """Give a schema whose reference leads to the component that its target has become."""
    target = _target_of(schema)
    name = names.get(target) if target else None
    if name is None:
        return schema
    copy = schema.like(schema)
    copy["$ref"] = f"#/components/schemas/{name}"
    return copy


def is_component(tokens: tuple[str, ...]) -> bool:
    """Say whether the tokens of a pointer are those of a schema among the components."""
    return len(tokens) == len(_SCHEMAS) + 1 and tokens[:2] == _SCHEMAS


def component_of(schema: Value) -> str | None:
    """Give the name of the component that the reference of a schema leads to, None when it leads to none."""
    target = _target_of(schema)
    return target.tokens[-1] if target and is_component(target.tokens) else None


def _needs_name(schema: Mapping) -> bool:
    """Say whether a schema becomes a class; one that a Go type replaces is looked at after that."""
    if not schema.keys().isdisjoint(OF_GO_TYPES) and go_type(schema) is not None:
        return False
    if "$ref" in schema or "allOf" in schema:
        return composes(schema)
    if "discriminator" in schema and not schema.keys().isdisjoint(CHOICES):
        return True
    enum = schema.get("enum")
    names_values = isinstance(enum, Sequence) and is_nameable(enum)
    return names_values or bool(schema.get("properties"))


def is_nameable(values: Sequence) -> bool:
    """Say whether an enum has several values and all are texts or all integers, null aside."""
    given = [value for value in values if value is not None]
    return {type(value) for value in given} in ({str}, {int}) and len(set(map(str, given))) > 1


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


def free_name(name: str, schemas: Mapping) -> str:
    """Give a name that no component of the author's has."""
    return free_name(name + "_", schemas) if name in schemas else name


def with_schemas(root: Mapping, named: dict[str, Mapping]) -> Mapping:
    """Give a copy of the description with more schemas among its components."""
    schemas = schemas_of(root).like(schemas_of(root))
    for name, schema in named.items():
        schemas.put(name, schema, schema.mark, schema.mark)
    return with_components(root, schemas)


def with_components(root: Mapping, schemas: Mapping) -> Mapping:
    """Give a copy of the description with these schemas as its components."""
    components = root.get("components")
    components = components if isinstance(components, Mapping) else Mapping(root.file, root.mark)
    return edited(root, components=edited(components, schemas=schemas))
