"""Resources: the operations of each tag as the methods of one class."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from truespec.package import NOTHING, Facade, Method, Resource, Source
from truespec.plan.forms import ASYNC, SYNC
from truespec.plan.hints import with_hints
from truespec.plan.method_names import method_name, method_names
from truespec.plan.methods import MethodPlanner
from truespec.plan.names import (
    CLIENT_RESERVED,
    MODULE_RESERVED,
    TWINS_RESERVED,
    identifier,
    pascal_case,
    snake_case,
    unique_names,
)
from truespec.plan.shared_answers import with_shared_answers
from truespec.plan.source import code, docstring, markdown, prose
from truespec.specification import Operation, Specification

_ASYNC: Final = "Async"


def plan_resources(
    specification: Specification, planner: MethodPlanner, clients: Iterable[str]
) -> tuple[Resource, ...]:
    """Give a resource for each tag, by name; its classes stand beside the clients' and hide none of them."""
    by_tag: dict[str, list[Operation]] = defaultdict(list)
    same = _same_tags(operation.tag for operation in specification.operations)
    for operation in specification.operations:
        by_tag[same[operation.tag]].append(operation)
    names = unique_names(by_tag, lambda tag: identifier(snake_case(tag), "n", CLIENT_RESERVED | MODULE_RESERVED))
    classes = _class_names(names.values(), frozenset(clients))
    planned = [
        _resource(tag, (names[tag], classes[names[tag]]), operations, planner) for tag, operations in by_tag.items()
    ]
    return tuple(sorted(planned, key=lambda resource: resource.name))


def _same_tags(tags: Iterable[str]) -> dict[str, str]:
    """Give the tag that stands for each: those that differ in case or in what parts their words are one."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tag in tags:
        groups[snake_case(tag), re.sub(r"[\w\s./-]", "", tag)].add(tag)
    return {tag: min(group) for group in groups.values() for tag in group}


def _class_names(resources: Iterable[str], clients: frozenset[str]) -> dict[str, str]:
    """Name the class of each resource, with a word more where the plain name is already that of another class."""
    plain = unique_names(resources, lambda name: identifier(pascal_case(name), "N"))
    taken = TWINS_RESERVED | clients | {f"{_ASYNC}{name}" for name in plain.values()}
    return {
        resource: f"{name}Resource" if name in taken or f"{_ASYNC}{name}" in clients else name
        for resource, name in plain.items()
    }


def _resource(tag: str, names: tuple[str, str], operations: list[Operation], planner: MethodPlanner) -> Resource:
    """Plan one resource; `names` are that of its attribute and that of its class."""
    name, class_name = names
    told = planner.specification.tag_descriptions.get(tag, "")
    text = told or f"Operations of {tag}."
    methods, shared_answers = with_shared_answers(_methods(tag, name, operations, planner))
    streams = _streaming(class_name, methods)
    return Resource(
        tag=tag,
        name=code(name),
        title=markdown(tag),
        description=prose(told),
        module_docstring=docstring(text, indent=0),
        docstring=docstring(text),
        method_docstring=docstring(text, indent=2),
        shared_answers=shared_answers,
        methods=methods,
        facades=(
            Facade(kind=SYNC, class_name=code(class_name), client=code("SyncClient"), streaming=streams[0]),
            Facade(
                kind=ASYNC, class_name=code(f"{_ASYNC}{class_name}"), client=code("AsyncClient"), streaming=streams[1]
            ),
        ),
    )


def _streaming(class_name: str, methods: tuple[Method, ...]) -> tuple[Source, Source]:
    """Give what makes the views of streams of both classes, nothing when no answer can be streamed."""
    if not any(method.forms[SYNC].streaming for method in methods):
        return NOTHING, NOTHING
    return (
        code(f'Streaming["{class_name}Streaming"]()'),
        code(f'AsyncStreaming["{_ASYNC}{class_name}Streaming"]()'),
    )


def _methods(tag: str, resource: str, operations: list[Operation], planner: MethodPlanner) -> tuple[Method, ...]:
    """Plan the methods of a tag, by name."""
    hints = {one.name: method_name(one.name_hint, "") for one in operations if one.name_hint}
    names = with_hints(method_names((operation.name for operation in operations), tag), hints)
    planned = [planner.plan(operation, names[operation.name], resource) for operation in operations]
    return tuple(sorted(planned, key=lambda method: method.name))
