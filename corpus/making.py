"""Makes values of a lowered schema: small, always the same, examples and defaults and enums first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from regexes import matching

DEPTH = 12
TEXTS = {
    "date-time": "2024-01-02T03:04:05Z",
    "date": "2024-01-02",
    "time": "03:04:05Z",
    "duration": "P1D",
    "email": "a@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "uuid": "12345678-1234-4234-8234-123456789abc",
}
UNBOUNDED = 1 << 30
MISSING = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to make a value: with the schema's examples, which option of a choice, with optional properties."""

    hints: bool
    option: int
    filled: bool


WAYS = [
    Way(hints=hints, option=option, filled=filled)
    for option in range(4)
    for hints in (True, False)
    for filled in (False, True)
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A value of a schema; `contradiction` says why none was found that the schema holds for valid."""

    value: Any
    contradiction: str = ""


def made(schema: dict[str, Any], examples: tuple[Any, ...] = ()) -> Made:
    """Give the first value that the schema holds for valid: an example, else one that is made.

    Where none is, as in a schema that contradicts itself, the first that was made.
    """
    validator = validator_of(schema)
    nearest: Made | None = None
    for value in _candidates(schema, examples):
        error = next(iter(validator.iter_errors(value)), None)
        if error is None:
            return Made(value=value)
        nearest = nearest or Made(value=value, contradiction=error.message[-160:])
    return nearest or Made(value=None, contradiction="nothing can be made of it")


def declared(schema: dict[str, Any]) -> frozenset[str]:
    """Give the properties that a lowered schema names, of a choice those of its first option."""
    return frozenset(_Maker(schema["$defs"], WAYS[0]).flat(schema, 0).get("properties", {}))


def validator_of(schema: dict[str, Any]) -> Any:
    """Give the independent validator of a lowered schema."""
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _candidates(schema: dict[str, Any], examples: tuple[Any, ...]) -> Iterator[Any]:
    yield from (example for example in examples if example is not None)
    for way in WAYS:
        value = _Maker(schema["$defs"], way).value(schema, 0)
        if value is not MISSING:
            yield value


@dataclass(frozen=True, slots=True)
class _Maker:
    defs: dict[str, Any]
    way: Way

    def value(self, schema: Any, depth: int) -> Any:
        """Make a value; MISSING when it is nested too deeply or the schema forbids everything."""
        if schema is False or depth > DEPTH:
            return MISSING
        flat = self.flat(schema, 0)
        hinted = self._hinted(flat)
        if hinted is not MISSING:
            return hinted
        if "const" in flat:
            return flat["const"]
        if flat.get("enum"):
            return flat["enum"][0]
        match self._kind(flat):
            case "object":
                return self._object(flat, depth)
            case "array":
                return self._array(flat, depth)
            case "string":
                return self._string(flat)
            case "integer" | "number" as kind:
                return self._number(flat, kind)
            case "null":
                return None
        return True

    def _hinted(self, flat: dict[str, Any]) -> Any:
        if not self.way.hints:
            return MISSING
        listed = flat.get("examples")
        hints = [flat[key] for key in ("example", "default") if key in flat]
        hints = (listed if isinstance(listed, list) else []) + hints
        return next((hint for hint in hints if hint is not None), MISSING)

    def _kind(self, flat: dict[str, Any]) -> str:
        kinds = flat.get("type")
        kinds = kinds if isinstance(kinds, list) else [kinds] if kinds else []
        for kind in kinds:
            if kind != "null":
                return kind
        if kinds:
            return "null"
        if "properties" in flat or "required" in flat or isinstance(flat.get("additionalProperties"), dict):
            return "object"
        if "items" in flat or "prefixItems" in flat:
            return "array"
        return "number" if {"minimum", "maximum"} & flat.keys() else "string"

    def flat(self, schema: Any, depth: int) -> dict[str, Any]:
        """Merge references, allOf and the chosen option into one mapping."""
        if not isinstance(schema, dict) or depth > 40:
            return {}
        flat = {key: held for key, held in schema.items() if key not in ("$ref", "$defs", "allOf", "anyOf", "oneOf")}
        parts = [self.defs[schema["$ref"].rsplit("/", 1)[-1]]] if "$ref" in schema else []
        parts += schema.get("allOf", [])
        for key in ("oneOf", "anyOf"):
            options = [option for option in schema.get(key, []) if option is not False]
            if options:
                parts.append(options[self.way.option % len(options)])
        for part in parts:
            flat = _merged(flat, self.flat(part, depth + 1))
        return flat

    def _object(self, flat: dict[str, Any], depth: int) -> Any:
        properties, required = flat.get("properties", {}), list(flat.get("required", ()))
        optional = [name for name in properties if name not in required]
        if self.way.filled or (depth == 0 and not required):
            wanted = [*required, *(optional if self.way.filled and depth < 2 else optional[:1])]
        else:
            wanted = [*required, *optional[: max(flat.get("minProperties", 0) - len(required), 0)]]
        rest = flat.get("additionalProperties", True)
        result: dict[str, Any] = {}
        for name in wanted:
            # One that is required and forbidden at once has to be there all the same.
            value = self.value(properties.get(name, rest or True), depth + 1)
            if value is not MISSING:
                result[name] = value
            elif name in required:
                return MISSING
        least = max(flat.get("minProperties", 0), int(not properties and isinstance(rest, dict) and depth < 3))
        for number in range(least - len(result)):
            key = self.value(flat.get("propertyNames", {"type": "string"}), depth + 1)
            value = self.value(next(iter(flat.get("patternProperties", {}).values()), rest), depth + 1)
            pattern = next(iter(flat.get("patternProperties", {})), None)
            key = (matching(pattern, 0, UNBOUNDED) if pattern else None) or key
            if value is not MISSING and isinstance(key, str):
                result[key if not number else f"{key}{number}"] = value
        return result

    def _array(self, flat: dict[str, Any], depth: int) -> Any:
        prefix = flat.get("prefixItems", [])
        least = max(flat.get("minItems", 0), len(prefix), int(depth < 4 and flat.get("maxItems", 1) > 0))
        items: list[Any] = []
        for number in range(min(least, 200)):
            schema = prefix[number] if number < len(prefix) else flat.get("items", True)
            value = self.value(schema, depth + 1)
            if value is MISSING:
                return items if len(items) >= flat.get("minItems", 0) else MISSING
            items.append(self._other(value, schema, number) if flat.get("uniqueItems") and number else value)
        return items

    def _other(self, value: Any, schema: Any, number: int) -> Any:
        """Give a value that is not like the ones before."""
        enum = self.flat(schema, 0).get("enum")
        if enum:
            return enum[number % len(enum)]
        if isinstance(value, str):
            return f"{value[:-1]}{number}" if value else str(number)
        return value + number if isinstance(value, int | float) and not isinstance(value, bool) else value

    def _string(self, flat: dict[str, Any]) -> Any:
        least, most = int(flat.get("minLength", 0)), int(flat.get("maxLength", UNBOUNDED))
        text = TEXTS.get(flat.get("format", ""))
        if "pattern" in flat and (text is None or not self.way.hints):
            text = matching(flat["pattern"], least, most)
        if text is None:
            text = "a" * max(least, min(most, 1))
        return text

    def _number(self, flat: dict[str, Any], kind: str) -> Any:
        step = flat.get("multipleOf") or 1
        inside = step if kind == "integer" else 1
        lows = [flat[key] + more for key, more in (("minimum", 0), ("exclusiveMinimum", inside)) if key in flat]
        highs = [flat[key] - less for key, less in (("maximum", 0), ("exclusiveMaximum", inside)) if key in flat]
        value = -(-max(lows) // step) * step if lows else min([step, *highs])
        if highs and value > min(highs):
            value = (max(lows, default=0) + min(highs)) / 2
        return int(value) if kind == "integer" or float(value).is_integer() else value


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Merge two flat schemas: what both say of a property applies together."""
    result = {**other, **one}
    mine, theirs = one.get("properties", {}), other.get("properties", {})
    if mine or theirs:
        result["properties"] = {**theirs, **mine}
        for name in mine.keys() & theirs.keys():
            both = False if mine[name] is False or theirs[name] is False else {"allOf": [mine[name], theirs[name]]}
            result["properties"][name] = both
    if "required" in one or "required" in other:
        result["required"] = list(dict.fromkeys([*other.get("required", ()), *one.get("required", ())]))
    if "enum" in one and "enum" in other:
        result["enum"] = [value for value in one["enum"] if value in other["enum"]]
    kinds, others = _kinds(one), _kinds(other)
    if kinds and others:
        both_kinds = [kind for kind in kinds if kind in others or (kind == "integer" and "number" in others)]
        result["type"] = both_kinds or kinds
    return result


def _kinds(flat: dict[str, Any]) -> list[str]:
    kinds = flat.get("type")
    return kinds if isinstance(kinds, list) else [kinds] if kinds else []
