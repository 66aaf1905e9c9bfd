"""When a field is sent, and as what: what the encoder of the API's author would leave out, or never leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from .field_rules import FieldRules
from .number_text import WireFloat, WireInt, number_text
from .omit import OMIT


def is_left_out(rules: FieldRules, name: str, value: Any) -> bool:
    """Whether a value that was given is not sent."""
    if name in rules.ignored:
        return True
    if name in rules.always:
        return False
    if name in rules.zero or name in rules.not_empty:
        return not value
    return name in rules.not_zero and _is_zero(value)


def sent_value(rules: FieldRules, name: str, value: Any) -> Any:
    """The form in which a value is sent: numbers in texts are texts, all others stay what they are."""
    return number_text(value) if name in rules.in_text and _is_number(value) else value


def came_value(value: Any) -> Any:
    """The form in which a value came: a number that was read from a text is that text again."""
    return number_text(value) if isinstance(value, WireInt | WireFloat) else value


def sent_fields(rules: FieldRules, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The flat fields of a body that are sent, by wire name; `rules` are by wire name too."""
    for name, value in fields.items():
        if value is OMIT:
            if name in rules.always:
                yield name, rules.always[name]
        elif not is_left_out(rules, name, value):
            yield name, sent_value(rules, name, value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_zero(value: Any) -> bool:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None) == datetime.min
    if isinstance(value, date):
        return value == date.min
    return value is None or (isinstance(value, str | int | float) and not value)
