"""The first operations of a description, with the components that they need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def operations_of(description: Any) -> list[tuple[str, str]]:
    """Give the path and the method of each operation, in order."""
    return [(path, method) for path, item in description["paths"].items() for method in METHODS if method in item]


def first_operations(description: Any, count: int) -> Any:
    """Give a description of the first operations, and of no webhooks."""
    kept = set(operations_of(description)[:count])
    paths = {
        path: {key: value for key, value in item.items() if key not in METHODS or (path, key) in kept}
        for path, item in description["paths"].items()
        if any(path == kept_path for kept_path, _ in kept)
    }
    head = {key: value for key, value in description.items() if key not in ("paths", "webhooks", "components")}
    return {**head, "paths": paths, "components": _needed(paths, description)}


def _needed(paths: Any, description: Any) -> dict[str, dict[str, Any]]:
    """Give the components that are reached from paths, and all security schemes."""
    components: dict[str, dict[str, Any]] = {"securitySchemes": description["components"].get("securitySchemes", {})}
    waiting = list(_references(paths))
    while waiting:
        kind, name = waiting.pop()
        if name not in components.setdefault(kind, {}):
            components[kind][name] = description["components"][kind][name]
            waiting += _references(components[kind][name])
    return components


def _references(value: Any) -> Iterator[tuple[str, str]]:
    """Give the kind and the name of each component that a value refers to."""
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(item, str) and item.startswith("#/components/"):
            _, _, kind, name = item.split("/")
            yield kind, name
        yield from _references(item)
