"""The extensions by which authors tell generators of pages: those of Speakeasy, Fern, Microsoft and Stainless."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from truespec.document import Mapping, Place, Sequence, Value
from truespec.normalise.extensions.values import Form, name
from truespec.paging import Kind, PagingRule, Path

SPEAKEASY: Final = "x-speakeasy-pagination"
FERN: Final = "x-fern-pagination"
MICROSOFT: Final = "x-ms-pageable"
STAINLESS: Final = "x-stainless-pagination-property"
NAMES: Final = (SPEAKEASY, FERN, MICROSOFT, STAINLESS)

_NAME: Final = r"[^.\[\]]+"
_RESPONSE: Final = re.compile(rf"(?:\$response|\$)((?:\.{_NAME})*)(\[-1\]((?:\.{_NAME})+))?")
_REQUEST: Final = re.compile(rf"(?:\$request\.)?({_NAME})")
_PURPOSES: Final = ("purpose", "is_top_level_array", "from_header")
_ITEM_OFFSETS: Final = ("offset", "skip")


def paging_rule(operation: Mapping, root: Mapping) -> PagingRule | None:
    """Give what an operation says of its pages; Fern's extension may take what the root says by `true`."""
    for key, read in _READERS.items():
        told = operation.get(key)
        value = root.get(key) if key == FERN and told is True else told
        rule = read(value, operation.marks[key].place(operation.file)) if key in operation else None
        if rule:
            return rule
    return None


def purpose(holder: Mapping) -> str | None:
    """Give what a parameter or field is for, in Stainless's words, None when nothing is said."""
    told = holder.get(STAINLESS)
    return name(told, "purpose") if isinstance(told, Mapping) else None


def _fits(value: Value) -> bool:
    """Say whether one of the tools takes a value."""
    here = Place("")
    is_purpose = isinstance(value, Mapping) and any(key in value for key in _PURPOSES)
    return isinstance(value, bool) or is_purpose or any(read(value, here) for read in _READERS.values())


def _speakeasy(value: Value, place: Place) -> PagingRule | None:
    """Read inputs and outputs. See https://www.speakeasy.com/docs/sdks/customize/runtime/pagination."""
    if not isinstance(value, Mapping):
        return None
    inputs, outputs = value.get("inputs"), value.get("outputs")
    listed = [one for one in (inputs if isinstance(inputs, Sequence) else ()) if isinstance(one, Mapping)]
    names = {kind: named for one in listed if (kind := name(one, "type")) and (named := name(one, "name"))}
    told = outputs if isinstance(outputs, Mapping) else value.like(value)
    items = _path(told.get("results"))
    match name(value, "type"):
        case "cursor":
            return _cursor(names.get("cursor"), told.get("nextCursor"), items, place)
        case "offsetLimit":
            return _counted(names, items, _path(told.get("numPages")), place)
        case "url":
            found = _path(told.get("nextUrl"))
            return PagingRule(kind=Kind.URL, place=place, next=found, items=items) if found else None
        case _:
            return None


def _fern(value: Value, place: Place) -> PagingRule | None:
    """Read references into request and response. See https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination."""
    if value is False:
        return PagingRule(kind=Kind.OFF, place=place)
    if not isinstance(value, Mapping):
        return None
    items, more = _path(value.get("results")), _path(value.get("has-next-page")) or ()
    address = _path(value.get("next_uri")) or _path(value.get("next_path"))
    if address:
        return PagingRule(kind=Kind.URL, place=place, next=address, items=items, more=more)
    if name(value, "cursor"):
        return _cursor(_parameter(value, "cursor"), value.get("next_cursor"), items, place)
    offset = _parameter(value, "offset")
    if offset is None:
        return None
    # Without a step the number grows by one, whatever it is called.
    kind = Kind.OFFSET if "step" in value or offset in _ITEM_OFFSETS else Kind.PAGE
    return PagingRule(kind=kind, place=place, parameter=offset, items=items, more=more)


def _microsoft(value: Value, place: Place) -> PagingRule | None:
    """Read the name of the address. See https://github.com/Azure/autorest/blob/main/docs/extensions/readme.md#x-ms-pageable."""
    if not isinstance(value, Mapping) or "nextLinkName" not in value:
        return None
    link, items = name(value, "nextLinkName"), name(value, "itemName") or "value"
    if link is None:
        return PagingRule(kind=Kind.OFF, place=place) if value.get("nextLinkName") is None else None
    return PagingRule(kind=Kind.URL, place=place, next=tuple(link.split(".")), items=(items,))


def _cursor(parameter: str | None, told: Value, items: Path | None, place: Place) -> PagingRule | None:
    """Give the rule of a cursor, which is a field of the answer, or of the last item."""
    found = _RESPONSE.fullmatch(told) if isinstance(told, str) else None
    if parameter is None or found is None:
        return None
    if found[3]:
        next_, items = _names(found[3]), _names(found[1])
        return PagingRule(kind=Kind.ITEM, place=place, parameter=parameter, next=next_, items=items)
    return PagingRule(kind=Kind.CURSOR, place=place, parameter=parameter, next=_names(found[1]), items=items)


def _counted(names: dict[str, str], items: Path | None, last: Path | None, place: Place) -> PagingRule | None:
    """Give the rule of a number of a page or of items."""
    if "page" in names:
        return PagingRule(kind=Kind.PAGE, place=place, parameter=names["page"], items=items, last=last or ())
    if "offset" in names:
        return PagingRule(kind=Kind.OFFSET, place=place, parameter=names["offset"], items=items)
    return None


def _path(value: Value) -> Path | None:
    """Give where a reference leads in the answer, None for what is none."""
    found = _RESPONSE.fullmatch(value) if isinstance(value, str) else None
    return _names(found[1]) if found and not found[2] else None


def _names(dotted: str) -> Path:
    return tuple(dotted.split(".")[1:])


def _parameter(value: Mapping, key: str) -> str | None:
    found = _REQUEST.fullmatch(name(value, key) or "")
    return found[1] if found else None


_READERS: Final[dict[str, Callable[[Value, Place], PagingRule | None]]] = {
    SPEAKEASY: _speakeasy,
    FERN: _fern,
    MICROSOFT: _microsoft,
}
PAGINATION: Final = Form("what its tool says of pages", _fits)
