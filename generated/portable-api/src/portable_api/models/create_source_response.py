"""Types of the API."""

from portable_api._runtime.model import Model

from .source import Source


class CreateSourceResponse(Model):
    """CreateSourceResponse"""

    data: Source
