"""Types of the API."""

from __future__ import annotations

from typing import Union

from typing_extensions import TypeAliasType

Json = TypeAliasType("Json", Union[str, "list[Json]", "dict[str, Json]"])
"""Json"""
