"""Types that JSON Schema does not know, for which descriptions mean one that it knows.

See https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from truespec.codes import MISSPELT_TYPE, WIDENED
from truespec.diagnostic import Report
from truespec.document import Mapping, Mark, Sequence, Value

_TYPES: Final = frozenset(("object", "array", "string", "number", "integer", "boolean", "null"))


class _Meant(NamedTuple):
    """A type with the format that the word for it says."""

    type: str
    format: str = ""


_MEANT: Final = {
    "none": _Meant("null"),
    "int": _Meant("integer"),
    "int32": _Meant("integer", "int32"),
    "int64": _Meant("integer", "int64"),
    "long": _Meant("integer", "int64"),
    "float": _Meant("number", "float"),
    "double": _Meant("number", "double"),
    "decimal": _Meant("number"),
    "bool": _Meant("boolean"),
    "str": _Meant("string"),
    "text": _Meant("string"),
    "uuid": _Meant("string", "uuid"),
    "date": _Meant("string", "date"),
    "date-time": _Meant("string", "date-time"),
    "datetime": _Meant("string", "date-time"),
    "binary": _Meant("string", "binary"),
    "file": _Meant("string", "binary"),
    "dict": _Meant("object"),
    "map": _Meant("object"),
    "list": _Meant("array"),
    **{known: _Meant(known) for known in _TYPES},
}


def well_typed(schema: Mapping, report: Report) -> Mapping:
    """Give a schema whose type JSON Schema knows: the one that is meant, or none when that cannot be told."""
    kind = schema.get("type")
    if _is_known(kind) or "type" not in schema:
        return schema
    if isinstance(kind, Sequence):
        return schema if all(map(_is_known, kind)) else _each_well_typed(schema, kind, report)
    meant = _meant(kind)
    if meant and kind is None and not schema.keys().isdisjoint(_TELLING):
        meant = None
    _report(kind, meant, at=schema.marks["type"], schema=schema, report=report)
    result = schema.like(key for key in schema if key != "type" or meant)
    if meant:
        result.put("type", meant.type, schema.marks["type"], schema.key_marks["type"])
        if meant.format and "format" not in schema:
            result.put("format", meant.format, schema.marks["type"], schema.key_marks["type"])
    return result


# Where one of these stands, an empty `type` was left empty, and does not mean null.
_TELLING: Final = frozenset("$ref properties additionalProperties items enum const allOf anyOf oneOf format".split())


def _each_well_typed(schema: Mapping, kinds: Sequence, report: Report) -> Mapping:
    """Give a schema with each of its types as it is meant; without any when one of them has no meaning."""
    known = Sequence(kinds.file, kinds.mark)
    for kind, mark in zip(kinds, kinds.marks, strict=True):
        meant = _meant(kind)
        if not _is_known(kind):
            _report(kind, meant, at=mark, schema=schema, report=report)
        if meant and meant.type not in known:
            known.add(meant.type, mark)
        if not meant:
            return schema.like(key for key in schema if key != "type")
    result = schema.like(schema)
    result.put("type", known, schema.marks["type"], schema.key_marks["type"])
    return result


def _is_known(kind: Value) -> bool:
    return isinstance(kind, str) and kind in _TYPES


def _meant(kind: Value) -> _Meant | None:
    """Give the type that is meant by a word; YAML reads null without quotes as no text."""
    return _MEANT["null"] if kind is None else _MEANT.get(kind.lower()) if isinstance(kind, str) else None


def _report(kind: Value, meant: _Meant | None, *, at: Mark, schema: Mapping, report: Report) -> None:
    shown = "null" if kind is None else kind if isinstance(kind, str) else "this"
    told = f"{shown} is no type of JSON Schema"
    if meant:
        report.add(MISSPELT_TYPE, at=at.place(schema.file), message=f"{told}; it is taken for {meant.type}")
    else:
        message = f"{told}; the other keywords tell what it takes"
        report.add(WIDENED, at=at.place(schema.file), message=message)
