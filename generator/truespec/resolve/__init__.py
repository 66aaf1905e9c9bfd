"""Resolve: a Document of its own in which every reference reaches a value."""

from truespec.resolve.bundle import bundle
from truespec.resolve.finding import Converter
from truespec.resolve.references import resolve

__all__ = ["Converter", "bundle", "resolve"]
