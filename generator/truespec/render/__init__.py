"""Render: every file of the generated project, in memory."""

from truespec.render.files import render

__all__ = ["render"]
