"""A description that is being changed, while the one it began as stays the same."""

from __future__ import annotations

from typing import TypeAlias

from truespec.codes import INVALID_OVERLAY
from truespec.diagnostic import Report
from truespec.document import Mapping, Mark, Sequence, Value, mark_of
from truespec.pointer import Token

Location: TypeAlias = tuple[Token, ...]


class Draft:
    """Copies a container before its first change; what is not changed is shared with the input."""

    def __init__(self, root: Mapping, report: Report) -> None:
        self.root = root.like(root)
        self.report = report
        # The copies are held here, so that none of their ids can be given to another object.
        self.owned: dict[int, Value] = {id(self.root): self.root}

    def own(self, location: Location) -> Value:
        """Give the value at a location, it and the containers on the way to it free to be changed."""
        value: Value = self.root
        for token in location:
            value = self._own_child(value, token)
        return value

    def mark(self, location: Location) -> Mark:
        """Give the mark of the value at a location, with its file."""
        holder = self.own(location[:-1])
        mark = mark_of(holder, location[-1]) if location else None
        return foreign(mark, holder) if mark and isinstance(holder, Mapping | Sequence) else self.root.mark

    def remove(self, location: Location) -> None:
        """Remove the value at a location."""
        container, token = self.own(location[:-1]), location[-1]
        if isinstance(container, Mapping):
            key = str(token)
            del container[key], container.marks[key], container.key_marks[key]
        elif isinstance(container, Sequence):
            del container[int(token)], container.marks[int(token)]

    def replace(self, location: Location, value: Value, mark: Mark) -> None:
        """Put another value in the place of the one at a location, which is not the root."""
        container, token = self.own(location[:-1]), location[-1]
        if isinstance(container, Mapping):
            container[str(token)], container.marks[str(token)] = value, mark
        elif isinstance(container, Sequence):
            container[int(token)], container.marks[int(token)] = value, mark

    def append(self, target: Sequence, values: Sequence) -> None:
        """Put the items of another list behind those of an owned one."""
        for value, mark in zip(values, values.marks, strict=True):
            target.add(value, foreign(mark, values))

    def merge(self, target: Mapping, update: Mapping) -> None:
        """Merge into an owned mapping: mappings key by key, lists one after the other, the rest replaced."""
        for key, value in update.items():
            old = target.get(key)
            if isinstance(old, Mapping) and isinstance(value, Mapping):
                self._merge_child(target, key, value)
            elif isinstance(old, Sequence) and isinstance(value, Sequence):
                self._append_all(target, key, value)
            elif isinstance(old, Mapping | Sequence):
                self._keep(key, update)
            else:
                mark, key_mark = update.marks[key], update.key_marks[key]
                target.put(key, value, foreign(mark, update), foreign(key_mark, update))

    def _merge_child(self, target: Mapping, key: str, update: Mapping) -> None:
        child = self._own_child(target, key)
        if isinstance(child, Mapping):
            self.merge(child, update)

    def _append_all(self, target: Mapping, key: str, update: Sequence) -> None:
        child = self._own_child(target, key)
        if isinstance(child, Sequence):
            self.append(child, update)

    def _keep(self, key: str, update: Mapping) -> None:
        """Leave it as it is; complain unless the update says nothing, as `components:` does."""
        if update[key] is None:
            return
        place = update.marks[key].place(update.file)
        message = f"{key} is a mapping or a list in the description, and the update is of another kind"
        self.report.add(INVALID_OVERLAY, at=place, message=message, hint="remove it in an action before")

    def _own_child(self, container: Value, token: Token) -> Value:
        if isinstance(container, Mapping):
            container[str(token)] = child = self._owned(container[str(token)])
        elif isinstance(container, Sequence):
            container[int(token)] = child = self._owned(container[int(token)])
        else:
            raise KeyError(token)
        return child

    def _owned(self, value: Value) -> Value:
        if id(value) in self.owned or not isinstance(value, Mapping | Sequence):
            return value
        copy = value.like(value) if isinstance(value, Mapping) else _copied(value)
        self.owned[id(copy)] = copy
        return copy


def foreign(mark: Mark, container: Mapping | Sequence) -> Mark:
    """Give a mark that names its file, for a value that moves to a container of another one."""
    return mark.within(container.file)


def deep_copy(value: Value) -> Value:
    """Give a copy that shares nothing which can be changed, marks kept."""
    if isinstance(value, Mapping):
        copy = value.like(value)
        copy.update({key: deep_copy(item) for key, item in value.items()})
        return copy
    if isinstance(value, Sequence):
        items = _copied(value)
        items[:] = [deep_copy(item) for item in value]
        return items
    return value


def _copied(sequence: Sequence) -> Sequence:
    copy = Sequence(sequence.file, sequence.mark)
    for value, mark in zip(sequence, sequence.marks, strict=True):
        copy.add(value, mark)
    return copy
