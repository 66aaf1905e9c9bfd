"""Types of the API."""

from __future__ import annotations

from portable_api._runtime.model import Model

from .source import Source


class CreateSourceResponse(Model):
    """CreateSourceResponse"""

    data: Source
