"""What is said about fields on the wire that their annotations do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRules:
    """Names of fields: `zero` reads absent and null as the zero value, `nullable` may be null on the wire.

    `not_empty` and `not_zero` are not sent when they are that; `always` are sent even when nobody gave them, as the
    value that stands for them here; `ignored` are neither sent nor read; `in_text` are numbers that travel as texts.
    """

    zero: frozenset[str] = frozenset()
    nullable: frozenset[str] = frozenset()
    not_empty: frozenset[str] = frozenset()
    not_zero: frozenset[str] = frozenset()
    always: Mapping[str, Any] = field(default_factory=dict[str, Any])
    ignored: frozenset[str] = frozenset()
    in_text: frozenset[str] = frozenset()
