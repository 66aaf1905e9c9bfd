"""What a finished class means on the wire: what it states and what its bases do."""

from __future__ import annotations

from functools import cache, reduce
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .field_rules import FieldRules as FieldRules
from .record import Record


class WireRules(Record):
    """What a class, its bases included, means on the wire.

    `never_null` are the optional fields whose None means absent, and `fresh` those whose default is made for each
    object and can be changed in place; `wire_names` are all fields in order.
    """

    fields: FieldRules
    zero: frozenset[str]
    ignored: frozenset[str]
    never_null: frozenset[str]
    required: frozenset[str]
    fresh: frozenset[str]
    wire_names: tuple[tuple[str, str], ...]


def field_rules(cls: type) -> FieldRules:
    """The field rules of a class together with those of its bases."""
    stated = [vars(base)["__wire__"] for base in reversed(cls.__mro__) if "__wire__" in vars(base)]
    return reduce(_together, stated, FieldRules())


def _together(first: FieldRules, second: FieldRules) -> FieldRules:
    if first == FieldRules():
        return second
    both = {name: getattr(first, name) | getattr(second, name) for name in FieldRules.part_names()}
    return FieldRules(**both)


@cache
def wire_rules(cls: type[BaseModel]) -> WireRules:
    """The rules of a finished model class, computed once."""
    stated = field_rules(cls)
    fields = cls.model_fields
    return WireRules(
        fields=stated,
        zero=stated.zero & fields.keys(),
        ignored=stated.ignored & fields.keys(),
        never_null=frozenset(name for name, one in fields.items() if _optional(one)) - stated.nullable,
        required=frozenset(name for name, one in fields.items() if one.is_required()),
        fresh=frozenset(name for name, one in fields.items() if _is_fresh(one)),
        wire_names=tuple((name, _wire_name(name, one)) for name, one in fields.items()),
    )


def zero_value(cls: type[BaseModel], name: str) -> Any:
    """What a zero field reads when the wire has nothing for it."""
    return cls.model_fields[name].get_default(call_default_factory=True)


def _optional(field: FieldInfo) -> bool:
    return not field.is_required() and field.default is None


def _is_fresh(field: FieldInfo) -> bool:
    return field.default_factory is not None or isinstance(field.default, list | dict)


def _wire_name(name: str, field: FieldInfo) -> str:
    return name if field.serialization_alias is None else field.serialization_alias
