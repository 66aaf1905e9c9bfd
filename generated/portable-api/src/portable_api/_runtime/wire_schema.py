"""Makes a class's core schema say what the description says, still in compiled code.

Pydantic's own schema lets JSON null into every `T | None` field, reads whole numbers beyond 2**53 in a `float`
field inexactly, and takes true for `Literal[1]`. All are put right here, once, while the class is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs

from .formats import ZERO_TEXTS, Format
from .rules import FieldRules

Schema: TypeAlias = dict[str, Any]

EXACT = 2**53
_OPAQUE = ("model", "definition-ref")
_PLAIN = ("str", "int", "float", "bool", "any", "enum", "list", "dict")


class Exact:
    """Marks a type that is no class as one whose values are read exactly."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return cast("CoreSchema", exact(handler(source)))


def apply_rules(model: Schema, rules: FieldRules) -> None:
    """Change the fields of a model's core schema in place; doing it twice is doing it once."""
    for name, field in fields_of(model).items():
        field["schema"] = _field_schema(field["schema"], name, rules)
    inner = _inner_of(model)
    if "extras_schema" in inner:
        inner["extras_schema"] = exact(inner["extras_schema"])


def fields_of(model: Schema) -> dict[str, Schema]:
    """The fields in a model's core schema, through whatever validators are wrapped around them."""
    fields: dict[str, Schema] = _inner_of(model)["fields"]
    return fields


def extras_of(model: Schema) -> Schema | None:
    """What the values are that no field has, None when they may be anything."""
    return _inner_of(model).get("extras_schema")


def _inner_of(model: Schema) -> Schema:
    inner: Schema = model["schema"]
    while inner["type"] != "model-fields":
        inner = inner["schema"]
    return inner


def is_marked(schema: Schema, mark: str) -> bool:
    """Whether this module or `formats` made a schema, and for what: "leaf" or "absent"."""
    metadata: dict[str, Any] = schema.get("metadata") or {}
    return metadata.get("truespec") == mark


def choice_schemas(choices: Any) -> list[Schema]:
    """The schemas of a union's choices, which may be labelled, or named by a tag."""
    if isinstance(choices, dict):
        return list(cast("dict[str, Schema]", choices).values())
    listed = cast("list[Schema | tuple[Schema, str]]", choices)
    return [one[0] if isinstance(one, tuple) else one for one in listed]


def changed_choices(choices: Any, change: Callable[[Schema], Schema]) -> Any:
    """The same choices of a union with each schema changed."""
    if isinstance(choices, dict):
        named = cast("dict[str, Schema]", choices)
        return {tag: change(schema) for tag, schema in named.items()}
    listed = cast("list[Schema | tuple[Schema, str]]", choices)
    return [(change(one[0]), one[1]) if isinstance(one, tuple) else change(one) for one in listed]


def present_schema(absent: Schema) -> Schema:
    """What the JSON value of an optional field must be, from a schema that is marked "absent"."""
    schema: Schema = absent["json_schema"] if "json_schema" in absent else absent["choices"][0]
    return schema


def _field_schema(schema: Schema, name: str, rules: FieldRules) -> Schema:
    if schema["type"] != "default":
        return exact(schema)
    value = schema["schema"]
    if name in rules.ignored:
        return {**schema, "schema": _never_in_json(value)}
    if value["type"] != "nullable":
        return {**schema, "schema": exact(value)}
    inner = exact(value["schema"])
    refused = ZERO_TEXTS if name in rules.zero else ()
    if name in rules.nullable:
        return {**schema, "schema": {**value, "schema": _refusing(inner, refused)}}
    return {**schema, "schema": _none_only_in_python(inner, refused)}


def _never_in_json(schema: Schema) -> Schema:
    # An instance check always fails on JSON input, so that the second reading gets to see and to remember the value.
    refused = cs.is_instance_schema(type(None), metadata={"pydantic_js_functions": [_null_json_schema]})
    return {
        "type": "json-or-python",
        "json_schema": refused,
        "python_schema": schema,
        "serialization": {"type": "any"},
        "metadata": {"truespec": "leaf"},
    }


