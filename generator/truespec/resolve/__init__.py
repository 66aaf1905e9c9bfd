"""Resolve: a Document of its own in which every reference reaches a value."""

from truespec.resolve.bundle import bundle
from truespec.resolve.references import resolve

__all__ = ["bundle", "resolve"]
