"""The check of all extensions of a description, before any of them is acted on."""

from __future__ import annotations

from truespec.codes import IGNORED_EXTENSION, INVALID_EXTENSION, UNKNOWN_EXTENSION
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Place, Value
from truespec.grammar import Kind, is_extension
from truespec.normalise.extensions.enums import mismatched
from truespec.normalise.extensions.known import BY_NAME, Known
from truespec.occurring import EXTENSION
from truespec.walk import Found, walk


def check_extensions(document: Document, report: Report) -> frozenset[str]:
    """Give the extensions of a description; those with a value of the wrong type or unknown here are reported."""
    unknown: dict[str, Place] = {}
    told: set[str] = set()
    for found in walk(document.root, words=(EXTENSION,)):
        if isinstance(found.value, Mapping) and found.kind is not Kind.OPAQUE:
            told.update(_check_object(found, found.value, unknown, report))
    for key, place in unknown.items():
        report.add(UNKNOWN_EXTENSION, at=place, message=f"{key} is not known here and has no effect")
    return frozenset(told)


def _check_object(found: Found, holder: Mapping, unknown: dict[str, Place], report: Report) -> list[str]:
    """Look at the extensions of one object, and give their keys."""
    keys = [key for key in holder if is_extension(key)]
    for key in keys:
        known = BY_NAME.get(key)
        if known is None:
            _note(unknown, key, _place(holder, key))
        elif not known.form.fits(holder[key]):
            _report_form(key, known, holder, report)
    if keys and found.kind is Kind.SCHEMA:
        _check_counts(holder, report)
    return keys


def _note(unknown: dict[str, Place], key: str, place: Place) -> None:
    """Remember the first place of an unknown key."""
    unknown[key] = min(unknown.get(key, place), place, key=lambda one: (one.file, one.line, one.column))


def _report_form(key: str, known: Known, holder: Mapping, report: Report) -> None:
    """Report a value of the wrong type."""
    if known.fatal:
        report.add(INVALID_EXTENSION, at=_place(holder, key), message=f"{key} must be {known.form.words}")
        return
    message = f"{key} must be {known.form.words}, so it has no effect"
    report.add(IGNORED_EXTENSION, at=_place(holder, key), message=message)


def _check_counts(schema: Mapping, report: Report) -> None:
    """Report lists of names that do not go with their enum."""
    for key in mismatched(schema):
        values: Value = schema.get("enum")
        count = len(values) if isinstance(values, list) else 0
        message = f"{key} does not name each of {count} values, so it has no effect"
        report.add(IGNORED_EXTENSION, at=_place(schema, key), message=message)


def _place(holder: Mapping, key: str) -> Place:
    return holder.marks[key].place(holder.file)
