"""Types of the API."""

from typing import Any

from typing_extensions import TypeAliasType

PropertyInput = TypeAliasType("PropertyInput", dict[str, Any])
"""PropertyInput"""
