"""References between the objects of a description that are not schemas."""

from __future__ import annotations

from truespec.building import overlaid
from truespec.document import Document, Mapping, Value
from truespec.pointer import Pointer


def followed(value: Value, document: Document) -> Mapping:
    """Follow references to the object meant; what stands beside a reference wins over its target."""
    if not isinstance(value, Mapping):
        return Mapping(document.file, document.root.mark)
    target = value.get("$ref")
    if not isinstance(target, str):
        return value
    result = followed(document.find(Pointer.parse(target)), document)
    return overlaid(result, value) if len(value) > 1 else result
