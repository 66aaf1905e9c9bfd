"""The rule that a description itself tells of the pages of an operation, without a word of it; none when in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from truespec.paging import Kind, PagingRule, Path
from truespec.plan import page_words as words
from truespec.plan.answers import Answer
from truespec.plan.bodies import Form
from truespec.plan.names import snake_case
from truespec.schema import ArraySchema, ObjectSchema, Property, Scalar, ScalarSchema, Schema, UnionSchema
from truespec.specification import Location, Operation, Parameter

_ADDRESS: Final = re.compile(r"\b(url|uri|hyperlink|link to)\b", re.IGNORECASE)
_ENDINGS: Final = ("cursor", "token", "offset", "after")
_TEXTS: Final = frozenset((Scalar.STRING, Scalar.UUID, Scalar.URI))
_COUNTS: Final = frozenset((Scalar.INTEGER, Scalar.NUMBER))


def detected(operation: Operation, answer: Answer) -> PagingRule | None:
    """Give the rule of an operation that reads, or that searches and is asked for a page in its body."""
    items = items_path(answer)
    if operation.method not in ("GET", "POST") or items is None:
        return None
    return _Detection(operation, answer, items).rule()


def items_path(answer: Answer) -> Path | None:
    """Give where the items of an answer are: it is a list, or has one that stands out, itself or in its one object."""
    if isinstance(answer.at(()), ArraySchema):
        return ()
    objects = answer.objects()
    is_wrapped = not answer.lists() and len(objects) == 1
    return _standing_out(answer, objects[0] if is_wrapped else ())


def _standing_out(answer: Answer, place: Path) -> Path | None:
    """Give the list of an object that is named as one, or the only one of an object that is no thing with an id."""
    lists = answer.lists(place)
    named = sorted((path for path in lists if snake_case(path[-1]) in words.ITEMS), key=_rank)
    is_thing = any(property_.wire_name == "id" for property_, _ in answer.properties(place))
    return named[0] if named else lists[0] if len(lists) == 1 and not is_thing else None


def _rank(path: Path) -> int:
    return words.ITEMS.index(snake_case(path[-1]))


class _Detection(Struct, frozen=True):
    operation: Operation
    answer: Answer
    items: Path

    def rule(self) -> PagingRule | None:
        """Give the surest rule that parameters and answer agree on; of what may change something, only a cursor is."""
        if self.operation.method == "POST":
            return self._by_cursor()
        ways = (
            *(self._by_cursor, self._by_link, self._by_url, self._by_last_cursor),
            *(self._by_item, self._by_page, self._by_offset),
        )
        return next((rule for way in ways if (rule := way())), None)

    def _by_cursor(self) -> PagingRule | None:
        return self._with_cursor(words.CURSORS | words.OFFSETS | words.PAGES, _is_next)

    def _by_last_cursor(self) -> PagingRule | None:
        return self._with_cursor(words.CURSORS, _is_last) if self._more() else None

    def _with_cursor(self, names: frozenset[str], is_cursor: Callable[[str, str, str], bool]) -> PagingRule | None:
        for parameter in self._parameters(names, _TEXTS | _COUNTS):
            asked = snake_case(parameter.wire_name)
            for path, property_, schema in self._fields():
                is_value = self._is(schema, _TEXTS | _COUNTS) and not _is_address(path, property_, schema)
                if is_value and is_cursor(asked, snake_case(property_.wire_name), _holder(path)):
                    return self._rule(Kind.CURSOR, parameter=parameter.wire_name, next=path)
        return None

    def _by_link(self) -> PagingRule | None:
        responses = (one for one in self.operation.responses if one.status.startswith("2"))
        told = (header.wire_name.lower() for one in responses for header in one.headers)
        asked = words.CURSORS | words.PAGES | words.OFFSETS | words.SIZES
        is_told = "link" in told and any(self._parameters(asked, _TEXTS | _COUNTS))
        return self._rule(Kind.LINK) if is_told else None

    def _by_url(self) -> PagingRule | None:
        asked = words.CURSORS | words.PAGES | words.OFFSETS | words.SIZES
        if not any(self._parameters(asked, _TEXTS | _COUNTS)):
            return None
        for path, property_, schema in self._fields():
            name = snake_case(property_.wire_name)
            is_next = name in words.NEXT_URLS | words.NEXT or (_holder(path) in words.NEXT and name in words.ADDRESSES)
            if is_next and self._is(schema, _TEXTS) and _is_address(path, property_, schema):
                return self._rule(Kind.URL, next=path)
        return None

    def _by_item(self) -> PagingRule | None:
        is_told = any(snake_case(path[-1]).endswith(_ENDINGS) for path, _, _ in self._fields())
        is_item = self._more() and self._item_field("id") and not is_told
        for parameter in self._parameters(words.AFTERS, _TEXTS) if is_item else ():
            return self._rule(Kind.ITEM, parameter=parameter.wire_name, next=("id",))
        return None

    def _by_page(self) -> PagingRule | None:
        last = self._field(words.PAGE_COUNTS, _COUNTS)
        is_sized = any(self._parameters(words.SIZES, _COUNTS)) or last or self._more()
        for parameter in self._parameters(words.PAGES, _COUNTS) if is_sized else ():
            first = parameter.first if isinstance(parameter, Parameter) else None
            if first in (0, 1):
                return self._rule(Kind.PAGE, parameter=parameter.wire_name, last=last if first else (), start=first)
        return None

    def _by_offset(self) -> PagingRule | None:
        if any(self._parameters(words.SIZES, _COUNTS)):
            for parameter in self._parameters(words.OFFSETS, _COUNTS):
                return self._rule(Kind.OFFSET, parameter=parameter.wire_name, start=0)
        return None

    def _rule(self, kind: Kind, *, parameter: str = "", next: Path = (), **told: Path | int | None) -> PagingRule:
        last, start = told.get("last"), told.get("start")
        return PagingRule(
            kind=kind,
            place=self.operation.place,
            parameter=parameter,
            next=next,
            items=self.items,
            more=self._more(),
            last=last if isinstance(last, tuple) else (),
            start=start if isinstance(start, int) else None,
        )

    def _parameters(self, names: frozenset[str], scalars: frozenset[Scalar]) -> Iterator[Parameter | Property]:
        """Give what need not be given of the query, or of the body if there is one, by name and type."""
        for one in self._body() if self.operation.method == "POST" else self._query():
            if not one.required and snake_case(one.wire_name) in names and self._is(one.schema, scalars):
                yield one

    def _query(self) -> tuple[Parameter, ...]:
        return tuple(one for one in self.operation.parameters if one.location is Location.QUERY)

    def _body(self) -> tuple[Property, ...]:
        bodies = self.answer.bodies
        contents = bodies.offered(self.operation)
        return bodies.properties(contents[0]) if contents and bodies.form(contents[0]) is Form.JSON else ()

    def _fields(self) -> Iterator[tuple[Path, Property, Schema]]:
        """Give the fields beside the items, and those of the objects beside them that tell of pages."""
        around = self.items[:-1]
        for home in dict.fromkeys((around, ())):
            holders = [path for path in self.answer.objects(home) if snake_case(path[-1]) in words.HOLDERS]
            inner = [path for holder in holders for path in self.answer.objects(holder)]
            within = [path for path in inner if snake_case(path[-1]) in words.HOLDERS | words.NEXT]
            for place in (home, *holders, *within):
                for property_, schema in self.answer.properties(place):
                    yield (*place, property_.wire_name), property_, schema

    def _field(self, names: frozenset[str], scalars: frozenset[Scalar]) -> Path:
        found = (path for path, one, _ in self._fields() if snake_case(one.wire_name) in names)
        return next((path for path in found if self._is(self.answer.at(path), scalars)), ())

    def _more(self) -> Path:
        return self._field(words.MORE, frozenset((Scalar.BOOLEAN,)))

    def _item_field(self, name: str) -> bool:
        list_ = self.answer.at(self.items)
        item = self.answer.bodies.inner(list_.items) if isinstance(list_, ArraySchema) else None
        fields = item.properties if isinstance(item, ObjectSchema) else ()
        return any(one.wire_name == name and self._is(one.schema, _TEXTS) for one in fields)

    def _is(self, schema: Schema | None, scalars: frozenset[Scalar]) -> bool:
        """Say whether a value, where it is not null, is one of these."""
        waiting, seen = [schema] if schema else [], set[int]()
        while waiting:
            inner = self.answer.bodies.inner(waiting.pop())
            if id(inner) in seen:
                # Choices that share their options lead to each of them by many ways.
                continue
            seen.add(id(inner))
            if isinstance(inner, UnionSchema):
                waiting.extend(inner.options)
                scalars |= {Scalar.NULL}
            elif not isinstance(inner, ScalarSchema) or inner.scalar not in scalars:
                return False
        return bool(seen)


def _is_next(parameter: str, field: str, holder: str) -> bool:
    """Say whether a field is the next value of a parameter."""
    if field == f"next_{parameter}" or (holder in words.NEXT and field == parameter):
        return True
    is_after = parameter in words.AFTERS and field in ("next_offset", "next_after")
    is_of_pages = holder in words.HOLDERS - words.LINKS and field == "next"
    return parameter in words.CURSORS and (field in words.NEXT_CURSORS or is_after or is_of_pages)


def _is_last(parameter: str, field: str, holder: str) -> bool:
    """Say whether a field is the value of a parameter for what comes behind the page."""
    return (parameter in words.AFTERS and field in words.LAST_CURSORS) or (holder == "cursors" and field == "after")


def _holder(path: Path) -> str:
    return snake_case(path[-2]) if len(path) > 1 else ""


def _is_address(path: Path, property_: Property, schema: Schema) -> bool:
    """Say whether a field is described as an address."""
    is_uri = isinstance(schema, ScalarSchema) and schema.scalar is Scalar.URI
    is_named = snake_case(property_.wire_name) in words.NEXT_URLS | words.ADDRESSES
    is_link = _holder(path) in words.LINKS
    return is_uri or is_named or is_link or _ADDRESS.search(property_.description) is not None
