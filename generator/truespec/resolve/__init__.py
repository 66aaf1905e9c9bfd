"""Resolve: a Document in which every reference reaches a value."""

from truespec.resolve.references import resolve

__all__ = ["resolve"]
