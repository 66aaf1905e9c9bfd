"""What is said about fields on the wire that their annotations do not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .record import EMPTY, Record


class FieldRules(Record):
    """Names of fields: `zero` reads absent and null as the zero value, `nullable` may be null on the wire.

    `not_empty` and `not_zero` are not sent when they are that; `always` are sent even when nobody gave them, as the
    value that stands for them here; `ignored` are neither sent nor read; `in_text` are numbers that travel as texts.
    """

    zero: frozenset[str] = frozenset()
    nullable: frozenset[str] = frozenset()
    not_empty: frozenset[str] = frozenset()
    not_zero: frozenset[str] = frozenset()
    always: Mapping[str, Any] = EMPTY
    ignored: frozenset[str] = frozenset()
    in_text: frozenset[str] = frozenset()
