"""Writes JSON: exactly what came for what was decoded, the request rules for what is sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from .rules import WireRules, wire_rules, zero_value
from .sending import came_value, is_left_out, sent_value
from .wire_types import TEXTS, wire_text

_WRITTEN = (BaseModel, *TEXTS)
# Whether something is a model takes longer to ask.
_AS_THEY_ARE = frozenset((str, int, float, bool, type(None), list, dict))


def to_json(value: Any) -> str:
    """Write a decoded value as the JSON that it came from; ValueError if it is nested too deeply."""
    return _dumps(value, _as_it_came, exact=True)


def to_request_json(value: Any) -> bytes:
    """Write a request body: unset fields and zero values of zero fields are left out.

    Raises ValueError for NaN, infinities, times without a zone and lone surrogates, TypeError for a value
    that has no JSON form.
    """
    return _dumps(value, _as_sent, exact=False).encode()


def plain(value: Any) -> Any:
    """The JSON form of one value that may be a model, a time, a UUID or an address; containers are left alone."""
    return value if type(value) in _AS_THEY_ARE or not isinstance(value, _WRITTEN) else _as_sent(value)


def _dumps(value: Any, default: Callable[[Any], Any], *, exact: bool) -> str:
    try:
        return json.dumps(value, default=default, separators=(",", ":"), ensure_ascii=False, allow_nan=exact)
    except RecursionError:
        raise ValueError("nested too deeply to be written as JSON") from None


def _as_it_came(value: Any) -> Any:
    return _came(value) if isinstance(value, BaseModel) else _text(value)


def _as_sent(value: Any) -> Any:
    return _sent(value) if isinstance(value, BaseModel) else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, TEXTS):
        return wire_text(value)
    raise TypeError(f"a {type(value).__name__} has no JSON form")


def _came(model: BaseModel) -> dict[str, Any]:
    rules = wire_rules(type(model))
    raw = _remembered(model)
    document: dict[str, Any] = {}
    for name, wire_name, value in _set_fields(model, rules):
        if name in raw and (not value or name in rules.ignored):
            document[wire_name] = raw[name]
        elif name not in rules.ignored and (value is not None or name not in rules.never_null):
            document[wire_name] = came_value(value)
    return {**document, **_extras(model)}


def _sent(model: BaseModel) -> dict[str, Any]:
    rules = wire_rules(type(model))
    document = {
        wire_name: sent_value(rules.fields, name, value)
        for name, wire_name, value in _sent_fields(model, rules)
        if not is_left_out(rules.fields, name, value)
    }
    return {**document, **_extras(model)}


def _extras(model: BaseModel) -> dict[str, Any]:
    return {name: came_value(value) for name, value in (model.model_extra or {}).items()}


def _sent_fields(model: BaseModel, rules: WireRules) -> Iterator[tuple[str, str, Any]]:
    always = rules.fields.always
    for name, wire_name, value in _set_fields(model, rules):
        if value is not None or name not in rules.never_null or name in always:
            yield name, wire_name, value
    for name, wire_name in rules.wire_names if always else ():
        if name in always and name not in model.model_fields_set:
            yield name, wire_name, always[name]


def _set_fields(model: BaseModel, rules: WireRules) -> Iterator[tuple[str, str, Any]]:
    values, extra = model.__dict__, model.model_extra or {}
    for name, wire_name in rules.wire_names:
        if name not in model.model_fields_set and not _is_changed(model, name, rules):
            continue
        # An unknown wire key that is spelled like a field's Python name makes pydantic call the field set.
        if name not in extra or name in rules.required or values[name] != zero_value(type(model), name):
            yield name, wire_name, values[name]


def _is_changed(model: BaseModel, name: str, rules: WireRules) -> bool:
    # A list that was absent and has been appended to since was given after all.
    return name in rules.fresh and model.__dict__[name] != zero_value(type(model), name)


def _remembered(model: BaseModel) -> dict[str, Any]:
    private: dict[str, Any] | None = model.__pydantic_private__
    return private.get("wire", {}) if private else {}
