"""Choices between constants, each with a title or a description of its own, as the enums that they are.

See https://spec.openapis.org/oas/v3.2.0#annotated-enumerations.
"""

from __future__ import annotations

from typing import Final

from truespec.building import built, edited, listed
from truespec.document import Mapping, Sequence, Value
from truespec.grammar import is_extension
from truespec.normalise.extensions.enums import FERN_ENUM
from truespec.normalise.extensions.values import is_true
from truespec.normalise.hoist import is_nameable
from truespec.normalise.keywords import ANNOTATIONS, choice_in

_OF_CONSTANTS: Final = ANNOTATIONS - {"$ref", "nullable"} | {"const", "enum", "type"}


def as_enum(schema: Mapping) -> Mapping:
    """Give a choice between several texts, or several integers, as an enum, with what is told of each value.

    Null may be among them. Anything else is given as it is.
    """
    key = choice_in(schema)
    options = schema.get(key)
    if not isinstance(options, Sequence) or not schema.keys().isdisjoint(("$ref", "allOf", "const", "enum")):
        return schema
    values = listed(schema, [value for option in options for value in _constant(option)])
    if len(values) < len(options) or not is_nameable(values):
        return schema
    pairs = ((str(value), _told(option)) for value, option in zip(values, options, strict=True))
    told: dict[str, Value] = {value: entry for value, entry in pairs if entry}
    said: dict[str, Value] = {FERN_ENUM: built(schema, told)} if told else {}
    return edited(schema, (key,), **{"enum": values, **said})


def _constant(option: Value) -> tuple[Value, ...]:
    """Give the only value of an option that says no more than that, nothing for any other."""
    if not isinstance(option, Mapping) or any(key not in _OF_CONSTANTS and not is_extension(key) for key in option):
        return ()
    enum = option.get("enum")
    if "const" in option:
        return (option["const"],)
    if isinstance(enum, Sequence):
        return tuple(enum) if len(enum) == 1 else ()
    return (None,) if option.get("type") == "null" else ()


def _told(option: Value) -> Mapping | None:
    """Give the name and the description of a value, None when it has neither."""
    if not isinstance(option, Mapping):
        return None
    description = option.get("description")
    parts = [
        description if isinstance(description, str) else "",
        "Deprecated." if is_true(option, "deprecated") else "",
    ]
    told = {"name": option.get("title"), "description": "\n\n".join(filter(None, parts))}
    return built(option, {key: text for key, text in told.items() if isinstance(text, str) and text}) or None