def _none_only_in_python(schema: Schema, refused: tuple[str, ...]) -> Schema:
    format_ = _format_of(schema)
    if format_ is not None:
        return cast("Schema", format_.schema(refused=refused, optional=True))
    if not _is_plain(schema):
        return _or_none_in_python(schema)
    nullable = {"type": "nullable", "schema": schema}
    return {
        "type": "json-or-python",
        "json_schema": schema,
        "python_schema": nullable,
        "serialization": {"type": "any"},  # else None would be written as an unexpected value, with a warning
        "metadata": {"truespec": "absent"},
    }


def _or_none_in_python(schema: Schema) -> Schema:
    # An instance check always fails on JSON input. References must not be doubled, they would not be inlined.
    none: Any = cs.is_instance_schema(type(None), metadata={"pydantic_js_functions": [_null_json_schema]})
    choices: list[Any] = [schema, (none, "None")]
    return {"type": "union", "choices": choices, "mode": "left_to_right", "metadata": {"truespec": "absent"}}


def _is_plain(schema: Schema) -> bool:
    inner = (schema.get("items_schema"), schema.get("values_schema"))
    return schema["type"] in _PLAIN and all(one is None or _is_plain(one) for one in inner)


def _null_json_schema(schema: Any, handler: Any) -> dict[str, Any]:
    return {"type": "null"}


def _format_of(schema: Schema) -> Format | None:
    metadata: dict[str, Any] = schema.get("metadata") or {}
    return metadata.get("format")


def _refusing(schema: Schema, refused: tuple[str, ...]) -> Schema:
    format_ = _format_of(schema)
    return schema if format_ is None else cast("Schema", format_.schema(refused=refused))


def exact(schema: Schema) -> Schema:
    """The same schema, which reads numbers and fixed values exactly; classes and names see to themselves."""
    if schema["type"] == "literal":
        return _exact_literal(schema)
    if schema["type"] == "float" and not schema.keys() & {"ge", "gt", "le", "lt", "multiple_of", "metadata"}:
        return _exact_number(schema)
    if schema["type"] in _OPAQUE or is_marked(schema, "leaf") or is_marked(schema, "absent"):
        return schema
    return {key: _exact_part(key, value) for key, value in schema.items()}


def _exact_literal(schema: Schema) -> Schema:
    expected: list[Any] = schema["expected"]
    truths = [value for value in expected if isinstance(value, bool)]
    numbers = [value for value in expected if isinstance(value, int) and not isinstance(value, bool)]
    others = [value for value in expected if not isinstance(value, int)]
    choices: list[Any] = [cs.literal_schema(others)] if others else []
    for kind, values in ((cs.bool_schema(strict=True), truths), (cs.int_schema(strict=True), numbers)):
        if values:
            choices.append(cs.chain_schema([kind, cs.literal_schema(values)]))
    return choices[0] if len(choices) == 1 else dict(cs.union_schema(choices, mode="left_to_right"))


def _exact_part(key: str, value: Any) -> Any:
    if key == "items_schema" and isinstance(value, list):
        return [exact(one) for one in cast("list[Schema]", value)]
    if key in ("schema", "items_schema", "values_schema"):
        return exact(value)
    return changed_choices(value, exact) if key == "choices" else value


def _exact_number(schema: Schema) -> Schema:
    small = {**schema, "gt": -float(EXACT), "lt": float(EXACT)}
    choices: list[Any] = [small, {"type": "int"}, schema]
    metadata = {"truespec": "leaf", "expected": "number"}
    return {
        "type": "union",
        "choices": choices,
        "mode": "left_to_right",
        "custom_error_type": "number",
        "custom_error_message": "Input should be a number",
        "metadata": metadata,
    }
