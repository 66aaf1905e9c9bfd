"""Turns the places where a value and its schema disagree into drift that a person can act on."""

from __future__ import annotations

from typing import Any

from .codec import Decoded, Disagreement
from .drift import DRIFT_LIMIT, Drift
from .labels import KEEP, is_label
from .loose import described_choice
from .places import places_of
from .record import Record
from .tagged import MARK as TAGGED
from .tagged import options_of
from .wire_schema import Schema, choice_schemas, extras_of, fields_of, is_marked, present_schema

_NAMES = {
    "str": "a string",
    "int": "an integer",
    "float": "a number",
    "bool": "true or false",
    "none": "null",
    "dict": "an object",
    "list": "an array",
    "tuple": "an array",
}
_WRAPPERS = ("default", "nullable", "function-after", "function-before", "function-wrap", "definitions")
_VALUES_SHOWN = 8
_UNDESCRIBED: Schema = {"type": "any"}


class Source(Record):
    """Whose answer it is: the package (for the description's lines), the operation, the root schema."""

    package: str
    operation: str
    schema: Schema


class _Spot(Record):
    """Where a walk down a schema has come to, and the class and field that it last went through."""

    schema: Schema
    place: str = ""
    class_name: str = ""
    wire_name: str = ""


def drifts_of(decoded: Decoded, source: Source) -> tuple[Drift, ...]:
    """Describe each disagreement; beyond `DRIFT_LIMIT` one last drift tells up to how many more there are."""
    walk = _Walk(source.schema)
    drifts = tuple(_drift(one, source, walk) for one in decoded.disagreements[:DRIFT_LIMIT])
    more = decoded.more + len(decoded.disagreements) - len(drifts)
    return (*drifts, Drift(operation=source.operation, pointer="", more=more)) if more else drifts


def _drift(one: Disagreement, source: Source, walk: _Walk) -> Drift:
    spot = walk.to(one.route or one.location)
    return Drift(
        operation=source.operation,
        pointer="".join(f"/{_escaped(part)}" for part in one.location),
        spec=places_of(source.package).find(spot.class_name, spot.wire_name),
        expected=walk.expected(spot.schema),
        got=one.got,
        place=spot.place,
        shown=spot.schema["type"] == "enum" or is_marked(spot.schema, "leaf"),
    )


def _escaped(part: str | int) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


class _Walk:
    """Follows locations down one core schema, through references and wrappers."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._definitions: dict[str, Schema] = {one["ref"]: one for one in root.get("definitions", ())}

    def to(self, location: tuple[str | int, ...]) -> _Spot:
        schema = self._entered(self._root)
        name = schema["cls"].__name__ if schema["type"] == "model" else ""
        spot = _Spot(schema=schema, class_name=name)
        for part in location:
            step = self._option(spot, str(part)) if is_label(part) else _step(spot, part)
            spot = step.replaced(schema=self._entered(step.schema))
        return spot

    def _option(self, spot: _Spot, label: str) -> _Spot:
        number = label.removeprefix(KEEP)
        if not number or not is_marked(spot.schema, TAGGED):
            return spot
        option: Schema = options_of(spot.schema)[int(number)]
        entered = self._entered(option)
        name = entered["cls"].__name__ if entered["type"] == "model" else spot.class_name
        return spot.replaced(schema=option, class_name=name)

    def _entered(self, schema: Schema) -> Schema:
        while True:
            if schema["type"] == "definition-ref":
                schema = self._definitions[schema["schema_ref"]]
            elif schema["type"] in _WRAPPERS:
                schema = schema["schema"]
            elif is_marked(schema, "absent"):
                schema = present_schema(schema)
            elif schema["type"] == "json-or-python" and "metadata" not in schema:
                schema = schema["json_schema"]
            elif schema["type"] == "chain":
                schema = schema["steps"][-1]
            else:
                described = described_choice(schema)
                if described is None:
                    return schema
                schema = described

    def expected(self, schema: Schema) -> str:
        match self._entered(schema):
            case {"metadata": {"expected": str(expected)}}:
                return expected
            case {"type": "model", "cls": cls}:
                return f"an object ({cls.__name__})"
            case {"type": "enum", "members": members}:
                return _one_of([str(member.value) for member in members])
            case {"type": "union" | "tagged-union", "choices": choices}:
                return self._any_of(choices)
            case {"type": other}:
                return _NAMES.get(other, "what the description says")
            case _:
                return ""

    def _any_of(self, choices: Any) -> str:
        texts = [self.expected(one) for one in choice_schemas(choices)]
        return " or ".join(dict.fromkeys(texts))


def _step(spot: _Spot, part: str | int) -> _Spot:
    match spot.schema:
        case {"type": "model", "cls": cls}:
            field = _field_named(spot.schema, str(part))
            if field is None:
                return spot.replaced(schema=extras_of(spot.schema) or _UNDESCRIBED, place=f"{spot.place}/*")
            place = f"{spot.place}/{_escaped(part)}"
            return _Spot(schema=field, place=place, class_name=cls.__name__, wire_name=str(part))
        case {"type": "list", "items_schema": items}:
            return spot.replaced(schema=items, place=f"{spot.place}/*")
        case {"type": "tuple", "items_schema": items}:
            inner = items[part] if isinstance(part, int) and part < len(items) else _UNDESCRIBED
            return spot.replaced(schema=inner, place=f"{spot.place}/*")
        case {"type": "dict", "values_schema": values}:
            return spot.replaced(schema=values, place=f"{spot.place}/*")
        case _:
            return spot.replaced(schema=_UNDESCRIBED, place=f"{spot.place}/*")


def _field_named(model: Schema, wire_name: str) -> Schema | None:
    for name, field in fields_of(model).items():
        if field.get("validation_alias", name) == wire_name:
            schema: Schema = field["schema"]
            return schema
    return None


def _one_of(values: list[str]) -> str:
    shown = ", ".join(values[:_VALUES_SHOWN])
    return f"one of {shown}" + (", ..." if len(values) > _VALUES_SHOWN else "")
