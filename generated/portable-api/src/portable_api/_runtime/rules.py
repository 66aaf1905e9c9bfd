"""What a class says about the wire that its annotations do not: zero fields and nullable fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRules:
    """Names of fields: `zero` reads absent and null as the zero value, `nullable` may be null on the wire."""

    zero: frozenset[str] = frozenset()
    nullable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRules:
    """What a class, its bases included, means on the wire.

    `never_null` are the optional fields whose None means absent; `wire_names` are all fields in order.
    """

    zero: frozenset[str]
    never_null: frozenset[str]
    required: frozenset[str]
    wire_names: tuple[tuple[str, str], ...]


def field_rules(cls: type) -> FieldRules:
    """The field rules of a class together with those of its bases."""
    stated = [vars(base).get("__wire__", FieldRules()) for base in cls.__mro__]
    return FieldRules(
        zero=frozenset[str]().union(*(rules.zero for rules in stated)),
        nullable=frozenset[str]().union(*(rules.nullable for rules in stated)),
    )


@cache
def wire_rules(cls: type[BaseModel]) -> WireRules:
    """The rules of a finished model class, computed once."""
    stated = field_rules(cls)
    fields = cls.model_fields
    return WireRules(
        zero=stated.zero & fields.keys(),
        never_null=frozenset(name for name, one in fields.items() if _optional(one)) - stated.nullable,
        required=frozenset(name for name, one in fields.items() if one.is_required()),
        wire_names=tuple((name, _wire_name(name, one)) for name, one in fields.items()),
    )


def zero_value(cls: type[BaseModel], name: str) -> Any:
    """What a zero field reads when the wire has nothing for it."""
    return cls.model_fields[name].get_default(call_default_factory=True)


def _optional(field: FieldInfo) -> bool:
    return not field.is_required() and field.default is None


def _wire_name(name: str, field: FieldInfo) -> str:
    return name if field.serialization_alias is None else field.serialization_alias
