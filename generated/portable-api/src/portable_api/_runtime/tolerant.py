"""Schemas for the second reading of an answer that the strict schema refused, in compiled code too.

The mended schema also accepts what is no disagreement (1.0 for an integer, null in a zero field); its errors
are the drift. The tolerant schema is the mended one with "or anything" at every field, item and map value,
except inside a union, where a half-read choice would hide that no choice fits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from pydantic import BaseModel
from pydantic_core import PydanticCustomError, SchemaValidator
from pydantic_core import core_schema as cs

from .labels import DROP, KEEP
from .loose import described_choice, free_choice
from .open_enum import OpenEnum, OpenIntEnum
from .rules import wire_rules
from .tagged import MARK, options_of, tagged_of
from .wire_schema import Schema, changed_choices, fields_of, is_marked, present_schema
from .zeros import remember, zero_reader

Kind = Literal["mended", "sampled", "tolerant"]

_CHILDREN = ("schema", "items_schema", "values_schema")


def second_validator(schema: Any, kind: Kind) -> SchemaValidator:
    """The mended or the tolerant validator of a finished core schema; the tolerant one never fails.

    "sampled" is the mended one that leaves each list and map at its first error.
    """
    changed: Any = _rewritten(schema, kind)
    if kind == "tolerant":
        changed = _or_anything(changed)
    return SchemaValidator(changed, _use_prebuilt=False)


def _rewritten(schema: Schema, kind: Kind) -> Schema:
    changed = _rewrites(schema)(schema, kind)
    if "ref" in schema:
        changed = {**changed, "ref": _renamed(schema["ref"], kind)}
    return changed


def _rewrites(schema: Schema) -> Callable[[Schema, Kind], Schema]:
    if is_marked(schema, "leaf"):
        return _unchanged
    if is_marked(schema, "absent"):
        return _never_null
    if is_marked(schema, MARK):
        return _tagged
    return _BY_TYPE.get(schema["type"], _inside)


def _renamed(ref: str, kind: Kind) -> str:
    return f"{ref}:{kind}"


def _unchanged(schema: Schema, kind: Kind) -> Schema:
    return schema


def _in_json(schema: Schema, kind: Kind) -> Schema:
    return _rewritten(schema["json_schema"], kind)


def _chain(schema: Schema, kind: Kind) -> Schema:
    return {**schema, "steps": [_rewritten(step, kind) for step in schema["steps"]]}


def _never_null(schema: Schema, kind: Kind) -> Schema:
    return _rewritten(present_schema(schema), kind)


def _inside(schema: Schema, kind: Kind) -> Schema:
    children = {key: _rewritten(schema[key], kind) for key in _CHILDREN if key in schema}
    return {**schema, **children}


def _definitions(schema: Schema, kind: Kind) -> Schema:
    kinds: tuple[Kind, ...] = ("mended", "tolerant") if kind == "tolerant" else (kind,)
    definitions = [_rewritten(one, each) for one in schema["definitions"] for each in kinds]
    return {**schema, "schema": _rewritten(schema["schema"], kind), "definitions": definitions}


def _reference(schema: Schema, kind: Kind) -> Schema:
    return {**schema, "schema_ref": _renamed(schema["schema_ref"], kind)}


def _each(key: str, schema: Schema, kind: Kind) -> Schema:
    held = _slot(schema.get(key, cs.any_schema()), kind)
    return {**schema, key: held, "fail_fast": kind == "sampled"}


def _tuple(schema: Schema, kind: Kind) -> Schema:
    return {**schema, "items_schema": [_slot(one, kind) for one in schema["items_schema"]]}


def _slot(schema: Any, kind: Kind) -> Schema:
    changed = _rewritten(schema, kind)
    return _or_anything(changed) if kind == "tolerant" else changed


def _or_anything(schema: Schema) -> Schema:
    return _either(schema, cs.any_schema())


def _either(schema: Any, other: Any) -> Schema:
    choices: list[Any] = [(schema, KEEP), (other, DROP)]
    return {"type": "union", "choices": choices, "mode": "left_to_right"}


def _integer(schema: Schema, kind: Kind) -> Schema:
    return _either(schema, cs.no_info_plain_validator_function(_whole))


def _whole(value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise PydanticCustomError("whole", "not a whole number")


def _enum(schema: Schema, kind: Kind) -> Schema:
    cls = schema["cls"]
    if kind != "tolerant" or not issubclass(cls, (OpenEnum, OpenIntEnum)):
        return schema
    return _either(schema, cs.no_info_plain_validator_function(partial(_unknown_member, cls)))


def _unknown_member(cls: type[OpenEnum] | type[OpenIntEnum], value: Any) -> Any:
    if issubclass(cls, OpenEnum) and type(value) is str:
        return cls.unknown(value)
    if issubclass(cls, OpenIntEnum) and type(value) is int:
        return cls.unknown(value)
    raise PydanticCustomError("member", "not the type of this enum")


def _union(schema: Schema, kind: Kind) -> Schema:
    described = described_choice(schema)
    if described is not None:
        return _either(_rewritten(described, kind), free_choice(schema))
    inside: Kind = "mended" if kind == "tolerant" else kind
    return {
        **schema,
        "choices": changed_choices(schema["choices"], lambda choice: _rewritten(choice, inside)),
        "custom_error_type": "union",
        "custom_error_message": "Input should be one of the described types",
    }


def _tagged(schema: Schema, kind: Kind) -> Schema:
    tagged, choices = tagged_of(schema), [_rewritten(one, kind) for one in options_of(schema)]
    labelled = {f"{KEEP}{index}": one for index, one in enumerate(choices)}
    labelled[KEEP] = _union(schema["python_schema"], kind)

    def label(value: Any) -> str | None:
        tag = tagged.tag_of(value)
        index = tagged.options.get(tag, tagged.default) if isinstance(tag, str) else tagged.default
        return KEEP if tag is None and index is None else None if index is None else f"{KEEP}{index}"

    return {"type": "tagged-union", "choices": labelled, "discriminator": label}


def _model(schema: Schema, kind: Kind) -> Schema:
    cls: type[BaseModel] = schema["cls"]
    rules = wire_rules(cls)
    fields = {
        name: {**field, "schema": _field(field["schema"], kind, zero_reader(cls, name, rules))}
        for name, field in fields_of(schema).items()
    }
    changed = {**_with_fields(schema, fields, kind)}
    changed.pop("ref", None)
    if not rules.zero and not rules.never_null and not rules.ignored:
        return changed
    restore: Any = partial(remember, cls, rules)
    inner: Any = changed
    return dict(cs.no_info_after_validator_function(restore, inner))


def _with_fields(schema: Schema, fields: dict[str, Schema], kind: Kind) -> Schema:
    if schema["type"] != "model-fields":
        return {**schema, "schema": _with_fields(schema["schema"], fields, kind)}
    extras = {"extras_schema": _slot(schema["extras_schema"], kind)} if "extras_schema" in schema else {}
    return {**schema, "fields": fields, **extras}


def _field(schema: Schema, kind: Kind, zero: Any) -> Schema:
    if schema["type"] != "default":
        slot = _slot(schema, kind)
        return {"type": "default", "schema": slot, "default": None} if kind == "tolerant" else slot
    changed = _rewritten(schema["schema"], kind)
    if zero is not None:
        changed = _either(changed, zero)
    return {**schema, "schema": _or_anything(changed) if kind == "tolerant" else changed}


_BY_TYPE: dict[str, Callable[[Schema, Kind], Schema]] = {
    "definitions": _definitions,
    "definition-ref": _reference,
    "model": _model,
    "list": partial(_each, "items_schema"),
    "tuple": _tuple,
    "dict": partial(_each, "values_schema"),
    "int": _integer,
    "chain": _chain,
    "json-or-python": _in_json,
    "enum": _enum,
    "union": _union,
    "tagged-union": _union,
}
