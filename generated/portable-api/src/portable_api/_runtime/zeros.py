"""Zero values in the second reading of an answer: what stands for one comes back as it came."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError
from pydantic_core import core_schema as cs

from .formats import ZERO_TEXTS
from .rules import WireRules, zero_value


class _Zero:
    """Stands for a zero value until the instance that it belongs to exists."""

    __slots__ = ("raw",)

    def __init__(self, raw: Any) -> None:
        self.raw = raw


def zero_reader(cls: type[BaseModel], name: str, rules: WireRules) -> Any:
    """What reads the values that stand for the zero of a field, None when nothing does."""
    if name in rules.ignored:
        return cs.no_info_plain_validator_function(_Zero)
    if name not in rules.zero:
        return None
    texts = ZERO_TEXTS if zero_value(cls, name) is None else ()
    return cs.no_info_plain_validator_function(partial(_zero, texts))


def _zero(texts: tuple[str, ...], value: Any) -> _Zero:
    if value is None or (isinstance(value, str) and value in texts):
        return _Zero(value)
    raise PydanticCustomError("zero", "not a zero value")


def remember(cls: type[BaseModel], rules: WireRules, instance: BaseModel) -> BaseModel:
    """Put the zero values into an instance, and remember what came in their place."""
    raw = dict(_raw_values(cls, rules, instance))
    if raw:
        # The one slot that pydantic copies and pickles, and that needs no Python while reading.
        object.__setattr__(instance, "__pydantic_private__", {"wire": raw})
    return instance


def _raw_values(cls: type[BaseModel], rules: WireRules, instance: BaseModel) -> Iterator[tuple[str, Any]]:
    values = vars(instance)
    for name in instance.model_fields_set & (rules.zero | rules.never_null | rules.ignored):
        value = values[name]
        if isinstance(value, _Zero):
            values[name] = zero_value(cls, name)
            yield name, value.raw
        elif value is None:
            yield name, None
