"""What an absent property reads as: its described default where that is one of its values, else None."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from truespec.plan.default_values import is_value
from truespec.plan.default_weights import Weights
from truespec.plan.field_rules import zero_or_none
from truespec.plan.names import member_name, unique_names
from truespec.plan.source import code, literal
from truespec.printable import Source
from truespec.schema import (
    AnySchema,
    ArraySchema,
    EnumSchema,
    LiteralSchema,
    MapSchema,
    NullableSchema,
    Property,
    ReferenceSchema,
    Scalar,
    ScalarSchema,
    Schema,
    UnionSchema,
)

_NONE = code("default=None")


class Defaults(Struct, frozen=True):
    """Gives the defaults of one class's fields; `enums` are the classes of named schemas that can be referred to."""

    weights: Weights
    enums: Mapping[str, str]

    def of(self, property_: Property) -> Source:
        """Give the default of an optional field, as an argument: Go's zero value where that is asked for, or its own.

        What is read anew for each object is given as a factory.
        """
        own = None if property_.zero or not property_.default else self._own(property_)
        return own or code(f"default={zero_or_none(property_, self.weights.specification)}")

    def is_none(self, property_: Property) -> bool:
        """Say whether an absent property reads as None, so that its annotation has to say so."""
        return not property_.required and self.of(property_) == _NONE

    def _own(self, property_: Property) -> Source | None:
        value = json.loads(property_.default)
        if value is None or not is_value(value, property_.schema, self.weights.specification):
            return None
        plain = self._literal(value, property_.schema) or self._member(value, property_.schema)
        if plain:
            return code(f"default={plain}")
        is_too_much = self.weights.is_too_much(property_.default, property_.schema)
        return None if is_too_much else code(f"default_factory=FromJSON({literal(property_.default)})")

    def _literal(self, value: Any, schema: Schema) -> str | None:
        """Give the literal of a value that is read as it is."""
        if value is None:
            return literal(None)
        match schema:
            case ReferenceSchema(name=name):
                return self._literal(value, self.weights.specification.schema(name).schema)
            case NullableSchema(schema=inner):
                return self._literal(value, inner)
            case ScalarSchema(scalar=Scalar.NUMBER):
                return literal(float(value))
            case ScalarSchema(scalar=Scalar.STRING | Scalar.INTEGER | Scalar.BOOLEAN) | LiteralSchema() | AnySchema():
                return literal(value)
            case ArraySchema(items=items):
                each = [self._literal(item, items) for item in value]
                return f"[{', '.join(one for one in each if one)}]" if all(each) else None
            case UnionSchema(options=options) if all(isinstance(one, ScalarSchema | LiteralSchema) for one in options):
                fitting = (one for one in options if is_value(value, one, self.weights.specification))
                return next((self._literal(value, one) for one in fitting), None)
            case MapSchema(values=values):
                held = {literal(key): self._literal(item, values) for key, item in value.items()}
                return f"{{{', '.join(f'{key}: {one}' for key, one in held.items())}}}" if all(held.values()) else None
            case _:
                return None

    def _member(self, value: Any, schema: Schema) -> str | None:
        """Give the member of an enum that has a class of its own."""
        if isinstance(schema, NullableSchema):
            return self._member(value, schema.schema)
        target = (
            self.weights.specification.schema(schema.name).schema if isinstance(schema, ReferenceSchema) else schema
        )
        class_name = self.enums.get(schema.name) if isinstance(schema, ReferenceSchema) else None
        if class_name is None or not isinstance(target, EnumSchema):
            return None
        return f"{class_name}.{member_names(target)[str(value)]}"


def member_names(schema: EnumSchema) -> dict[str, str]:
    """Give the names of an enum's members by their values; the author's win over those made from the values.

    Where an author gives several members one name, each has its value behind it.
    """
    given = {str(member.value): member.name_hint or "" for member in schema.members}
    count = Counter(given.values())
    hints = {value: hint if count[hint] == 1 else f"{hint} {value}" for value, hint in given.items() if hint}
    texts = {value: hints.get(value, value) for value in given}
    texts = texts if len(set(texts.values())) == len(texts) else {value: value for value in texts}
    names = unique_names(texts.values(), member_name)
    return {value: names[text] for value, text in texts.items()}
