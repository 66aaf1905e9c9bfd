"""References of Swagger 2.0 lead to other places in OpenAPI 3."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from truespec.building import edited
from truespec.document import Mapping
from truespec.grammar import Kind
from truespec.pointer import Pointer
from truespec.rewriting import rewrite

_HOMES: Final = {
    "#/definitions/": "#/components/schemas/",
    "#/parameters/": "#/components/parameters/",
    "#/responses/": "#/components/responses/",
}
_REFERENCING: Final = (Kind.SCHEMA, Kind.PARAMETER, Kind.REQUEST_BODY, Kind.RESPONSE, Kind.PATH_ITEM)


def moved_references(root: Mapping, bodies: AbstractSet[str]) -> Mapping:
    """Give a copy in which every reference leads to where its target is now; `bodies` are parameters become bodies."""

    def change(holder: Mapping, _: Pointer) -> Mapping:
        target = holder.get("$ref")
        return edited(holder, **{"$ref": _target(target, bodies)}) if isinstance(target, str) else holder

    for kind in _REFERENCING:
        root = rewrite(root, kind, change)
    return root


def _target(target: str, bodies: AbstractSet[str]) -> str:
    """Give a reference's new target; what another file holds was not moved."""
    for old, new in _HOMES.items():
        if target.startswith(old):
            name = target.removeprefix(old)
            home = "#/components/requestBodies/" if old == "#/parameters/" and name in bodies else new
            return f"{home}{name}"
    return target
