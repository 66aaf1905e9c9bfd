"""References: every one reaches a value in the description, or there is a diagnostic.

See https://spec.openapis.org/oas/v3.1.2#reference-object.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from truespec.codes import (
    DANGLING_EXAMPLE,
    DANGLING_REFERENCE,
    FOREIGN_REFERENCE,
    INVALID_VALUE,
    REFERENCE_CYCLE,
)
from truespec.diagnostic import Report, Stopped
from truespec.document import MAX_DEPTH, Document, Mapping, Sequence, Value
from truespec.grammar import Found, Kind, walk
from truespec.pointer import Pointer
from truespec.resolve.composition import check_composition

# Plain objects hold no references, and a property may well be named `$ref`.
_REFERENCING = frozenset(Kind) - {Kind.OPENAPI, Kind.COMPONENTS, Kind.PLAIN, Kind.OPAQUE}


def resolve(document: Document, report: Report) -> Document:
    """Check every reference of `document` and give it back; raises Stopped when one reaches nothing.

    What stands under example, examples, default, enum and const is data: a dangling `$ref` there is a
    warning, and nothing in it is ever replaced.
    """
    check_composition(document, report)
    if report.failed:
        raise Stopped
    for found in walk(document.root):
        if found.kind is Kind.OPAQUE:
            _check_data(document, found, report)
        elif found.kind in _REFERENCING and isinstance(found.value, Mapping) and "$ref" in found.value:
            _check_reference(document, found.value, found.pointer / "$ref", report)
    if report.failed:
        raise Stopped
    return document


def _check_reference(document: Document, holder: Mapping, pointer: Pointer, report: Report) -> None:
    """Report a reference that is no text, points elsewhere, to nothing, or round in a circle."""
    target, at = holder["$ref"], document.place(pointer)
    if not isinstance(target, str):
        report.add(INVALID_VALUE, at=at, message="a $ref must be a text")
    elif not target.startswith("#"):
        report.add(
            FOREIGN_REFERENCE,
            at=at,
            message=f"{target} points outside of this document",
            hint="bundle the description into one file first",
        )
    elif not _exists(document, target):
        report.add(DANGLING_REFERENCE, at=at, message=f"nothing is named {target}", hint=_hint(document, target))
    elif _is_circular(document, target):
        report.add(REFERENCE_CYCLE, at=at, message=f"{target} leads back to itself", hint="give one of them a value")


def _check_data(document: Document, found: Found, report: Report) -> None:
    """Report the dangling references inside an example or another piece of data."""
    for holder, pointer in _reference_like(found.value, found.pointer):
        target = str(holder["$ref"])
        if target.startswith("#") and not _exists(document, target):
            report.add(
                DANGLING_EXAMPLE,
                at=document.place(pointer / "$ref"),
                message=f"the example {target} is not on this page",
                hint="it is kept as data; the whole description would hold it",
            )


def _reference_like(value: Value, pointer: Pointer) -> Iterator[tuple[Mapping, Pointer]]:
    """Give the mappings in a piece of data that look like references."""
    if isinstance(value, Mapping):
        if isinstance(value.get("$ref"), str):
            yield value, pointer
        for key, item in value.items():
            yield from _reference_like(item, pointer / key)
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            yield from _reference_like(item, pointer / index)


def _exists(document: Document, target: str) -> bool:
    """Say whether a local reference reaches a value."""
    try:
        document.find(Pointer.parse(target))
    except (KeyError, ValueError):
        return False
    return True


def _is_circular(document: Document, target: str) -> bool:
    """Say whether following a reference through references never ends at a value."""
    seen: set[str] = set()
    while target not in seen and len(seen) <= MAX_DEPTH:
        seen.add(target)
        value = document.find(Pointer.parse(target)) if _exists(document, target) else None
        following = value.get("$ref") if isinstance(value, Mapping) else None
        if not isinstance(following, str):
            return False
        target = following
    return True


def _hint(document: Document, target: str) -> str:
    """Suggest the neighbour whose name is closest, if one is close."""
    try:
        neighbours = document.find(Pointer.parse(target).parent)
    except (KeyError, ValueError):
        return "add it under components, or take the reference out"
    name = target.rsplit("/", 1)[-1]
    close = get_close_matches(name, list(neighbours), n=1) if isinstance(neighbours, Mapping) else []
    return f"did you mean {close[0]}?" if close else "add it, or take the reference out"
