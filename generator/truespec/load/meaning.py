"""What a value means, whoever words it and in whichever version of OpenAPI."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from truespec.document import Mapping, Sequence, Value
from truespec.grammar import SLOTS, Kind, Shape

_Told: TypeAlias = dict[str, object]

_WORDS: Final = frozenset(("description", "summary", "title", "example", "examples", "externalDocs"))
_BOUNDS: Final = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_CHOICES: Final = ("anyOf", "oneOf")
_NULLS: Final[tuple[_Told, ...]] = ({"type": "null"}, {"enum": [None]})
# What is said of a use, for which OpenAPI 3.0 needs a composition around a reference.
_OF_USE: Final = frozenset(("default", "deprecated", "readOnly", "writeOnly"))


def meaning(value: Value, kind: Kind) -> object:
    """Give a value without the words that only people read, wherever they are such words and no names.

    Schemas are those of OpenAPI 3.0, whichever version they are written in.
    """
    if not isinstance(value, Mapping) or kind is Kind.OPAQUE:
        return value
    told = {key: _part(key, held, kind) for key, held in value.items() if key not in _WORDS}
    return _bare(_with_null_apart(_with_old_words(told))) if kind is Kind.SCHEMA else told


def _part(key: str, held: Value, kind: Kind) -> object:
    slot = SLOTS[kind].get(key)
    if slot is None:
        return held
    if slot.shape is Shape.MAP and isinstance(held, Mapping):
        return {name: meaning(item, slot.kind) for name, item in held.items()}
    return [meaning(item, slot.kind) for item in held] if isinstance(held, Sequence) else meaning(held, slot.kind)


def _with_old_words(schema: _Told) -> _Told:
    """Say exclusive bounds as true, a constant as an enum and base64 as a format."""
    told = {key: held for key, held in schema.items() if held is not False or key not in _BOUNDS}
    for exclusive, bound in _BOUNDS.items():
        if exclusive in told and bound not in told and not isinstance(told[exclusive], bool):
            told |= {bound: told[exclusive], exclusive: True}
    if "const" in told and "enum" not in told:
        told["enum"] = [told.pop("const")]
    if told.get("contentEncoding") == "base64" and "format" not in told:
        told["format"] = "byte"
        del told["contentEncoding"]
    return told


def _with_null_apart(schema: _Told) -> _Told:
    """Say that null is let in by `nullable` alone, and not by a type, a value of an enum, or an option."""
    told = {key: held for key, held in schema.items() if key != "nullable"}
    kinds, enum = _list(told.get("type")), _list(told.get("enum"))
    is_nullable = schema.get("nullable") is True
    if kinds is not None:
        is_nullable |= "null" in kinds and (enum is None or None in enum)
        others = sorted(str(kind) for kind in kinds if kind != "null") or ["null"]
        told["type"] = others if len(others) > 1 else others[0]
    if enum and None in enum and len(enum) > 1:
        is_nullable |= "type" not in told
        told["enum"] = [value for value in enum if value is not None]
    for choice in _CHOICES:
        options = _list(told.get(choice))
        if options and any(option in _NULLS for option in options):
            is_nullable = True
            told[choice] = [option for option in options if option not in _NULLS]
    return {**told, "nullable": True} if is_nullable else told


def _bare(schema: _Told) -> _Told:
    """Give what a composition is of when it is of one schema."""
    for key in ("allOf", *_CHOICES):
        options = _list(schema.get(key))
        if (
            options
            and len(options) == 1
            and isinstance(options[0], dict)
            and schema.keys() - _OF_USE <= {key, "nullable"}
        ):
            only = cast("_Told", options[0])
            return {**only, **{other: held for other, held in schema.items() if other != key}}
    return schema


def _list(value: object) -> list[object] | None:
    """Give a list, None for anything else."""
    return cast("list[object]", value) if isinstance(value, list) else None
