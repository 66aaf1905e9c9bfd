"""A value is put together piece by piece, without recursion and within bounds."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from truespec.codes import DUPLICATE_KEY, TOO_DEEP
from truespec.diagnostic import Report, Stopped
from truespec.document import MAX_DEPTH, Mapping, Mark, Sequence, Value


class Node(NamedTuple):
    """A finished value, the number of values in it, and how deep it is."""

    value: Value
    nodes: int = 1
    height: int = 0


class Frame(Struct):
    """A mapping or list that is not finished, and the key that waits for its value."""

    container: Mapping | Sequence
    key: str | None = None
    key_mark: Mark | None = None
    nodes: int = 1
    height: int = 1


class Tree:
    """Builds one value out of containers that open and close, keys and scalars."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self.stack: list[Frame] = []
        self.root: Value = None

    @property
    def wants_key(self) -> bool:
        """Whether the next piece is the key of a mapping."""
        frame = self.stack[-1] if self.stack else None
        return frame is not None and frame.key is None and isinstance(frame.container, Mapping)

    def key(self, text: str, mark: Mark) -> None:
        """Take the key of the next value."""
        frame = self.stack[-1]
        frame.key, frame.key_mark = text, mark
        if text in frame.container and isinstance(frame.container, Mapping):
            first = frame.container.key_marks[text].line
            message = f"the key {text} is already at line {first}"
            self.report.add(DUPLICATE_KEY, at=mark.place(self.file), message=message, hint="keep one")

    def open(self, container: Mapping | Sequence) -> None:
        """Begin a mapping or list."""
        self.check_depth(1, container.mark)
        self.stack.append(Frame(container))

    def close(self) -> Node:
        """End the innermost mapping or list."""
        frame = self.stack.pop()
        node = Node(frame.container, frame.nodes, frame.height)
        self.graft(node, frame.container.mark)
        return node

    def graft(self, node: Node, mark: Mark) -> None:
        """Put a value of any size where it belongs."""
        if self.stack:
            frame = self.stack[-1]
            frame.nodes += node.nodes - 1
            frame.height = max(frame.height, node.height + 1)
        self.add(node.value, mark)

    def add(self, value: Value, mark: Mark) -> None:
        """Put a single value where it belongs."""
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        frame.nodes += 1
        if isinstance(frame.container, Sequence):
            frame.container.add(value, mark)
        elif frame.key is not None:
            frame.container.put(frame.key, value, mark, frame.key_mark or mark)
            frame.key = None

    def check_depth(self, height: int, mark: Mark) -> None:
        """Stop when a value of this height would make the tree too deep."""
        if len(self.stack) + height > MAX_DEPTH:
            message = f"the nesting is deeper than {MAX_DEPTH} levels"
            self.report.add(TOO_DEEP, at=mark.place(self.file), message=message)
            raise Stopped
