"""What a description says for all its operations, handed down to each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from truespec.building import edited, listed, mappings
from truespec.document import Mapping, Sequence, Value
from truespec.grammar import METHODS

Change: TypeAlias = Callable[[Mapping], Mapping]

# What an operation has of the whole description unless it says otherwise; an empty list says that there is none.
INHERITED: Final = ("security", "schemes", "consumes", "produces")
# See https://spec.openapis.org/oas/v3.2.0#path-item-object.
MORE_METHODS: Final = "additionalOperations"


def handed_down(first: Mapping, second: Mapping) -> Mapping:
    """Give the second description with what it says for all its operations at each of them, where the first differs."""
    result = second
    for key in INHERITED:
        if first.get(key) != second.get(key):
            empty = Sequence(second.file, second.mark)
            result = _with_each(result, key, second.get(key, empty))
    if second.get("servers") and first.get("servers") and first["servers"] != second["servers"]:
        result = _with_each(result, "servers", second["servers"])
    return result


def to_operations(item: Mapping, key: str) -> Mapping:
    """Give a path item whose operations have themselves what it says for all of them."""
    value = item.get(key)
    if not isinstance(value, Sequence):
        return item

    def change(operation: Mapping) -> Mapping:
        own = operation.get(key)
        if key != "parameters" or not isinstance(own, Sequence):
            return _given(operation, key, value)
        taken = {tuple(_identity(parameter)) for parameter in own}
        others = [parameter for parameter in value if tuple(_identity(parameter)) not in taken]
        return edited(operation, parameters=listed(operation, [*others, *own]))

    return _each_operation(edited(item, (key,)), change)


def _with_each(root: Mapping, key: str, value: Value) -> Mapping:
    """Give a description in which each operation that says nothing about it has a value of its own."""
    paths = root.get("paths")
    if not isinstance(paths, Mapping):
        return root
    copy = paths.like(paths)
    for path, item in paths.items():
        if isinstance(item, Mapping) and key not in item:
            copy[path] = _each_operation(item, lambda operation: _given(operation, key, value))
    return edited(root, paths=copy)


def _given(operation: Mapping, key: str, value: Value) -> Mapping:
    if key in operation:
        return operation
    copy = operation.like(operation)
    copy.put(key, value, operation.mark, operation.mark)
    return copy


def _each_operation(item: Mapping, change: Change) -> Mapping:
    copy = item.like(item)
    for method in METHODS:
        operation = item.get(method)
        if isinstance(operation, Mapping):
            copy[method] = change(operation)
    more = item.get(MORE_METHODS)
    if isinstance(more, Mapping):
        changed = more.like(more)
        changed.update((method, change(operation)) for method, operation in mappings(more))
        copy[MORE_METHODS] = changed
    return copy


def _identity(parameter: Value) -> Iterator[Value]:
    if isinstance(parameter, Mapping):
        yield from (parameter.get("$ref"), parameter.get("in"), parameter.get("name"))
