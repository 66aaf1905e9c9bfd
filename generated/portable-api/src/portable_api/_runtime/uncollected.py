"""Reads large answers without looking for cycles of references while it makes their values: JSON has none."""

from __future__ import annotations

import gc
from typing import Any

from pydantic_core import SchemaValidator

# In bytes. Fewer make too few values for a collection.
LARGE = 32 * 1024


def validated(validator: SchemaValidator, content: bytes) -> Any:
    """Read JSON strictly and by wire names only; raises pydantic_core.ValidationError.

    Each 700 new values make Python look through them, and at times through all there are, which would take as long
    as the reading. What it looks for can wait until the answer is read.
    """
    if len(content) < LARGE or not gc.isenabled():
        return validator.validate_json(content, strict=True, by_alias=True, by_name=False)
    gc.disable()
    try:
        return validator.validate_json(content, strict=True, by_alias=True, by_name=False)
    finally:
        gc.enable()
