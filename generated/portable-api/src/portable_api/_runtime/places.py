"""Where the description states a class or a field; read only when there is drift to report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from .record import EMPTY, Record


class Places(Record, kw_only=False):
    """Lines of one description file by class name and wire name; "" is the class itself."""

    file: str = ""
    types: Mapping[str, Mapping[str, int]] = EMPTY

    def find(self, class_name: str, wire_name: str) -> str:
        """The place as "file:line" of a field, else of its class, else ""."""
        lines = self.types.get(class_name, {})
        line = lines.get(wire_name, lines.get(""))
        return "" if line is None else f"{self.file}:{line}"


@cache
def places_of(package: str) -> Places:
    """Read `models/places.json` of a package; a package without one has no places."""
    try:
        text = files(package).joinpath("models", "places.json").read_text(encoding="utf-8")
    except (ModuleNotFoundError, FileNotFoundError, NotADirectoryError, ValueError):
        return Places()
    known = json.loads(text)
    return Places(known["file"], known["types"])
