"""Words for the options of a choice, from what is in them and never from their order."""

from __future__ import annotations

from collections.abc import Iterator

from truespec.document import Mapping, Sequence, Value


def option_word(choice: Mapping, options: Sequence, index: int, *, is_named: bool) -> str:
    """Give the word for an option: its title, the constant or the property that only it has, or its type.

    The only inline option of its type needs no word, unless the choice has a name of its own. Where nothing tells
    options apart but their order, it is their number.
    """
    option = options[index]
    if not isinstance(option, Mapping):
        return ""
    others = [other for place, other in enumerate(options) if place != index and isinstance(other, Mapping)]
    own = _text(option.get("title")) or _own_constant(option, others) or _own_property(option, others)
    if own:
        return own
    if _type(option) in {_type(other) for other in others if "$ref" not in other}:
        return f"option{index + 1}"
    return _type(option) if is_named or "properties" in choice or "allOf" in choice else ""


def _own_constant(option: Mapping, others: list[Mapping]) -> str:
    """Give a fixed value that no other option has at the same property, nothing when there is none."""
    fixed = [dict(_constants(other)) for other in others]
    own = (value for name, value in sorted(_constants(option)) if all(one.get(name) != value for one in fixed))
    return next(own, "")


def _own_property(option: Mapping, others: list[Mapping]) -> str:
    """Give a property that only this option requires, nothing when there is none."""
    if not any(map(_required, others)):
        return ""
    return min(_required(option).difference(*map(_required, others)), default="")


def _constants(schema: Mapping) -> Iterator[tuple[str, str]]:
    """Give the properties that take a single text."""
    for part in _parts(schema):
        properties = part.get("properties")
        for name, value in properties.items() if isinstance(properties, Mapping) else ():
            if isinstance(value, Mapping) and (text := _text(_only_value(value))):
                yield name, text


def _only_value(schema: Mapping) -> Value:
    enum = schema.get("enum")
    return enum[0] if isinstance(enum, Sequence) and len(enum) == 1 else schema.get("const")


def _required(schema: Mapping) -> set[str]:
    """Give the names of the properties that must be there."""
    listed = [part.get("required") for part in _parts(schema)]
    return {_text(name) for names in listed if isinstance(names, Sequence) for name in names} - {""}


def _parts(schema: Mapping) -> list[Mapping]:
    """Give a schema and what is composed into it in its own place."""
    composed = schema.get("allOf")
    return (
        [schema, *(part for part in composed if isinstance(part, Mapping))]
        if isinstance(composed, Sequence)
        else [schema]
    )


def _type(schema: Mapping) -> str:
    type_ = schema.get("type")
    return type_ if isinstance(type_, str) else "object" if "properties" in schema else "value"


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
