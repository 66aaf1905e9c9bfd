"""OpenAPI Overlay files change a document."""

from truespec.overlay.overlay import overlay

__all__ = ["overlay"]
