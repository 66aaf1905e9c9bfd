"""Types of the API."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypeAliasType

PropertyInput = TypeAliasType("PropertyInput", dict[str, Any])
"""PropertyInput"""
