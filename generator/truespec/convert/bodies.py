"""Body and form parameters of Swagger 2.0 that other files hold: which they are is known when these have been read."""

from __future__ import annotations

from truespec.building import edited, listed, mappings, texts
from truespec.convert.operations import OperationConverter
from truespec.document import Document, Mapping
from truespec.grammar import METHODS


def with_bodies(document: Document) -> Document:
    """Give a bundled document in which they are request bodies, as those of the first file are already."""
    settler = _Settler(OperationConverter(document, (), (), is_bundled=True))
    root = document.root
    paths = {path: settler.path_item(item) for path, item in mappings(root.get("paths"))}
    changed = edited(root)
    if isinstance(holder := root.get("paths"), Mapping):
        changed["paths"] = edited(holder, (), **paths)
    if isinstance(components := root.get("components"), Mapping):
        changed["components"] = settler.components(components)
    return Document(changed, document.sources)


class _Settler:
    def __init__(self, converter: OperationConverter) -> None:
        self._converter = converter

    def path_item(self, item: Mapping) -> Mapping:
        """Settle a path item and its operations."""
        plain, shared = self._divided(item)
        changed = edited(item, ("parameters",) if shared else ())
        if shared and plain:
            changed.put("parameters", listed(item, plain), item.marks["parameters"], item.key_marks["parameters"])
        for method in METHODS:
            operation = item.get(method)
            if isinstance(operation, Mapping):
                changed[method] = self._operation(operation, shared)
        return changed

    def components(self, components: Mapping) -> Mapping:
        """Give the components without the parameters that are none any more."""
        parameters = components.get("parameters")
        bodies = {name for name, parameter in mappings(parameters) if self._converter.is_body(parameter)}
        if not isinstance(parameters, Mapping) or not bodies:
            return components
        return edited(components, (), parameters=edited(parameters, bodies))

    def _operation(self, operation: Mapping, shared: list[Mapping]) -> Mapping:
        plain, own = self._divided(operation)
        in_body = self._converter.in_body(own, shared)
        changed = edited(operation, ("consumes", "parameters") if own else ("consumes",))
        if own and plain:
            changed.put("parameters", listed(operation, plain), operation.mark, operation.mark)
        if in_body:
            body = self._converter.body(operation, in_body, texts(operation.get("consumes")))
            changed.put("requestBody", body, operation.mark, operation.mark)
        return changed

    def _divided(self, holder: Mapping) -> tuple[list[Mapping], list[Mapping]]:
        """Give the parameters that stay, and those that make up a body."""
        entries = self._converter.entries(holder)
        in_body = [entry for entry in entries if self._converter.is_body(entry)]
        return [entry for entry in entries if entry not in in_body], in_body
