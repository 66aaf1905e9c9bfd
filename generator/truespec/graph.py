"""Strongly connected components of a graph (Tarjan 1972), without recursion so that deep graphs are fine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

Graph = Mapping[str, Sequence[str]]


class _Search(Struct):
    """The state of one depth-first search."""

    graph: Graph
    index: dict[str, int] = field(default_factory=dict[str, int])
    low: dict[str, int] = field(default_factory=dict[str, int])
    stack: list[str] = field(default_factory=list[str])
    waiting: set[str] = field(default_factory=set[str])

    def from_root(self, root: str) -> Iterator[frozenset[str]]:
        """Give the components that are complete once everything reached from `root` was seen."""
        path = [(root, iter(self.graph[root]))]
        self._enter(root)
        while path:
            node, following = path[-1]
            target = next(following, None)
            if target is None:
                path.pop()
                if path:
                    self._lower(path[-1][0], self.low[node])
                if self.low[node] == self.index[node]:
                    yield self._component(node)
            elif target not in self.index:
                self._enter(target)
                path.append((target, iter(self.graph[target])))
            elif target in self.waiting:
                self._lower(node, self.index[target])

    def _enter(self, node: str) -> None:
        self.index[node] = self.low[node] = len(self.index)
        self.stack.append(node)
        self.waiting.add(node)

    def _lower(self, node: str, low: int) -> None:
        self.low[node] = min(self.low[node], low)

    def _component(self, root: str) -> frozenset[str]:
        """Take the finished component off the stack."""
        component: set[str] = set()
        while root not in component:
            component.add(self.stack.pop())
        self.waiting -= component
        return frozenset(component)


def strongly_connected(graph: Graph) -> list[frozenset[str]]:
    """Give the groups of nodes that reach each other, each node in exactly one."""
    search = _Search(graph)
    return [component for root in graph if root not in search.index for component in search.from_root(root)]
