"""Resolve: a Document of its own in which every reference reaches a value."""

from truespec.resolve.bundle import bundle
from truespec.resolve.embedded import lead_home
from truespec.resolve.references import resolve

__all__ = ["bundle", "lead_home", "resolve"]
