"""What a user can say about one API: few settings, typed, read in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from msgspec import Struct, field

from truespec.paging import NO_RULES, PagingRules

PACKAGE_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# A generated package imports these, so none of them can have its name.
TAKEN_NAMES: Final = frozenset(("truespec", "httpx2", "pydantic", "pydantic_core"))
# In the place of a host that references may lead to.
ANY_HOST: Final = "*"


class Allowed(Struct, frozen=True):
    """What is not allowed unless the user says so: complaints, by their codes, and hosts that references lead to."""

    codes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


class Settings(Struct, frozen=True, kw_only=True):
    """One API to generate: where it is described, where the package goes, and what it is called.

    Each source is the path of a file or of a folder of pages, an address, or `-` for standard input.
    """

    sources: tuple[str, ...]
    output: Path | None = None
    package_name: str | None = None
    overlays: tuple[Path, ...] = ()
    root: Path | None = None
    allow: Allowed = Allowed()
    type_map: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    pagination: PagingRules = field(default_factory=lambda: NO_RULES)
