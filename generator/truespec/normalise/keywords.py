"""Keywords of a schema by what they do, for the passes that move them."""

from __future__ import annotations

from typing import Final

from truespec.document import Mapping, Sequence, Value
from truespec.grammar import is_extension

# Beside a reference these only describe the use; everything else constrains, and so makes a composition.
ANNOTATIONS: Final = frozenset(
    "$ref title description summary deprecated readOnly writeOnly default example examples nullable "
    "externalDocs xml".split()
)
# Only references have a use for these, and all of those lead to components by now.
_NAMES: Final = frozenset("$id $schema $anchor $dynamicAnchor $recursiveAnchor $comment".split())
_UNTOLD_BY_TYPES: Final = frozenset(
    "minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf uniqueItems contains "
    "minContains maxContains minProperties maxProperties propertyNames dependentRequired".split()
)
_BESIDE: Final = ANNOTATIONS | _NAMES | _UNTOLD_BY_TYPES | {"allOf"}
CHOICES: Final = ("anyOf", "oneOf")
_SHAPE: Final = frozenset("$ref type enum const properties items additionalProperties allOf anyOf oneOf".split())


def has_shape(schema: Value) -> bool:
    """Say whether a schema says what a value is, and not only how long or with which properties."""
    return schema is True or (isinstance(schema, Mapping) and (not schema or not _SHAPE.isdisjoint(schema)))


def listed(kinds: Value) -> list[Value]:
    """Give the types that a schema names, of which one may stand alone."""
    return list(kinds) if isinstance(kinds, Sequence) else [kinds]


def choice_in(schema: Value) -> str:
    """Give the keyword under which a schema lists its options, an empty text when it has none."""
    for key in CHOICES:
        if isinstance(schema, Mapping) and isinstance(schema.get(key), Sequence):
            return key
    return ""


def only_remarks(member: Mapping) -> bool:
    """Say whether a member only describes the use or holds extensions, and constrains nothing."""
    return "$ref" not in member and not any(constrains(key) for key in member)


def constrains(key: str) -> bool:
    """Say whether a keyword beside a reference says more of a type than what its values are for."""
    return key not in _BESIDE and not is_extension(key)
