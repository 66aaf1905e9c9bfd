"""Building values that are placed where what they are made from was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truespec.document import Mapping, Sequence, Value


def built(near: Mapping, values: dict[str, Value]) -> Mapping:
    """Give a mapping of these values, placed where `near` begins."""
    result = Mapping(near.file, near.mark)
    for key, value in values.items():
        result.put(key, value, near.marks.get(key, near.mark), near.key_marks.get(key, near.mark))
    return result


def edited(source: Mapping, without: Iterable[str] = (), /, **values: Value) -> Mapping:
    """Give a copy of a mapping without some keys and with other values."""
    dropped = frozenset(without)
    result = source.like(key for key in source if key not in dropped)
    for key, value in values.items():
        result.put(key, value, source.marks.get(key, source.mark), source.key_marks.get(key, source.mark))
    return result


def overlaid(target: Mapping, reference: Mapping) -> Mapping:
    """Give a copy of what a reference leads to with what stands beside the reference, which wins."""
    result = target.like(target)
    for key in reference:
        if key != "$ref":
            result.take(reference, key)
    return result


def listed(near: Mapping, values: Iterable[Value]) -> Sequence:
    """Give a list of these values, placed where `near` begins."""
    result = Sequence(near.file, near.mark)
    for value in values:
        result.add(value, near.mark)
    return result


def mappings(value: Value) -> Iterator[tuple[str, Mapping]]:
    """Give the entries of a mapping that are mappings themselves."""
    if isinstance(value, Mapping):
        yield from ((key, item) for key, item in value.items() if isinstance(item, Mapping))


def texts(value: Value) -> tuple[str, ...]:
    """Give the texts in a list, none for anything else."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, Sequence) else ()
