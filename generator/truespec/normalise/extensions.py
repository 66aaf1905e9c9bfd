"""The only reader of `x-` keys: each extension is parsed here into a type.

Meanings: oapi-codegen (`x-go-*`, `x-order`), go-swagger (`x-go-type` as an object), NSwag and others (enum names).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from truespec.codes import INVALID_EXTENSION, UNKNOWN_EXTENSION
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Place, Sequence, Value
from truespec.grammar import Found, Kind, is_extension, walk

ORDER: Final = "x-order"
GO_TYPE: Final = "x-go-type"
GO_TYPE_IMPORT: Final = "x-go-type-import"
SKIP_OPTIONAL_POINTER: Final = "x-go-type-skip-optional-pointer"
TYPE_NAME: Final = "x-go-type-name"
ENUM_NAMES: Final = ("x-enum-varnames", "x-enumNames")
ENUM_DESCRIPTIONS: Final = "x-enum-descriptions"
PYTHON_TYPE: Final = "x-python-type"
NULLABLE: Final = ("x-nullable", "x-isnullable")

KNOWN: Final = frozenset(
    (
        ORDER,
        GO_TYPE,
        GO_TYPE_IMPORT,
        SKIP_OPTIONAL_POINTER,
        TYPE_NAME,
        *ENUM_NAMES,
        ENUM_DESCRIPTIONS,
        PYTHON_TYPE,
        *NULLABLE,
    )
)

# A composition drops what these say of its members; a member that holds nothing else keeps them.
OF_ONE_TYPE: Final = (GO_TYPE, GO_TYPE_IMPORT, TYPE_NAME, PYTHON_TYPE)


@dataclass(frozen=True, slots=True)
class GoImport:
    """x-go-type-import: the import path of a Go type and the name it is known by in the expression."""

    path: str
    name: str


def order(schema: Mapping) -> int | None:
    """Give x-order: where a property stands among its siblings; what is no number is ignored, as oapi-codegen does."""
    value = schema.get(ORDER)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def go_type(schema: Mapping) -> str | None:
    """Give x-go-type: a Go type expression that replaces the schema's own type.

    go-swagger writes an object, `{type: Name, import: {package: path, alias: name}}`, whose type joins as `alias.Name`.
    """
    value = schema.get(GO_TYPE)
    if isinstance(value, Mapping):
        imported = go_import(schema)
        name = str(value.get("type", ""))
        return f"{imported.name}.{name}" if imported else name
    return value if isinstance(value, str) else None


def go_import(schema: Mapping) -> GoImport | None:
    """Give x-go-type-import, or the import inside go-swagger's x-go-type; keys are read without regard to case."""
    value = schema.get(GO_TYPE_IMPORT)
    outer = schema.get(GO_TYPE)
    if isinstance(outer, Mapping):
        value = outer.get("import")
    if not isinstance(value, Mapping):
        return None
    keys = {key.lower(): item for key, item in value.items()}
    path = keys.get("path", keys.get("package"))
    name = keys.get("name", keys.get("alias"))
    if not isinstance(path, str):
        return None
    return GoImport(path, name if isinstance(name, str) else path.rsplit("/", 1)[-1])


def skips_optional_pointer(schema: Mapping) -> bool | None:
    """Give x-go-type-skip-optional-pointer: whether absent reads as the zero value; None when nothing is said."""
    value = schema.get(SKIP_OPTIONAL_POINTER)
    return value if isinstance(value, bool) else None


def enum_names(schema: Mapping) -> tuple[str, ...]:
    """Give the author's names of an enum's values, by position; empty when there are none."""
    for key in ENUM_NAMES:
        names = _texts(schema.get(key))
        if names:
            return names
    return ()


def enum_descriptions(schema: Mapping) -> tuple[str, ...]:
    """Give the author's descriptions of an enum's values, by position; empty when there are none."""
    return _texts(schema.get(ENUM_DESCRIPTIONS))


def type_name(schema: Mapping) -> str | None:
    """Give x-go-type-name: the author's name for an inline schema."""
    value = schema.get(TYPE_NAME)
    return value if isinstance(value, str) and value else None


def is_nullable(schema: Mapping) -> bool:
    """Give x-nullable, which Swagger 2.0 needed for what is `nullable` in 3.0; x-isnullable is go-swagger's word."""
    return any(schema.get(key) is True for key in NULLABLE)


def python_type(schema: Mapping) -> str | None:
    """Give x-python-type: the user's own type, written by the pass that looks Go types up in the type map."""
    value = schema.get(PYTHON_TYPE)
    return value if isinstance(value, str) else None


def check_extensions(document: Document, report: Report) -> None:
    """Report extensions with a value of the wrong type, and those that nobody here knows, once a key."""
    unknown: dict[str, Place] = {}
    for found in walk(document.root):
        if isinstance(found.value, Mapping) and found.kind is not Kind.OPAQUE:
            _check_object(document, found, unknown, report)
    for key, place in unknown.items():
        report.add(UNKNOWN_EXTENSION, at=place, message=f"{key} is not known here and has no effect")


def _check_object(document: Document, found: Found, unknown: dict[str, Place], report: Report) -> None:
    """Look at the extensions of one object."""
    if not isinstance(found.value, Mapping):
        return
    for key, value in found.value.items():
        if not is_extension(key):
            continue
        expected = _EXPECTED.get(key)
        if key not in KNOWN:
            unknown.setdefault(key, document.place(found.pointer / key))
        elif expected and not isinstance(value, expected[0]):
            place = document.place(found.pointer / key)
            report.add(INVALID_EXTENSION, at=place, message=f"{key} must be {expected[1]}")


_EXPECTED: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    GO_TYPE: ((str, Mapping), "a Go type expression"),
    GO_TYPE_IMPORT: ((Mapping,), "a mapping with a path"),
    SKIP_OPTIONAL_POINTER: ((bool,), "true or false"),
    TYPE_NAME: ((str,), "a name"),
}


def _texts(value: Value | None) -> tuple[str, ...]:
    """Give a list's items when all of them are texts."""
    if isinstance(value, Sequence) and all(isinstance(item, str) for item in value):
        return tuple(str(item) for item in value)
    return ()
