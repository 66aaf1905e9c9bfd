"""Webhooks and callbacks. See https://spec.openapis.org/oas/v3.1.2#callback-object."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from truespec.document import Mapping, Value
from truespec.grammar import METHODS, is_extension
from truespec.normalise.following import followed
from truespec.normalise.media_types import read_contents
from truespec.normalise.naming import OperationNames
from truespec.normalise.schemas import SchemaReader, text
from truespec.pointer import Pointer
from truespec.specification import Webhook


class WebhookReader(Struct, frozen=True):
    """Reads what one normalised document says that the API sends."""

    schemas: SchemaReader
    names: OperationNames

    def read_all(self) -> tuple[Webhook, ...]:
        """Read the webhooks, then the callbacks of each operation, sorted by name."""
        root = self.schemas.document.root
        hooks = [hook for name, item in _items(root.get("webhooks")) for hook in self._read_item(name, item)]
        callbacks = [hook for path, item in _items(root.get("paths")) for hook in self._callbacks(path, item)]
        return tuple(sorted([*hooks, *callbacks], key=lambda hook: hook.name))

    def _callbacks(self, path: str, item: Value) -> Iterator[Webhook]:
        """Read the callbacks of the operations of one path item."""
        operations = followed(item, self.schemas.document)
        for method in METHODS:
            operation = operations.get(method)
            owner = self.names.get(Pointer(("paths", path, method)), method)
            listed = _items(operation.get("callbacks") if isinstance(operation, Mapping) else None)
            for name, callback in listed:
                yield from self._callback(f"{owner}.{name}", followed(callback, self.schemas.document))

    def _callback(self, name: str, callback: Mapping) -> Iterator[Webhook]:
        """Read one callback, whose keys are expressions for an address."""
        for key, value in callback.items():
            if not is_extension(key):
                yield from self._read_item(name, value)

    def _read_item(self, name: str, value: Value) -> Iterator[Webhook]:
        """Read the requests of one path item, of which there is mostly one."""
        item = followed(value, self.schemas.document)
        methods = [method for method in METHODS if isinstance(item.get(method), Mapping)]
        for method in methods:
            operation = followed(item[method], self.schemas.document)
            contents = read_contents(followed(operation.get("requestBody"), self.schemas.document), self.schemas)
            if contents:
                yield Webhook(
                    name=name if len(methods) == 1 else f"{name}.{method}",
                    payload=contents[0].schema,
                    media_type=contents[0].media_type,
                    place=operation.place,
                    description=text(operation, "summary") or text(operation, "description"),
                )


def _items(value: Value) -> Iterator[tuple[str, Value]]:
    """Give the entries of a mapping, none of anything else."""
    yield from value.items() if isinstance(value, Mapping) else ()
