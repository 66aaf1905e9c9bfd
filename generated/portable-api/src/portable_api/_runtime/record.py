"""Values whose parts never change, for modules that every client loads.

`dataclasses` does the same, and writes and compiles the methods of each class: as long as the call that follows takes.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, ClassVar, Self, dataclass_transform

EMPTY: Any = MappingProxyType[str, Any]({})
"""No names, which all values may share."""

_NONE: Any = object()
_set = object.__setattr__


class _Hidden:
    def __init__(self, default: Any) -> None:
        self.default = default


def hidden(*, default: Any = _NONE) -> Any:
    """Declare a part that is not shown, since it may be secret or long."""
    return _Hidden(default)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(hidden,))
class Record:
    """Base of values: the annotations of a class are its parts, given by name, and in order too if not `kw_only`.

    Two of one class are equal when their parts are, or only when they are the same if not `eq`.
    """

    _parts: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _needed: ClassVar[frozenset[str]] = frozenset()
    _shown: ClassVar[tuple[str, ...]] = ()
    _ordered: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, kw_only: bool = True, eq: bool = True) -> None:
        super().__init_subclass__()
        own = [name for name, annotation in cls.__annotations__.items() if not annotation.startswith("ClassVar")]
        shown = [name for name in own if not isinstance(vars(cls).get(name), _Hidden)]
        for name in {*own} - {*shown}:
            default = vars(cls)[name].default
            delattr(cls, name) if default is _NONE else setattr(cls, name, default)
        cls._parts, cls._shown = (*cls._parts, *own), (*cls._shown, *shown)
        cls._known, cls._needed = frozenset(cls._parts), cls._needed.union(set(own) - vars(cls).keys())
        cls._ordered = () if kw_only else cls._parts
        if not eq:
            # Rows are keys of caches that each call looks into.
            for name in ("__eq__", "__hash__"):
                setattr(cls, name, getattr(object, name))

    def __init__(self, *ordered: Any, **named: Any) -> None:
        if ordered:
            named = self._named(ordered, named)
        if not (self._known.issuperset(named) and named.keys() >= self._needed):
            raise TypeError(self._misfit(named))
        # The names were made for this call, so that they need not be copied.
        _set(self, "__dict__", named)

    def _named(self, ordered: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
        first = dict(zip(self._ordered, ordered, strict=False))
        if len(first) < len(ordered) or first.keys() & named.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._ordered) or 'names'}, each once")
        return first | named

    def _misfit(self, named: dict[str, Any]) -> str:
        missing, unknown = sorted(self._needed - named.keys()), sorted(named.keys() - self._known)
        wrong = [f"needs {name}=" for name in missing] + [f"has no {name}" for name in unknown]
        return f"{type(self).__name__} {', '.join(wrong)}"

    @classmethod
    def part_names(cls) -> tuple[str, ...]:
        """Give the names of all parts, in order."""
        return cls._parts

    def replaced(self, **parts: Any) -> Self:
        """Give a value with other parts, and the rest of this one."""
        return type(self)(**{name: getattr(self, name) for name in self._parts} | parts)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name} of a {type(self).__name__} never changes")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name} of a {type(self).__name__} never changes")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._parts)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self._parts))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._shown)})"
