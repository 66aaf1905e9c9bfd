"""References: every one reaches a value in the description, or there is a diagnostic.

See https://spec.openapis.org/oas/v3.1.2#reference-object.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, partial
from typing import NamedTuple

from truespec.codes import (
    DANGLING_EXAMPLE,
    DANGLING_REFERENCE,
    FOREIGN_REFERENCE,
    INVALID_VALUE,
    REFERENCE_CYCLE,
)
from truespec.diagnostic import Code, Report, Stopped
from truespec.document import MAX_DEPTH, Document, Mapping, Sequence, Value
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.resolve.composition import check_composition
from truespec.resolve.targets import SWAGGER_HOMES
from truespec.versions import versions_of
from truespec.walk import walk

# A component's pointer has so many tokens.
_COMPONENT = 3
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
    judged = cache(partial(_fault, document))
    versions = versions_of(document)
    for found in walk(document.root, words=("$ref",)):
        if found.kind is Kind.OPAQUE:
            _check_data(document, found.value, report)
        elif found.kind in _REFERENCING and isinstance(found.value, Mapping) and "$ref" in found.value:
            target = found.value["$ref"]
            is_old = versions.at(found.value.file, found.value.mark.line).startswith("2.")
            fault = judged(target if isinstance(target, str) else None, is_old=is_old)
            if fault:
                at = document.place(found.pointer / "$ref")
                report.add(fault.code, at=at, message=fault.message, hint=fault.hint)
    if report.failed:
        raise Stopped
    return document


class _Fault(NamedTuple):
    """What is wrong with a reference."""

    code: Code
    message: str
    hint: str = ""


def _fault(document: Document, target: str | None, *, is_old: bool) -> _Fault | None:
    """Say what is wrong when a reference is no text, points elsewhere, to nothing, or round in a circle.

    One that `is_old` was written for Swagger 2.0.
    """
    if target is None:
        return _Fault(INVALID_VALUE, "a $ref must be a text")
    if not target.startswith("#"):
        message = f"{target} points outside of this document"
        return _Fault(FOREIGN_REFERENCE, message, "bundle the description into one file first")
    written = _in_old_words(document, target) if is_old else target
    if not _exists(document, target):
        return _Fault(DANGLING_REFERENCE, f"nothing is named {written}", _hint(document, target))
    if _is_circular(document, target):
        return _Fault(REFERENCE_CYCLE, f"{written} leads back to itself", "give one of them a value")
    if not _may_be_object(document, Pointer.parse(target)):
        return _Fault(INVALID_VALUE, f"{written} leads to no mapping, which belongs here")
    return None


def _in_old_words(document: Document, target: str) -> str:
    """Give a reference that leads into a component as Swagger 2.0 writes it, any other as it is."""
    first, section, *rest = (*_tokens(target), "", "")
    homes = {new: old for old, new in SWAGGER_HOMES.items()} | {"requestBodies": "parameters"}
    if first != "components" or section not in homes or not _exists(document, str(Pointer((first, section, rest[0])))):
        return target
    return str(Pointer((homes[section], *rest[:-2])))


def _check_data(document: Document, value: Value, report: Report) -> None:
    """Report the dangling references inside an example or another piece of data."""
    for holder in _reference_like(value):
        target = str(holder["$ref"])
        if target.startswith("#") and not _exists(document, target):
            report.add(
                DANGLING_EXAMPLE,
                at=holder.marks["$ref"].place(holder.file),
                message=f"the example {target} is not on this page",
                hint="it is kept as data; the whole description would hold it",
            )


def _reference_like(value: Value) -> Iterator[Mapping]:
    """Give the mappings in a piece of data that look like references."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, Mapping):
            if isinstance(held.get("$ref"), str):
                yield held
            waiting.extend(held.values())
        elif isinstance(held, Sequence):
            waiting.extend(held)


def _tokens(target: str) -> tuple[str, ...]:
    """Give the tokens of a pointer, none for any other text."""
    try:
        return Pointer.parse(target).tokens
    except ValueError:
        return ()


def _exists(document: Document, target: str) -> bool:
    """Say whether a local reference reaches a value."""
    try:
        document.find(Pointer.parse(target))
    except (KeyError, ValueError):
        return False
    return True


def _may_be_object(document: Document, pointer: Pointer) -> bool:
    """Say whether a value may mean an object; what a component is instead of one, the rules of a description say."""
    is_component = pointer.tokens[:1] == ("components",) and len(pointer.tokens) == _COMPONENT
    value = document.find(pointer)
    return is_component or value is None or isinstance(value, Mapping | bool)


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
    *above, name = _tokens(target) or ("",)
    kept = "components"
    if above and above[0] in SWAGGER_HOMES and above[0] not in document.root:
        kept, above = above[0], ["components", SWAGGER_HOMES[above[0]], *above[1:]]
    try:
        neighbours = document.find(Pointer(tuple(above)))
    except KeyError:
        return f"add it under {kept}, or take the reference out"
    close = get_close_matches(name, list(neighbours), n=1) if isinstance(neighbours, Mapping) else []
    return f"did you mean {close[0]}?" if close else "add it, or take the reference out"
