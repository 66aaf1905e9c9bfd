"""Choices that a property tells apart: the right class is found by its value, without trying the others."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, cast

from pydantic import BaseModel
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as cs

from .wire_schema import Schema, choice_schemas

MARK = "tagged"
_NUMBER_OR_TRUTH = re.compile("true|false|-?(?:0|[1-9][0-9]{0,17})")


class Tagged:
    """Says which option each value of a property stands for, and perhaps which one all others do.

    `options` are counted as the annotation lists them; numbers and truths stand as JSON writes them. A value that is
    not among them has no option of its own; where the property is missing the options are tried.
    """

    def __init__(self, wire_name: str, options: Mapping[str, int], default: int | None = None) -> None:
        self.wire_name = wire_name
        self.options = options
        self.default = default

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        schema: Any = handler(source)
        if schema["type"] != "nullable":
            return self._tagged(schema)
        return cs.nullable_schema(self._tagged(schema["schema"]))

    def _tagged(self, union: Any) -> CoreSchema:
        choices: list[Any] = choice_schemas(union["choices"]) if union["type"] == "union" else [union]
        tags = {value: choices[index] for tag, index in self.options.items() for value in _values(tag)}
        found: list[Any] = [cs.tagged_union_schema(tags, self.wire_name)]
        if self.default is not None:
            found.append(cs.no_info_after_validator_function(self._refuse_known, choices[self.default]))
        found.append(cs.no_info_after_validator_function(self._refuse_tagged, union))
        json_schema = cs.union_schema(found, mode="left_to_right")
        expected = f"an object whose {self.wire_name} is one of {', '.join(self.options)}"
        metadata = {"truespec": MARK, "tagged": self, "expected": expected}
        return cs.json_or_python_schema(json_schema, union, metadata=metadata)

    def tag_of(self, value: Any) -> Any:
        """The value of the property in a JSON object, a number or truth as JSON writes it; None when there is none."""
        return _text(cast("Schema", value).get(self.wire_name)) if isinstance(value, dict) else None

    def _refuse_known(self, instance: Any) -> Any:
        tag = _text(_came_with(instance, self.wire_name))
        if tag is None or tag in self.options:
            raise PydanticCustomError("tagged", "not the option of this value")
        return instance

    def _refuse_tagged(self, instance: Any) -> Any:
        if _came_with(instance, self.wire_name) is not None:
            raise PydanticCustomError("tagged", "no option has this value")
        return instance


def options_of(schema: Schema) -> list[Any]:
    """The schemas of the options of a schema that is marked, in order."""
    union: Any = schema["python_schema"]
    return choice_schemas(union["choices"]) if union["type"] == "union" else [union]


def tagged_of(schema: Schema) -> Tagged:
    """What a schema that is marked was made of."""
    found: Tagged = schema["metadata"]["tagged"]
    return found


def _values(tag: str) -> tuple[str | int, ...]:
    return (tag, json.loads(tag)) if _NUMBER_OR_TRUTH.fullmatch(tag) else (tag,)


def _text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, int) else value


def _came_with(instance: Any, wire_name: str) -> Any:
    if not isinstance(instance, BaseModel):
        return None
    extra = instance.model_extra or {}
    if wire_name in extra:
        return extra[wire_name]
    for name, field in type(instance).model_fields.items():
        if (field.serialization_alias or name) == wire_name and name in instance.model_fields_set:
            return getattr(instance, name)
    return None
