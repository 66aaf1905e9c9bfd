"""The extensions that say which Go type a value has, in the words of oapi-codegen, goapi-gen, go-swagger and ogen."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from truespec.document import Mapping, Value
from truespec.normalise.extensions.enums import OF_ENUMS
from truespec.normalise.extensions.naming import TYPE_NAMES
from truespec.normalise.extensions.values import flag, is_true, name

GO_TYPE: Final = "x-go-type"
GO_TYPE_IMPORT: Final = "x-go-type-import"
OGEN_TYPE: Final = "x-ogen-type"
SKIP_OPTIONAL_POINTER: Final = "x-go-type-skip-optional-pointer"
OPTIONAL_VALUE: Final = "x-go-optional-value"
PYTHON_TYPE: Final = "x-python-type"

# Together they say the type, and go when it has taken its place.
OF_GO_TYPES: Final = (GO_TYPE, GO_TYPE_IMPORT, OGEN_TYPE)
# A composition drops what these say of its members; a member that holds nothing else keeps them.
OF_ONE_TYPE: Final = (*OF_GO_TYPES, *TYPE_NAMES, PYTHON_TYPE)
# They say what a schema is, not what it is used for.
OF_SCHEMAS: Final = frozenset((*OF_ENUMS, *TYPE_NAMES, PYTHON_TYPE))


class GoImport(Struct, frozen=True):
    """x-go-type-import: the import path of a Go type and the name it is known by in the expression."""

    path: str
    name: str


def go_type(schema: Mapping) -> str | None:
    """Give a Go type expression that replaces the schema's own type.

    go-swagger writes an object, `{type: Name, import: {package: path, alias: name}}`, whose type joins as `alias.Name`,
    and ogen the path and the name in one text.
    """
    value = schema.get(GO_TYPE)
    if isinstance(value, Mapping):
        return _from_object(schema, value)
    if isinstance(value, str):
        return value
    told = _ogen_type(schema)
    return None if told is None else f"{told[0]}{told[1].rsplit('/', 1)[-1]}"


def _from_object(schema: Mapping, value: Mapping) -> str | None:
    """Give the type of go-swagger's object, None when it names none and only hints at something."""
    named, imported = name(value, "type"), go_import(schema)
    return f"{imported.name}.{named}" if named and imported else named


def _ogen_type(schema: Mapping) -> tuple[str, str] | None:
    """Give the stars of x-ogen-type and what follows them, `import/path.Name`."""
    value = name(schema, OGEN_TYPE)
    return None if value is None else (value[: len(value) - len(value.lstrip("*"))], value.lstrip("*"))


def go_import(schema: Mapping) -> GoImport | None:
    """Give x-go-type-import, or what the type itself says of its import; keys are read without regard to case."""
    outer, told = schema.get(GO_TYPE), _ogen_type(schema)
    if outer is None and told is not None:
        path = told[1].rpartition(".")[0]
        return GoImport(path, path.rsplit("/", 1)[-1]) if path else None
    return _import_of(outer.get("import") if isinstance(outer, Mapping) else schema.get(GO_TYPE_IMPORT))


def _import_of(value: Value) -> GoImport | None:
    """Read the import path and the name, by oapi-codegen's words or go-swagger's."""
    if not isinstance(value, Mapping):
        return None
    keys = {key.lower(): item for key, item in value.items()}
    path = keys.get("path", keys.get("package"))
    known_as = keys.get("name", keys.get("alias"))
    if not isinstance(path, str):
        return None
    return GoImport(path, known_as if isinstance(known_as, str) else path.rsplit("/", 1)[-1])


def go_kind(schema: Mapping) -> str:
    """Give the kind that go-swagger's object hints at, for a schema that has no shape of its own."""
    value = _hints(schema).get("kind")
    return value if isinstance(value, str) else ""


def is_go_nullable(schema: Mapping) -> bool:
    """Say whether go-swagger's object hints that the type takes null."""
    return _hints(schema).get("nullable") is True


def _hints(schema: Mapping) -> Mapping:
    value = schema.get(GO_TYPE)
    hints = value.get("hints") if isinstance(value, Mapping) else None
    return hints if isinstance(hints, Mapping) else Mapping(schema.file, schema.mark)


def skips_optional_pointer(schema: Mapping) -> bool | None:
    """Say whether absent reads as the zero value; None when nothing is said. goapi-gen has a word of its own for it."""
    return True if is_true(schema, OPTIONAL_VALUE) else flag(schema, SKIP_OPTIONAL_POINTER)


def python_type(schema: Mapping) -> str | None:
    """Give x-python-type: the user's own type, written by the pass that looks Go types up in the type map."""
    value = schema.get(PYTHON_TYPE)
    return value if isinstance(value, str) else None
