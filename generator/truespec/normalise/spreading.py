"""Spreads what a schema says beside its choices and conditions: over the options, and out of the branches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import is_extension
from truespec.normalise.keywords import ANNOTATIONS, CHOICES, choice_in, has_shape
from truespec.pointer import Pointer

CONDITION: Final = ("if", "then", "else")
_NOT_OF_AN_OPTION: Final = frozenset(("discriminator", "$defs", "definitions"))


def spread_over_options(schema: Mapping, document: Document) -> Mapping:
    """Give a choice whose options hold, each as an allOf, the properties that stand beside the choice.

    A schema that has no properties, or whose options only constrain, is given as it is.
    """
    key = choice_in(schema)
    options = schema.get(key)
    if not schema.get("properties") or not isinstance(options, Sequence) or not any(map(has_shape, options)):
        return schema
    own = {key for key in schema if _is_of_the_choice(key) or key in CHOICES}
    base = schema.like(name for name in schema if name not in own)
    spread = Sequence(options.file, options.mark)
    for option, mark in zip(options, options.marks, strict=True):
        spread.add(_with_base(option, base, schema, document), mark)
    result = schema.like(name for name in schema if name in own)
    result[key] = spread
    discriminator = schema.get("discriminator")
    if isinstance(discriminator, Mapping):
        # The options are schemas of their own now, which say themselves what the mapping said of them.
        result["discriminator"] = discriminator.like(name for name in discriminator if name == "propertyName")
    return result


def _is_of_the_choice(key: str) -> bool:
    return key in ANNOTATIONS or key in _NOT_OF_AN_OPTION or is_extension(key)


def _with_base(option: Value, base: Mapping, schema: Mapping, document: Document) -> Value:
    """Give an option that says what the base says too; one that is no object does not."""
    if not isinstance(option, Mapping):
        return base
    if not _may_be_object(option, document):
        return option
    members = Sequence(base.file, base.mark)
    for member in (base, option, *_tag(option, schema, document)):
        members.add(member, member.mark)
    result = Mapping(option.file, option.mark)
    result.put("allOf", members, option.mark, option.mark)
    target = option.get("$ref")
    if isinstance(target, str):
        result.put("title", str(Pointer.parse(target).tokens[-1]), option.mark, option.mark)
    return result


def _may_be_object(option: Mapping, document: Document) -> bool:
    """Say whether an object is among the values of an option."""
    seen: set[str] = set()
    while isinstance(target := option.get("$ref"), str) and target not in seen:
        seen.add(target)
        found = document.find(Pointer.parse(target))
        if not isinstance(found, Mapping):
            break
        option = found
    kinds = option.get("type", "object")
    values = option.get("enum")
    is_object = "object" in kinds if isinstance(kinds, Sequence) else kinds == "object"
    return is_object and "const" not in option and not isinstance(values, Sequence)


def _tag(option: Mapping, schema: Mapping, document: Document) -> Iterator[Mapping]:
    """Give what a discriminator's mapping says of an option that does not say it itself."""
    discriminator, target = schema.get("discriminator"), option.get("$ref")
    name = discriminator.get("propertyName") if isinstance(discriminator, Mapping) else None
    if not isinstance(discriminator, Mapping) or not isinstance(name, str) or not isinstance(target, str):
        return
    found = document.find(Pointer.parse(target))
    declared = found.get("properties") if isinstance(found, Mapping) else None
    said = declared.get(name) if isinstance(declared, Mapping) else None
    if isinstance(said, Mapping) and not said.keys().isdisjoint(("const", "enum", "$ref")):
        return
    mapping = discriminator.get("mapping")
    named = sorted(mapping.items()) if isinstance(mapping, Mapping) else ()
    values = [value for value, to in named if to == target] or [str(Pointer.parse(target).tokens[-1])]
    yield _constant(name, values, option)


def _constant(name: str, values: list[str], at: Mapping) -> Mapping:
    """Give a schema that says which values a property has."""
    listed = Sequence(at.file, at.mark)
    for value in values:
        listed.add(value, at.mark)
    property_, properties, schema = (Mapping(at.file, at.mark) for _ in range(3))
    property_.put("type", "string", at.mark, at.mark)
    if len(values) == 1:
        property_.put("const", values[0], at.mark, at.mark)
    else:
        property_.put("enum", listed, at.mark, at.mark)
    properties.put(name, property_, at.mark, at.mark)
    schema.put("properties", properties, at.mark, at.mark)
    return schema


def branches(schema: Mapping) -> Iterator[Mapping]:
    """Give the schemas that hold under a condition: those of then, else and dependentSchemas."""
    dependent = schema.get("dependentSchemas")
    held = [schema.get(key) for key in CONDITION[1:] if "if" in schema]
    held += dependent.values() if isinstance(dependent, Mapping) else ()
    yield from (branch for branch in held if isinstance(branch, Mapping))


def with_optional(schema: Mapping, flat: list[Mapping]) -> Mapping:
    """Give an object with the properties that its branches, given flat, declare besides its own.

    Where the condition does not hold such a property may be anything.
    """
    own = schema.get("properties")
    properties = own.like(own) if isinstance(own, Mapping) else Mapping(schema.file, schema.mark)
    found: dict[str, Sequence] = {}
    for branch in flat:
        declared = branch.get("properties")
        for name, value in declared.items() if isinstance(declared, Mapping) else ():
            if name not in properties and isinstance(value, Mapping):
                found.setdefault(name, Sequence(branch.file, branch.mark)).add(value, value.mark)
    for name, options in found.items():
        options.add(Mapping(schema.file, schema.mark), schema.mark)
        choice = Mapping(options.file, options.mark)
        choice.put("anyOf", options, options.mark, options.mark)
        properties.put(name, choice, options.mark, options.mark)
    if not found:
        return schema
    result = schema.like(schema)
    result.put("properties", properties, schema.mark, schema.mark)
    return result
