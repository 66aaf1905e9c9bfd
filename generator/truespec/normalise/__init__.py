"""Normalise: a Specification in one dialect, every extension resolved, everything named."""

from truespec.normalise.passes import normalise

__all__ = ["normalise"]
