"""Rules about schemas. See https://spec.openapis.org/oas/v3.1.2#schema-object."""

from __future__ import annotations

from collections.abc import Iterator

from truespec.codes import CONTRADICTION, MISSING_KEY, WRONG_VALUE
from truespec.document import Mapping, Sequence, Value
from truespec.rules.faults import Fault
from truespec.rules.tables import Version


def check_items(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check that an array says what it holds, which it must until 3.0."""
    if version < (3, 1) and value.get("type") == "array" and "items" not in value:
        yield Fault(MISSING_KEY, "an array needs the key items", "type")


def check_schema(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check one schema."""
    yield from check_items(value, version)
    required, enum = value.get("required"), value.get("enum")
    if isinstance(required, Sequence) and len(set(map(str, required))) < len(required):
        yield Fault(CONTRADICTION, "required names a property twice", "required")
    if isinstance(enum, Sequence) and not enum and version < (3, 1):
        yield Fault(WRONG_VALUE, "an enum needs a value", "enum")
    if not isinstance(value.get("type"), str):
        return
    if isinstance(enum, Sequence) and not all(item is None or _is_of(item, value) for item in enum):
        yield Fault(CONTRADICTION, f"a value of enum is not of the type {value['type']}", "enum")
    if not _is_of(value.get("default"), value):
        yield Fault(CONTRADICTION, f"the default is not of the type {value['type']}", "default")


def _is_of(value: Value, schema: Mapping) -> bool:
    """Say whether a value is of the type that a schema demands, as far as one look can tell."""
    if value is None:
        return schema.get("nullable") is True or schema["type"] == "null" or "default" not in schema
    if isinstance(value, float) and schema.get("type") == "integer":
        return value.is_integer()
    known: dict[str, type | tuple[type, ...]] = {
        "array": Sequence,
        "boolean": bool,
        "integer": int,
        "number": (int, float),
        "object": Mapping,
        "string": str,
    }
    types = known.get(str(schema.get("type")), object)
    is_number = schema.get("type") in ("integer", "number")
    return isinstance(value, types) and not (is_number and isinstance(value, bool))
