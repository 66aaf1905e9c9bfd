"""Plan: a Package in Python's words, every name decided and every text made safe."""

from truespec.plan.packages import plan

__all__ = ["plan"]
