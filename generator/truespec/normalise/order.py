"""The pass that puts properties in the order of x-order."""

from __future__ import annotations

from truespec.document import Document, Mapping, Value
from truespec.normalise.chains import chain
from truespec.normalise.extensions.wire import order
from truespec.pointer import Pointer
from truespec.rewriting import rewrite_schemas


def order_properties(document: Document) -> Document:
    """Give a document in which properties with an x-order come first, by it and then by name.

    The others follow in document order, as in go-swagger; oapi-codegen would mix them in by the number of
    properties. An x-order beside a reference wins over one of its target.
    """

    def ordered(schema: Mapping, _: Pointer) -> Mapping:
        properties = schema.get("properties")
        if not isinstance(properties, Mapping):
            return schema
        orders = {name: _effective(document, value) for name, value in properties.items()}
        first = sorted((given, name) for name, given in orders.items() if given is not None)
        names = [name for _, name in first] + [name for name, given in orders.items() if given is None]
        if names == list(properties):
            return schema
        copy = schema.like(schema)
        copy["properties"] = properties.like(names)
        return copy

    root = rewrite_schemas(document.root, ordered, frozenset(("properties",)))
    return Document(root, document.sources)


def _effective(document: Document, schema: Value) -> int | None:
    """Give the x-order of a property, or of what it refers to."""
    for said in chain(document, schema):
        own = order(said)
        if own is not None:
            return own
    return None
