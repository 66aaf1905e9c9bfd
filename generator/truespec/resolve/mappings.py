"""The mapping of a discriminator, whose texts may lead into other files.

See https://spec.openapis.org/oas/v3.2.0#discriminator-object.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from truespec.document import Mapping

# What is no name of a component, or the name of a file, is an address.
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+(?<!\.yaml)(?<!\.yml)(?<!\.json)")


def remapped(schema: Mapping, component: Callable[[Mapping], str | None]) -> Mapping:
    """Give a schema whose discriminator maps to components; `component` gives the one that a reference leads to."""
    discriminator = schema.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, Mapping) else None
    if not isinstance(discriminator, Mapping) or not isinstance(mapping, Mapping):
        return schema
    changed = mapping.like(mapping)
    for value, text in mapping.items():
        if isinstance(text, str) and not _NAME.fullmatch(text):
            reference = Mapping(mapping.file, mapping.mark)
            reference.put("$ref", text, mapping.marks[value], mapping.key_marks[value])
            changed[value] = component(reference) or text
    if changed == mapping:
        return schema
    copy, whole = schema.like(schema), discriminator.like(discriminator)
    whole["mapping"] = changed
    copy["discriminator"] = whole
    return copy
