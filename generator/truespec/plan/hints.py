"""What authors call things, where it gives every one of them a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from truespec.plan.names import Maker, snake_case, unique_names
from truespec.schema import Property


def with_hints(names: Mapping[str, str], hints: Mapping[str, str]) -> dict[str, str]:
    """Give names in which hints stand for those that have one; a hint that would make two the same is left out."""
    wanted = dict(hints)
    while True:
        chosen = {key: wanted.get(key, name) for key, name in names.items()}
        count = Counter(chosen.values())
        shared = {key for key in wanted if count[chosen[key]] > 1}
        if not shared:
            return chosen
        wanted = {key: hint for key, hint in wanted.items() if key not in shared}


def property_names(properties: tuple[Property, ...], make: Maker, reserved: frozenset[str]) -> dict[str, str]:
    """Name properties by their authors' names for them, else by their names on the wire."""
    names = unique_names((property_.wire_name for property_ in properties), make)
    hints = {property_.wire_name: hint for property_ in properties if (hint := _hint(property_, make, names, reserved))}
    return with_hints(names, hints)


def _hint(property_: Property, make: Maker, names: dict[str, str], reserved: frozenset[str]) -> str | None:
    """Give what a property is to be called, None when its name on the wire says it."""
    exact, named = property_.exact_name, property_.name_hint
    # Pydantic keeps names that begin with an underscore for itself.
    if exact and not exact.startswith("_") and make(exact).rstrip("_") not in reserved and exact not in reserved:
        return exact
    if named:
        return make(named)
    plain = snake_case(property_.wire_name)
    is_name = plain.isidentifier() and names[property_.wire_name].rstrip("_") == plain
    return make(property_.fallback_name) if property_.fallback_name and not is_name else None
