"""The events of a YAML parser become a tree; what has no JSON meaning is refused with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from truespec.codes import INVALID_YAML, UNSUPPORTED_YAML
from truespec.diagnostic import Report, Stopped
from truespec.document import Mapping, Mark, Sequence
from truespec.load.excerpt import Excerpt
from truespec.load.tree import Node, Tree
from truespec.load.yaml_scalars import CORE, Scalar, plain, tagged

MERGE_KEY = "<<"
KEY_TAGS = (None, "!", CORE + "str", CORE + "merge")
# An alias stands for a copy; for each value that is written, a file may stand for so many more. Real ones stay below 1.
MAX_GROWTH = 10
ALWAYS_ALLOWED = 100_000

Restore = Callable[[str], str]


class Composer:
    """Takes one event after the other."""

    def __init__(self, excerpt: Excerpt, report: Report) -> None:
        self.excerpt = excerpt
        self.report = report
        self.tree = Tree(excerpt.source.name, report)
        self.anchors: dict[str, Node | None] = {}
        self.open_anchors: list[str | None] = []
        self.merging: set[int] = set()
        self.documents = self.written = self.copied = 0

    def take(self, event: Any, restore: Restore) -> None:
        """Take the next event; `restore` undoes what was done to the text."""
        match type(event).__name__:
            case "ScalarEvent":
                self._scalar(event, restore(event.value))
            case "MappingStartEvent":
                self._open(event, Mapping(self.excerpt.source.name, self._mark(event)))
            case "SequenceStartEvent":
                self._open(event, Sequence(self.excerpt.source.name, self._mark(event)))
            case "MappingEndEvent" | "SequenceEndEvent":
                self._close()
            case "AliasEvent":
                self._alias(event)
            case "DocumentStartEvent":
                self._document(event)
            case _:
                pass

    def _scalar(self, event: Any, text: str) -> None:
        mark = self._mark(event)
        if self.tree.wants_key:
            self._key(event, text, mark)
            return
        value = self._scalar_value(event, text, mark)
        if event.anchor is not None:
            self.anchors[event.anchor] = Node(value)
        self.written += 1
        self.tree.add(value, mark)

    def _scalar_value(self, event: Any, text: str, mark: Mark) -> Scalar:
        is_plain = not event.style
        try:
            if event.tag is not None:
                return tagged(text, str(event.tag))
            return plain(text) if is_plain else self._characters(text, mark)
        except ValueError as error:
            self._refuse(mark, str(error))
            return None

    def _characters(self, text: str, mark: Mark) -> str:
        """Join the two halves of escaped surrogate pairs, which JSON writes and YAML 1.2 allows."""
        if text.isascii():
            return text
        try:
            return text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            message = "the text holds half of a surrogate pair"
            self.report.add(INVALID_YAML, at=mark.place(self.tree.file), message=message)
            return ""

    def _key(self, event: Any, text: str, mark: Mark) -> None:
        if not event.style and not text:
            self._refuse(mark, "a key is missing before the colon")
        if event.tag not in KEY_TAGS:
            self._refuse(mark, f"a key has the tag {str(event.tag).replace(CORE, '!!')}")
        if event.anchor is not None:
            self.anchors[event.anchor] = Node(text)
        if text == MERGE_KEY and not event.style:
            self.merging.add(id(self.tree.stack[-1].container))
        self.tree.key(text, mark)

    def _open(self, event: Any, container: Mapping | Sequence) -> None:
        if self.tree.wants_key:
            self._refuse(container.mark, "a key is a mapping or a list")
            raise Stopped
        kind = "map" if isinstance(container, Mapping) else "seq"
        if event.tag not in (None, "!", CORE + kind):
            self._refuse(container.mark, f"the tag {str(event.tag).replace(CORE, '!!')} has no JSON meaning")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.open_anchors.append(event.anchor)
        self.written += 1
        self.tree.open(container)

    def _close(self) -> None:
        container = self.tree.stack[-1].container
        if isinstance(container, Mapping) and id(container) in self.merging:
            self.merging.remove(id(container))
            self.tree.stack[-1].container = merged(container)
        node = self.tree.close()
        anchor = self.open_anchors.pop()
        if anchor is not None:
            self.anchors[anchor] = node

    def _alias(self, event: Any) -> None:
        mark = self._mark(event)
        if self.tree.wants_key:
            self._refuse(mark, "a key is an alias")
            raise Stopped
        node = self.anchors.get(event.anchor)
        if node is None:
            problem = "stands inside itself" if event.anchor in self.anchors else "has no anchor"
            self._refuse(mark, f"the alias {event.anchor} {problem}")
            node = Node(None)
        self.tree.check_depth(node.height, mark)
        self.copied += node.nodes
        if self.copied > max(ALWAYS_ALLOWED, MAX_GROWTH * self.written):
            self._refuse(mark, "the aliases make the file grow without bound")
            raise Stopped
        self.tree.graft(node, mark)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(self._mark(event), "a second YAML document begins here", "keep one of them")
            raise Stopped

    def _refuse(self, mark: Mark, message: str, hint: str = "") -> None:
        self.report.add(UNSUPPORTED_YAML, at=mark.place(self.tree.file), message=message, hint=hint)

    def _mark(self, event: Any) -> Mark:
        return self.excerpt.mark(event.start_mark.line, event.start_mark.column)


def merged(mapping: Mapping) -> Mapping:
    """Put the entries of the merge key's mappings in its place; the mapping's own entries win.

    See https://yaml.org/type/merge.html; not part of YAML 1.2, but descriptions use it.
    """
    value = mapping[MERGE_KEY]
    listed = value if isinstance(value, Sequence) else [value]
    sources = [source for source in listed if isinstance(source, Mapping)]
    if len(sources) < len(listed):
        return mapping
    result = Mapping(mapping.file, mapping.mark)
    for key, origin in _entries(mapping, sources):
        if key not in result:
            result.put(key, origin[key], origin.marks[key], origin.key_marks[key])
    return result


def _entries(mapping: Mapping, sources: list[Mapping]) -> Iterator[tuple[str, Mapping]]:
    for key in mapping:
        if key != MERGE_KEY:
            yield key, mapping
            continue
        for source in sources:
            yield from ((inherited, source) for inherited in source if inherited not in mapping)
