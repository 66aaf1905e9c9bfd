"""Words for the options of a choice, from what is in them and never from their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from truespec.document import Mapping, Sequence, Value


def option_words(choice: Mapping, options: Sequence, *, is_named: bool) -> list[str]:
    """Give a word for each option: its title, the constant or the property that only it has, or its type.

    The only inline option of its type needs no word, unless the choice has a name of its own. Where nothing tells
    options apart but their order, it is their number.
    """
    given = [option for option in options if isinstance(option, Mapping)]
    constants = Counter(pair for option in given for pair in set(_constants(option)))
    required = Counter(name for option in given for name in _required(option))
    types = Counter(_type(option) for option in given if "$ref" not in option)
    alone = sum(map(bool, map(_required, given))) < 2
    needs_type = is_named or "properties" in choice or "allOf" in choice

    def word(option: Mapping, number: int) -> str:
        own = (value for name, value in sorted(_constants(option)) if constants[name, value] == 1)
        properties = [] if alone else [name for name in _required(option) if required[name] == 1]
        said = _text(option.get("title")) or next(own, "") or min(properties, default="")
        if said or types[_type(option)] < 2:
            return said or (_type(option) if needs_type else "")
        return f"option{number}"

    return [
        word(option, number) if isinstance(option, Mapping) else "" for number, option in enumerate(options, start=1)
    ]


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
