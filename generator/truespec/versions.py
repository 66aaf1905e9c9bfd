"""Which version of OpenAPI each file of a description is written in."""

from __future__ import annotations

from truespec.document import Document, Mapping, Value


def said_version(root: Value) -> str:
    """Give the version that a root says, an empty text when it says none."""
    return str(root.get("openapi", root.get("swagger", ""))) if isinstance(root, Mapping) else ""


def versions_of(document: Document) -> dict[str, str]:
    """Give the version that each file of a description says, that of the whole where it says none."""
    own = said_version(document.root)
    return {source.name: source.version or own for source in document.sources}
