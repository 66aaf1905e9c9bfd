"""The rule that the purposes of parameters and fields make, where an author has written them beside each."""

from __future__ import annotations

from collections.abc import Iterator

from truespec.paging import Kind, PagingRule, Path
from truespec.plan.answers import Answer
from truespec.plan.page_rules import items_path
from truespec.schema import ArraySchema, ObjectSchema
from truespec.specification import Location, Operation, Specification


def has_purposes(specification: Specification) -> bool:
    """Say whether anything is written beside any field or parameter; few authors do."""
    objects = (named.schema for named in specification.schemas if isinstance(named.schema, ObjectSchema))
    given = (parameter for operation in specification.operations for parameter in operation.parameters)
    return any(one.purpose for schema in objects for one in schema.properties) or any(one.purpose for one in given)


def by_purpose(operation: Operation, answer: Answer) -> PagingRule | None:
    """Give the rule of purposes that go together, None when there are none."""
    asked, told = dict(_asked(operation, answer)), dict(_told(answer))
    if not (asked or told):
        return None
    items = told.get("items", items_path(answer))
    way = _way(asked, told, _item_id(answer, items))
    if way is None or items is None:
        return None
    kind, parameter, next_ = way
    return PagingRule(
        kind=kind,
        place=operation.place,
        parameter=asked.get(parameter, ""),
        next=next_,
        items=items,
        more=told.get("has_next_page", ()),
        last=told.get("total_page_count_field", ()) if kind is Kind.PAGE else (),
    )


def _way(asked: dict[str, str], told: dict[str, Path], id_: Path) -> tuple[Kind, str, Path] | None:
    """Choose the kind, with the purpose of its parameter and the field that it looks at."""
    if "next_cursor_param" in asked and "next_cursor_field" in told:
        return Kind.CURSOR, "next_cursor_param", told["next_cursor_field"]
    if "cursor_url_field" in told:
        return Kind.URL, "", told["cursor_url_field"]
    if "next_cursor_id_param" in asked and id_:
        return Kind.ITEM, "next_cursor_id_param", id_
    numbers = {"page_number_param": Kind.PAGE, "offset_count_param": Kind.OFFSET}
    return next(((kind, purpose, ()) for purpose, kind in numbers.items() if purpose in asked), None)


def _asked(operation: Operation, answer: Answer) -> Iterator[tuple[str, str]]:
    """Give the wire names of parameters and of fields of the body by their purposes."""
    contents = answer.bodies.offered(operation)
    fields = answer.bodies.properties(contents[0]) if contents else ()
    query = [one for one in operation.parameters if one.location is Location.QUERY]
    yield from ((one.purpose, one.wire_name) for one in query if one.purpose)
    yield from ((one.purpose, one.wire_name) for one in fields if one.purpose)


def _told(answer: Answer) -> Iterator[tuple[str, Path]]:
    """Give where the fields of an answer, and of objects in it, are by their purposes."""
    outer = answer.objects()
    for place in ((), *outer, *(path for one in outer for path in answer.objects(one))):
        yield from (
            (property_.purpose, (*place, property_.wire_name))
            for property_, _ in answer.properties(place)
            if property_.purpose
        )


def _item_id(answer: Answer, items: Path | None) -> Path:
    """Give the field of an item that is the cursor."""
    list_ = None if items is None else answer.at(items)
    item = answer.bodies.inner(list_.items) if isinstance(list_, ArraySchema) else None
    fields = item.properties if isinstance(item, ObjectSchema) else ()
    return next(((one.wire_name,) for one in fields if one.purpose == "cursor_item_id"), ())
