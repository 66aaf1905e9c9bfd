"""Schemas of a description as JSON Schema 2020-12 that stands by itself, for a request: readOnly is left out.

What a schema says wrongly (`required: true`, an unknown type, a pattern that is none) is left out too: a request
cannot be held to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from reading import RemoteError, UnreadableError, at, followed, target_of

TYPES = ("object", "array", "string", "number", "integer", "boolean", "null")
NUMBERS = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength"),
    *("minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains"),
)
ONE = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
MAPS = ("properties", "patternProperties", "dependentSchemas")
# Annotations that a value can be made of.
HINTS = ("example", "examples", "default")
FORMATS = (
    *("date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference", "uuid"),
)
Key = tuple[Path, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a schema stands: its file, what an allOf around it says is readOnly, and whose references are noted."""

    file: Path
    hidden: frozenset[str]
    refers: set[str]

    def inside(self, file: Path | None = None) -> _Scope:
        """Give the scope of a schema for another value, one below."""
        return _Scope(file or self.file, frozenset(), self.refers)


class Lowering:
    """Lowers schemas of one description.

    `is_old` for 2.0 and 3.0, where a reference has no siblings; `tagged` holds options to the discriminator's mapping,
    which may contradict what they say themselves.
    """

    def __init__(self, *, is_old: bool, tagged: bool = True) -> None:
        self._is_old = is_old
        self._tagged = tagged
        self._names: dict[Key, str] = {}
        self._defs: dict[str, Any] = {}
        self._used: dict[str, set[str]] = {}

    def schema(self, schema: Any, file: Path) -> dict[str, Any]:
        """Give one schema, with everything that it refers to under $defs."""
        refers: set[str] = set()
        lowered = self._lowered(schema, _Scope(file, frozenset(), refers))
        waiting, closed = list(refers), set[str]()
        while waiting:
            name = waiting.pop()
            if name not in closed:
                closed.add(name)
                waiting += self._used[name]
        return {"allOf": [lowered], "$defs": {name: self._defs[name] for name in sorted(closed)}}

    def _lowered(self, schema: Any, scope: _Scope) -> Any:
        if not isinstance(schema, dict):
            return schema if isinstance(schema, bool) else True
        scope = replace(scope, hidden=scope.hidden | self._read_only(schema, scope.file, set()))
        result: dict[str, Any] = {}
        if isinstance(schema.get("$ref"), str):
            try:
                result["$ref"] = self._reference(schema["$ref"], scope)
            except RemoteError:
                result = {}
            if self._is_old:
                return result
        self._constrain(result, schema)
        for key in ONE:
            if isinstance(schema.get(key), dict | bool):
                result[key] = self._lowered(schema[key], scope.inside())
        for key in LISTS:
            if isinstance(schema.get(key), list) and schema[key]:
                inner = scope.inside() if key == "prefixItems" else scope
                result[key] = [self._lowered(item, inner) for item in schema[key]]
        for key in MAPS:
            if isinstance(schema.get(key), dict):
                held, own = _named(schema[key], scope.file)
                result[key] = {name: self._lowered(item, scope.inside(own)) for name, item in held.items()}
        self._hide(result, schema, scope.hidden)
        self._discriminate(result, schema, scope)
        return self._nullable(result, schema)

    def _reference(self, reference: str, scope: _Scope) -> str:
        target, fragment = target_of(reference, scope.file)
        key = (target, fragment, scope.hidden)
        if key not in self._names:
            name = self._names[key] = f"s{len(self._names)}"
            used = self._used[name] = set[str]()
            value, place = followed_once((target, fragment))
            self._defs[name] = self._lowered(value, _Scope(place, scope.hidden, used))
        scope.refers.add(self._names[key])
        return f"#/$defs/{self._names[key]}"

    def _constrain(self, result: dict[str, Any], schema: dict[str, Any]) -> None:
        """Take what constrains a value, as far as it is well said."""
        kinds = schema.get("type")
        kinds = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind in TYPES]
        if kinds:
            result["type"] = kinds if len(kinds) > 1 else kinds[0]
        for key in NUMBERS:
            if isinstance(schema.get(key), int | float) and not isinstance(schema[key], bool):
                result[key] = schema[key]
        for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if schema.get(exclusive) is True and bound in result:
                result[exclusive] = result.pop(bound)
        if isinstance(schema.get("enum"), list) and schema["enum"]:
            result["enum"] = schema["enum"]
        if "const" in schema:
            result["const"] = schema["const"]
        if schema.get("uniqueItems") is True:
            result["uniqueItems"] = True
        if isinstance(schema.get("pattern"), str) and is_pattern(schema["pattern"]):
            result["pattern"] = schema["pattern"]
        if schema.get("format") in FORMATS:
            result["format"] = schema["format"]
        result |= {key: schema[key] for key in HINTS if key in schema}

    def _hide(self, result: dict[str, Any], schema: dict[str, Any], hidden: frozenset[str]) -> None:
        """Leave out what only the server says."""
        if isinstance(schema.get("required"), list):
            result["required"] = [name for name in schema["required"] if isinstance(name, str) and name not in hidden]
        always = [name for name in result.get("properties", {}) if _is_always_sent(schema["properties"].get(name))]
        if always:
            result["required"] = list(
                dict.fromkeys([*result.get("required", ()), *(name for name in always if name not in hidden)])
            )
        for name in hidden & result.get("properties", {}).keys():
            result["properties"][name] = False

    def _read_only(self, schema: Any, file: Path, seen: set[tuple[Path, str]]) -> frozenset[str]:
        """Give the readOnly properties of a schema and of the members of its allOf."""
        if not isinstance(schema, dict):
            return frozenset()
        if isinstance(schema.get("$ref"), str):
            try:
                place = target_of(schema["$ref"], file)
            except RemoteError:
                return frozenset()
            if place in seen:
                return frozenset()
            seen.add(place)
            value, own = followed_once(place)
            return self._read_only(value, own, seen)
        found = frozenset[str]()
        properties, own = _named(schema.get("properties"), file)
        for name, item in properties.items():
            if self._is_read_only(item, own):
                found |= {name}
        for member in schema["allOf"] if isinstance(schema.get("allOf"), list) else ():
            found |= self._read_only(member, file, seen)
        return found

    def _is_read_only(self, schema: Any, file: Path) -> bool:
        try:
            value, _ = followed(schema, file)
        except UnreadableError:
            return False
        return isinstance(value, dict) and value.get("readOnly") is True

    def _discriminate(self, result: dict[str, Any], schema: dict[str, Any], scope: _Scope) -> None:
        """Say of each option that the mapping names which value of the discriminator's property it has."""
        said = schema.get("discriminator")
        name = said.get("propertyName") if isinstance(said, dict) else None
        key = next((key for key in ("oneOf", "anyOf") if key in result), None)
        if not isinstance(name, str) or key is None or not self._tagged:
            return
        mapping = said.get("mapping") if isinstance(said.get("mapping"), dict) else {}
        named: dict[str, list[str]] = {}
        for value, target in mapping.items():
            reference = target if "/" in target or "#" in target or "." in target else f"#/components/schemas/{target}"
            try:
                lowered = self._lowered({"$ref": reference}, scope)
            except UnreadableError:
                continue
            named.setdefault(lowered["$ref"], []).append(value)
        for index, option in enumerate(result[key]):
            values = named.get(option.get("$ref")) if isinstance(option, dict) else None
            if values:
                tag = {"properties": {name: {"enum": values}}, "required": [name]}
                result[key][index] = {"allOf": [option, tag]}

    def _nullable(self, result: dict[str, Any], schema: dict[str, Any]) -> Any:
        if schema.get("nullable") is not True and schema.get("x-nullable") is not True:
            return result
        hints = {key: result.pop(key) for key in HINTS if key in result}
        return {"anyOf": [result, {"type": "null"}], **hints}


def _is_always_sent(schema: Any) -> bool:
    """Say whether a property is sent even when nobody gives it; one that is given is told apart from that."""
    return isinstance(schema, dict) and False in (schema.get("x-omitempty"), schema.get("x-omitzero"))


def _named(held: Any, file: Path) -> tuple[dict[str, Any], Path]:
    """Give schemas under free names, which may themselves be a reference; a property may be named $ref."""
    if isinstance(held, dict) and isinstance(held.get("$ref"), str):
        held, file = followed(held, file)
    return (held, file) if isinstance(held, dict) else ({}, file)


@cache
def is_pattern(pattern: str) -> bool:
    """Say whether a pattern is a regular expression that the validator reads."""
    try:
        jsonschema_rs.validator_for({"pattern": pattern})
    except (jsonschema_rs.ValidationError, ValueError):
        return False
    return True


def followed_once(place: tuple[Path, str]) -> tuple[Any, Path]:
    """Give what stands at a place, and its file; a value that is itself a reference is left for its reader."""
    return at(place), place[0]
