"""The extensions that name and describe the values of an enum, by position or by value."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from truespec.document import Mapping, Sequence, Value
from truespec.normalise.extensions.values import is_true, name, text_items, texts

# The first that says something wins; oapi-codegen sets the order of the first two.
ENUM_NAMES: Final = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-speakeasy-enums")
ENUM_DESCRIPTIONS: Final = (
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
    "x-speakeasy-enum-descriptions",
)
FERN_ENUM: Final = "x-fern-enum"
MS_ENUM: Final = "x-ms-enum"
CASELESS: Final = "x-go-enum-ci"
# They say what the enum is and not what it is used for.
OF_ENUMS: Final = (*ENUM_NAMES, *ENUM_DESCRIPTIONS, FERN_ENUM, MS_ENUM, CASELESS)


class Told(Struct, frozen=True):
    """What an author says about one value of an enum."""

    name: str | None = None
    description: str = ""


def told_of_values(schema: Mapping, values: Sequence) -> list[Told]:
    """Give what is told of each value of an enum, nothing where nothing is."""
    entries = _entries(schema)
    names = _words(entries, "name") | _first_told(schema, ENUM_NAMES, values, whole=True)
    descriptions = _words(entries, "description") | _first_told(schema, ENUM_DESCRIPTIONS, values, whole=False)
    return [Told(names.get(str(value)), descriptions.get(str(value), "")) for value in values]


def is_caseless(schema: Mapping) -> bool:
    """Say whether the case of a value does not matter."""
    return is_true(schema, CASELESS)


def mismatched(schema: Mapping) -> list[str]:
    """Give the keys whose list of names is not as long as the enum: nobody can tell which name is whose."""
    values = schema.get("enum")
    count = len(values) if isinstance(values, Sequence) else 0
    return [key for key in ENUM_NAMES if texts(schema.get(key)) and len(texts(schema.get(key))) != count]


def _first_told(schema: Mapping, keys: tuple[str, ...], values: Sequence, *, whole: bool) -> dict[str, str]:
    """Give what the first key tells that tells anything."""
    for key in keys:
        told = _by_text(schema.get(key), values, whole=whole)
        if told:
            return told
    return {}


def _by_text(told: Value, values: Sequence, *, whole: bool) -> dict[str, str]:
    """Give texts by the values that they belong to: a list goes by position, and has to be `whole` for names."""
    listed = texts(told)
    if listed and (len(listed) == len(values) or not whole):
        return dict(zip(map(str, values), listed, strict=False))
    return dict(text_items(told))


def _words(entries: dict[str, Mapping], key: str) -> dict[str, str]:
    """Give what entries hold under one key, where they hold a text."""
    found = {value: name(entry, key) for value, entry in entries.items()}
    return {value: text for value, text in found.items() if text}


def _entries(schema: Mapping) -> dict[str, Mapping]:
    """Give the entries of Fern's mapping and of Microsoft's list, by value."""
    fern, microsoft = schema.get(FERN_ENUM), schema.get(MS_ENUM)
    found = (
        {key: entry for key, entry in fern.items() if isinstance(entry, Mapping)} if isinstance(fern, Mapping) else {}
    )
    listed = microsoft.get("values") if isinstance(microsoft, Mapping) else None
    for entry in listed if isinstance(listed, Sequence) else ():
        if isinstance(entry, Mapping):
            found.setdefault(str(entry.get("value")), entry)
    return found
