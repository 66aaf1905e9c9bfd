"""The extensions that say how a value travels, when it is left out, and what is to be said of it."""

from __future__ import annotations

from typing import Final

from truespec.document import Mapping
from truespec.normalise.extensions.go import is_go_nullable
from truespec.normalise.extensions.values import flag, is_true, name, text_items

ORDER: Final = "x-order"
NULLABLE: Final = ("x-nullable", "x-isnullable", "x-is-nullable")
KIND_VALUES: Final = ("x-class", "x-ms-discriminator-value")
JSON_IGNORE: Final = "x-go-json-ignore"
OMIT_EMPTY: Final = ("x-omitempty", "x-go-omitempty")
OMIT_ZERO: Final = "x-omitzero"
IN_TEXT: Final = ("x-go-string", "x-go-json-string")
EXTRA_TAGS: Final = ("x-oapi-codegen-extra-tags", "x-go-extra-tags")
DEPRECATED_REASON: Final = "x-deprecated-reason"
TIME_FORMAT: Final = "x-ogen-time-format"
INT_OR_STRING: Final = "x-kubernetes-int-or-string"
EMBEDDED_RESOURCE: Final = "x-kubernetes-embedded-resource"
KEEPS_UNKNOWN: Final = ("x-kubernetes-preserve-unknown-fields", EMBEDDED_RESOURCE)

# Go's names for the layouts that RFC 3339 covers, and the layouts themselves.
_RFC_3339: Final = frozenset(
    ("RFC3339", "RFC3339Nano", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.999999999Z07:00", "2006-01-02")
)


def order(schema: Mapping) -> int | None:
    """Give x-order: where a property stands among its siblings; what is no number is ignored, as oapi-codegen does."""
    value = schema.get(ORDER)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def kind_value(schema: Mapping) -> str | None:
    """Give the value of a base's discriminator that means this schema."""
    return name(schema, *KIND_VALUES)


def is_nullable(schema: Mapping) -> bool:
    """Say whether null is let in, which Swagger 2.0 has no word for; go-swagger's object may hint at it too."""
    return is_true(schema, *NULLABLE) or is_go_nullable(schema)


def refuses_null(use: Mapping) -> bool | None:
    """Say whether null is ruled out by a word for it, None when no word says either."""
    told = next((told for key in NULLABLE if (told := flag(use, key)) is not None), None)
    return None if told is None else not told


def is_ignored(use: Mapping) -> bool:
    """Say whether a property is neither sent nor read."""
    return is_true(use, JSON_IGNORE)


def omits_empty(use: Mapping) -> bool | None:
    """Say whether an empty value is left out; false means that the key is always sent."""
    return next((told for key in OMIT_EMPTY if (told := flag(use, key)) is not None), None)


def omits_zero(use: Mapping) -> bool | None:
    """Say whether a zero value is left out: as `omits_empty`, but an empty list or mapping is sent."""
    return flag(use, OMIT_ZERO)


def is_in_text(use: Mapping) -> bool:
    """Say whether a number is written as a text."""
    return is_true(use, *IN_TEXT)


def extra_tags(use: Mapping) -> tuple[tuple[str, str], ...]:
    """Give the struct tags, by name: they are kept as metadata and never acted on."""
    return tuple(sorted({key: tag for tags in EXTRA_TAGS for key, tag in text_items(use.get(tags))}.items()))


def deprecation(holder: Mapping) -> str | None:
    """Give why something is deprecated, an empty text when no reason is given; None when it is not."""
    if holder.get("deprecated") is not True:
        return None
    return name(holder, DEPRECATED_REASON) or ""


def has_own_layout(schema: Mapping) -> bool:
    """Say whether a time is written in another layout than RFC 3339's."""
    layout = name(schema, TIME_FORMAT)
    return layout is not None and layout not in _RFC_3339


def is_int_or_string(schema: Mapping) -> bool:
    """Say whether a value is an integer or a text, which Kubernetes says beside a schema without a type."""
    return is_true(schema, INT_OR_STRING)


def is_object(schema: Mapping) -> bool:
    """Say whether a value is an object of Kubernetes, which the schema need not say itself."""
    return is_true(schema, EMBEDDED_RESOURCE)
