"""Which keywords occur in a value, at any depth, so that a walk passes by where there is nothing for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from truespec.document import Mapping, Sequence, Value
from truespec.grammar import is_extension

EXTENSION: Final = "any extension"
# A reference that says more than where it leads.
MORE_THAN_REFERENCE: Final = "$ref and more"
_WORDS: Final = (
    *("$ref", MORE_THAN_REFERENCE, EXTENSION, "discriminator", "enum", "properties"),
    *("allOf", "anyOf", "oneOf", "if", "dependentSchemas"),
    *("readOnly", "writeOnly", "example", "examples"),
)


class _Bits(dict[str, int]):
    """The bit of each word that a walk may look for, and none for any other key."""

    def __missing__(self, key: str) -> int:
        self[key] = found = self[EXTENSION] if is_extension(key) else 0
        return found


_BITS: Final = _Bits((word, 1 << number) for number, word in enumerate(_WORDS))


def bits_of(words: Iterable[str]) -> int:
    """Give the bits of words; raises KeyError for one that is not known here."""
    found = 0
    for word in words:
        if word not in _WORDS and not is_extension(word):
            raise KeyError(word)
        found |= _BITS[word]
    return found


def occurring(value: Value) -> int:
    """Give the bits of the words that are keys in a value or in what it holds; that of a mapping is found once."""
    if isinstance(value, Mapping):
        return value.occurring if value.occurring >= 0 else _noted(value)
    if not isinstance(value, Sequence):
        return 0
    found = 0
    for item in value:
        found |= occurring(item)
    return found


def _noted(mapping: Mapping) -> int:
    """Find the bits of a mapping, and note them on it."""
    found, bits = 0, _BITS
    for key, held in mapping.items():
        found |= bits[key]
        if isinstance(held, (Mapping, Sequence)):
            found |= occurring(held)
    if "$ref" in mapping and len(mapping) > 1:
        found |= bits[MORE_THAN_REFERENCE]
    mapping.occurring = found
    return found
