"""The mapping of a discriminator, whose texts may lead into other files.

See https://spec.openapis.org/oas/v3.2.0#discriminator-object.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from truespec.building import built
from truespec.document import Mapping

# Any other text is the name of a component.
_FILES: Final = (".yaml", ".yml", ".json")


def remapped(schema: Mapping, component: Callable[[Mapping], str | None]) -> Mapping:
    """Give a schema whose discriminator maps to components; `component` gives the one that a reference leads to."""
    discriminator = schema.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, Mapping) else None
    if not isinstance(discriminator, Mapping) or not isinstance(mapping, Mapping):
        return schema
    changed = mapping.like(mapping)
    for value, text in mapping.items():
        if isinstance(text, str) and ("#" in text or text.endswith(_FILES)):
            changed[value] = component(built(mapping, {"$ref": text})) or text
    if changed == mapping:
        return schema
    copy, whole = schema.like(schema), discriminator.like(discriminator)
    whole["mapping"] = changed
    copy["discriminator"] = whole
    return copy
