"""Which version of OpenAPI each file of a description is written in."""

from __future__ import annotations

from truespec.document import Document, Mapping, Sequence, Value


def said_version(root: Value) -> str:
    """Give the version that a root says, an empty text when it says none."""
    return str(root.get("openapi", root.get("swagger", ""))) if isinstance(root, Mapping) else ""


def says_version(root: Mapping) -> bool:
    """Say whether a root says a version, known or not; a mapping or a list may have any name in a file of parts."""
    return any(not isinstance(root.get(key, root), Mapping | Sequence) for key in ("openapi", "swagger"))


def versions_of(document: Document) -> dict[str, str]:
    """Give the version that each file of a description says, that of the whole where it says none."""
    own = said_version(document.root)
    return {source.name: source.version or own for source in document.sources}
