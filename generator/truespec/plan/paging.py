"""The pages of an operation as the row that the runtime follows, by what somebody said or the description tells."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from truespec.codes import IGNORED_EXTENSION, INVALID_SETTINGS, PAGED
from truespec.diagnostic import Report
from truespec.package import Package, Paging, Source
from truespec.paging import Kind, PagingRule, PagingRules, Path
from truespec.plan.answers import Answer, answer_of
from truespec.plan.bodies import Bodies
from truespec.plan.names import upper_case
from truespec.plan.page_purposes import by_purpose, has_purposes
from truespec.plan.page_rules import detected, items_path
from truespec.plan.source import code, literal
from truespec.schema import AnySchema, ArraySchema
from truespec.specification import Location, Operation, Specification

_CLASSES: Final = {
    Kind.CURSOR: "Cursor",
    Kind.ITEM: "LastItem",
    Kind.PAGE: "PageNumber",
    Kind.OFFSET: "Offset",
    Kind.URL: "NextUrl",
    Kind.LINK: "NextLink",
}
_WITH_PARAMETER: Final = (Kind.CURSOR, Kind.ITEM, Kind.PAGE, Kind.OFFSET)
_STARTS: Final = {Kind.PAGE: 1, Kind.OFFSET: 0}


class PagingPlanner(Struct, frozen=True):
    """Plans the pages of operations; the user's rules win over the description's, and these over what is detected."""

    bodies: Bodies
    rules: PagingRules
    report: Report
    has_purposes: bool

    @classmethod
    def of(cls, bodies: Bodies, rules: PagingRules, report: Report) -> PagingPlanner:
        """Give the planner of what `bodies` are planned for."""
        return cls(bodies, rules, report, has_purposes(bodies.specification))

    def plan(self, operation: Operation, name: str) -> Paging | None:
        """Give the pages of an operation, None when it has none; `name` is that of its method."""
        answer = answer_of(operation, self.bodies)
        stated = self.rules.get(operation.name) or operation.paging
        if stated:
            return None if stated.kind is Kind.OFF else self._stated(stated, operation, answer, name)
        if answer is None:
            return None
        rule = (self.has_purposes and by_purpose(operation, answer)) or detected(operation, answer)
        return self._paging(replace(rule, start=_start(rule, operation)), answer, name) if rule else None

    def _stated(self, rule: PagingRule, operation: Operation, answer: Answer | None, name: str) -> Paging | None:
        """Plan by what somebody said, if that is true of the operation, and complain if it is not."""
        if answer is None:
            self._complain(rule, operation, "its answer is not one type of JSON")
            return None
        items = items_path(answer) if rule.items is None else rule.items
        stated = replace(rule, items=items, start=_start(rule, operation))
        faults = list(_faults(stated, operation, answer))
        for fault in faults:
            self._complain(rule, operation, fault)
        return None if faults else self._paging(stated, answer, name)

    def _complain(self, rule: PagingRule, operation: Operation, fault: str) -> None:
        is_setting = operation.name in self.rules
        code_, end = (INVALID_SETTINGS, "") if is_setting else (IGNORED_EXTENSION, ", so it has no effect")
        self.report.add(code_, at=rule.place, message=f"the pages of {operation.name}: {fault}{end}")

    def _paging(self, rule: PagingRule, answer: Answer, name: str) -> Paging:
        """Plan by a rule that is true of the operation."""
        list_ = answer.at(rule.items or ())
        item = self.bodies.annotations.of(list_.items) if isinstance(list_, ArraySchema) else "Any"
        return Paging(
            # No constant of a row has two underscores within, so that none can be the same.
            constant=code(f"_{upper_case(name)}__PAGES"),
            item=code(item),
            row=code(f"{_CLASSES[rule.kind]}({', '.join(_arguments(rule))})"),
            kind=rule.kind.value,
        )


def _start(rule: PagingRule, operation: Operation) -> int | None:
    """Give what a number begins with: what was said, or else is described, None when nothing is."""
    described = (one.first for one in operation.parameters if one.wire_name == rule.parameter)
    return next(described, None) if rule.start is None else rule.start


def _faults(rule: PagingRule, operation: Operation, answer: Answer) -> Iterator[str]:
    """Say what of a rule is not so."""
    if rule.items is None:
        yield "the answer has no list that stands out; say where its items are"
    elif not isinstance(answer.at(rule.items), ArraySchema | AnySchema):
        yield f"the answer has no list {_shown(rule.items)}"
    if rule.kind in _WITH_PARAMETER and rule.parameter not in _parameters(operation, answer.bodies):
        yield f"the operation has neither a query parameter nor a field of the body {rule.parameter}"
    paths = (rule.more, rule.last, () if rule.kind is Kind.ITEM else rule.next)
    yield from (f"the answer has no field {_shown(path)}" for path in paths if path and answer.at(path) is None)


def _parameters(operation: Operation, bodies: Bodies) -> set[str]:
    """Give what can ask for a page."""
    query = {one.wire_name for one in operation.parameters if one.location is Location.QUERY}
    contents = bodies.offered(operation)
    return query | {one.wire_name for content in contents[:1] for one in bodies.properties(content)}


def _arguments(rule: PagingRule) -> Iterator[str]:
    """Give the arguments of the row."""
    if rule.kind in _WITH_PARAMETER:
        yield f"parameter={literal(rule.parameter)}"
    if rule.kind in _STARTS:
        yield f"start={_STARTS[rule.kind] if rule.start is None else rule.start}"
    named = {"next": rule.next, "items": rule.items or (), "more": rule.more, "last": rule.last}
    yield from (f"{name}={_path(path)}" for name, path in named.items() if path)


def _path(path: Path) -> Source:
    return code(f"({', '.join(map(literal, path))},)")


def _shown(path: Path) -> str:
    return ".".join(path)


def _report_strangers(specification: Specification, rules: PagingRules, report: Report) -> None:
    """Complain of rules of the user for operations that there are not."""
    names = [operation.name for operation in specification.operations]
    for name in sorted(rules.keys() - set(names)):
        closest = get_close_matches(name, names, n=1)
        hint = f"did you mean {closest[0]}?" if closest else ""
        report.add(INVALID_SETTINGS, at=rules[name].place, message=f"there is no operation {name}", hint=hint)


def report_pages(package: Package, specification: Specification, rules: PagingRules, report: Report) -> None:
    """Say which operations answer in pages, and how those follow each other; complain of `rules` for no operation."""
    _report_strangers(specification, rules, report)
    by_kind: dict[str, list[str]] = {}
    for resource in package.resources:
        for method in resource.methods:
            if method.paging:
                by_kind.setdefault(method.paging.kind, []).append(method.operation)
    told = "; ".join(f"by {kind}: {', '.join(sorted(names))}" for kind, names in sorted(by_kind.items()))
    if told:
        count = sum(map(len, by_kind.values()))
        message = f"{count} of {len(specification.operations)} operations answer in pages, {told}"
        report.add(PAGED, at=specification.described.root.place, message=message)
