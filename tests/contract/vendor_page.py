"""The vendor's page, read without any code of ours: its examples, its schemas, and the lines that they stand at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, reduce
from pathlib import Path
from typing import Any

import jsonschema_rs
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from generated_api import PAGE

OPERATION = ("paths", "/v2/sources", "post")
REQUEST = (*OPERATION, "requestBody", "content", "application/json")
CREATED = (*OPERATION, "responses", "201", "content", "application/json")
ERRORS = {400: "BadRequestError", 401: "UnauthorizedError", 403: "ForbiddenError"}


@cache
def page() -> tuple[Any, int]:
    """Give the description on the page, and the number of the page's line that comes before it."""
    (fence,) = (token for token in MarkdownIt().parse(PAGE.read_text("utf-8")) if token.type == "fence")
    assert fence.map is not None
    return YAML().load(fence.content), fence.map[0] + 1


@cache
def canonical(project: Path) -> Any:
    """Give the description that a generated package ships."""
    return YAML(typ="safe").load((project / "openapi.yaml").read_text("utf-8"))


def at(pointer: tuple[str, ...]) -> Any:
    """Give what stands at a pointer of the page's description, as plain JSON values."""
    return plain(reduce(lambda node, key: node[key], pointer, page()[0]))


def line_of(pointer: tuple[str | int, ...]) -> int:
    """Give the line of the page at which a key stands."""
    description, before = page()
    parent = reduce(lambda node, key: node[key], pointer[:-1], description)
    return int(parent.lc.key(pointer[-1])[0]) + before + 1


def error_example(status: int) -> Any:
    """Give the example of an error's body."""
    schema = ("components", "responses", ERRORS[status], "content", "application/json", "schema")
    return at(schema)["examples"][0]


def contradictions(value: Any, schema: tuple[str, ...], description: Any = None) -> Iterator[tuple[str | int, ...]]:
    """Give each place where a value is not what the description's schema says, by an independent validator."""
    whole = plain(page()[0] if description is None else description)
    registry = jsonschema_rs.Registry([("urn:page", whole)], draft=jsonschema_rs.Draft202012)
    pointer = "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in schema)
    validator = jsonschema_rs.Draft202012Validator(
        {"$ref": f"urn:page#{pointer}"}, registry=registry, validate_formats=True
    )
    yield from dict.fromkeys(tuple(error.instance_path) for error in validator.iter_errors(value))


def plain(node: Any) -> Any:
    """Give ruamel's containers as plain ones."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(item) for item in node]
    return str(node) if isinstance(node, str) else node
