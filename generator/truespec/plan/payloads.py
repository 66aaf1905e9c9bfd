"""What the API sends by itself, as types."""

from __future__ import annotations

from typing import Final

from truespec.package import Payload
from truespec.plan.annotations import Annotations
from truespec.plan.names import CLASS_RESERVED, identifier, pascal_case, unique_names
from truespec.plan.source import code, docstring
from truespec.specification import Specification

_RESERVED: Final = CLASS_RESERVED | frozenset(("TypeAlias", "None", "True", "False"))


def plan_payloads(specification: Specification, annotations: Annotations) -> tuple[Payload, ...]:
    """Give the type of the payload of each webhook and callback, by name."""
    hooks = {hook.name: hook for hook in specification.webhooks}
    names = unique_names(hooks, lambda name: identifier(pascal_case(name), "N", _RESERVED))
    planned = [
        Payload(
            name=code(names[name]),
            annotation=code(annotations.of(hook.payload)),
            docstring=docstring(hook.description or f"The payload of {name}.", indent=0),
        )
        for name, hook in hooks.items()
    ]
    return tuple(sorted(planned, key=lambda payload: payload.name))
