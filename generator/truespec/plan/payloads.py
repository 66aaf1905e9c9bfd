"""What the API sends by itself, as types."""

from __future__ import annotations

from typing import Final

from truespec.package import Payload
from truespec.plan.annotations import Annotations
from truespec.plan.bodies import is_json
from truespec.plan.names import CLASS_RESERVED, identifier, pascal_case, snake_case, unique_names
from truespec.plan.source import code, docstring, literal
from truespec.printable import NOTHING
from truespec.specification import Specification

_FORM: Final = "application/x-www-form-urlencoded"
_RESERVED: Final = CLASS_RESERVED | frozenset(
    "None True False Webhook WebhookVerificationError verify_hmac verify_standard decode_form "
    "str int float bool bytes list dict tuple object builtins datetime ipaddress uuid models".split()
)


def plan_payloads(specification: Specification, annotations: Annotations) -> tuple[Payload, ...]:
    """Give the type of the payload of each webhook and callback, and the name of what reads it, by name."""
    hooks = {hook.name: hook for hook in specification.webhooks}
    names = unique_names(hooks, lambda name: identifier(pascal_case(name), "N", _RESERVED))
    taken = _RESERVED | frozenset(names.values())
    readers = unique_names(hooks, lambda name: identifier(snake_case(name), "n", taken))
    planned = [
        Payload(
            name=code(names[name]),
            annotation=code(annotations.of(hook.payload)),
            docstring=docstring(hook.description or f"The payload of {name}.", indent=0),
            reader=code(readers[name]) if _is_read(hook.media_type) else NOTHING,
            decode=NOTHING if is_json(hook.media_type) else code(", decode=decode_form"),
            wire_name=literal(name),
        )
        for name, hook in hooks.items()
    ]
    return tuple(sorted(planned, key=lambda payload: payload.name))


def _is_read(media_type: str) -> bool:
    """Say whether a body is one that the runtime can read."""
    return is_json(media_type) or media_type.partition(";")[0].strip().lower() == _FORM
