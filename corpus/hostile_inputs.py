"""Descriptions that try to exhaust a machine: what each is made of, and which command is to survive it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

DEEP, LONG, HUGE = 10_000, 300_000, 100_000_000
HEAD = '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}'
YAML = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n"
GET = {"get": {"responses": {"200": {"description": "d"}}}}


class Input(NamedTuple):
    """One file: its name, its text when asked for, the command, and whether that is to end in a diagnostic."""

    name: str
    text: Callable[[], str | bytes]
    command: str
    refused: bool


def inputs() -> Iterator[Input]:
    """Give every input."""
    yield from (Input(name, text, "lint", True) for name, text in REFUSED.items())
    yield from (Input(name, text, "lint", False) for name, text in READ.items())
    yield from (Input(name, text, "generate", False) for name, text in GENERATED.items())


def _schemas(schemas: dict[str, Any]) -> str:
    return f'{HEAD},"components":{{"schemas":{json.dumps(schemas)}}}}}'


def _operation(**more: Any) -> str:
    return json.dumps({**json.loads(HEAD + "}"), "paths": {"/a": {"get": {**GET["get"], **more}}}})


def _bomb() -> str:
    lines = (f"x-{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    return YAML + "x-0: &a0 [lol]\n" + "".join(lines)


def _chain(length: int, key: str, copies: int = 1) -> str:
    """Give schemas that lead on to each other, each by a list under a key, or by reference alone."""
    links: dict[str, Any] = {}
    for number in range(length):
        following = {"$ref": f"#/components/schemas/S{number + 1}"}
        links[f"S{number}"] = {key: [following] * copies} if key else following
    return _schemas({**links, f"S{length}": {"type": "object"}})


def _nested(key: str, opening: str, closing: str, depth: int) -> str:
    return f'{HEAD},"{key}":{opening * depth}1{closing * depth}}}'


REFUSED: dict[str, Callable[[], str | bytes]] = {
    "alias-bomb.yaml": _bomb,
    "alias-of-itself.yaml": lambda: YAML + "x-a: &a [*a]\n",
    "deep-list.json": lambda: _nested("x-a", "[", "]", DEEP),
    "deep-map.json": lambda: _nested("x-a", '{"a":', "}", DEEP),
    "deep-flow.yaml": lambda: YAML + "x-a: " + "[" * DEEP + "]" * DEEP,
    "deep-dashes.yaml": lambda: YAML + "x-a:\n  " + "- " * DEEP + "1\n",
    "deep-block.yaml": lambda: YAML + "x-a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 2000)),
    "never-closed.yaml": lambda: YAML + "x-a: " + "[" * (100 * DEEP),
    "never-closed.json": lambda: HEAD + ',"x-a":' + "[" * (100 * DEEP),
    "references.json": lambda: _chain(DEEP, ""),
    "all-of.json": lambda: _chain(1000, "allOf"),
    "doubled-all-of.json": lambda: _chain(60, "allOf", 2),
    "duplicate-keys.json": lambda: HEAD + ',"x-a":1' * LONG + "}",
    "utf-16.json": lambda: (HEAD + "}").encode("utf-16"),
    "not-utf-8.json": lambda: HEAD.encode() + b',"x-a":"\xff\xfe"}',
    "nul.yaml": lambda: YAML + 'x-a: "a\0b"\n',
    "long-number.json": lambda: f'{HEAD},"x-a":{"9" * LONG}}}',
    "long-number.yaml": lambda: YAML + "x-a: " + "9" * LONG + "\n",
    "open-fences.md": lambda: "```\n" * LONG,
    "open-brackets.md": lambda: "# x\n" + "[" * LONG,
    "quotes.md": lambda: "> " * LONG + "x",
    "links.md": lambda: "[a](b" * LONG,
    "emphasis.md": lambda: "*a_" * LONG,
}
READ: dict[str, Callable[[], str | bytes]] = {
    "huge-text.json": lambda: f'{HEAD},"x-a":"{"a" * HUGE}"}}',
    "huge-plain.yaml": lambda: YAML + "x-a: " + "a" * HUGE + "\n",
    "huge-block.yaml": lambda: YAML + "x-a: |\n" + ("  " + "a" * 78 + "\n") * (HUGE // 80),
    "huge-key.yaml": lambda: YAML + "? x-" + "a" * HUGE + "\n: 1\n",
    "huge-comment.yaml": lambda: "#" + "a" * HUGE + "\n" + YAML,
    "many-keys.yaml": lambda: YAML + "".join(f"x-{number}: 1\n" for number in range(LONG)),
    "crlf.yaml": lambda: YAML.replace("\n", "\r\n"),
    "bom.yaml": lambda: "\ufeff" + YAML,
    "bom.json": lambda: "\ufeff" + HEAD + "}",
    "tabs.json": lambda: HEAD.replace(",", ",\t") + "}",
    "properties.json": lambda: _schemas(
        {f"S{number}": {"properties": {"a": {"$ref": f"#/components/schemas/S{number + 1}"}}} for number in range(2000)}
        | {"S2000": {}}
    ),
    "doubled-any-of.json": lambda: _chain(60, "anyOf", 2),
}
_AS = "a" * 60
GENERATED: dict[str, Callable[[], str | bytes]] = {
    "patterns.json": lambda: _schemas(
        {
            "A": {"type": "string", "pattern": "^(a+)+$", "example": f"{_AS}!"},
            "B": {"type": "string", "pattern": "(?=(a+)+$)(a|a)*b", "example": _AS},
            "C": {"type": "string", "pattern": "(", "example": "x"},
            "D": {"type": "string", "pattern": "a{1,100000}{1,100000}", "example": "x"},
            "E": {"patternProperties": {"^(a+)+$": {"type": "string"}}, "example": {f"{_AS}!": 1}},
        }
    ),
    "long-operation-id.json": lambda: _operation(operationId="a" * LONG),
    "long-tag.json": lambda: _operation(tags=["t" * LONG]),
    "long-names.json": lambda: _schemas({"S" * LONG: {"type": "object", "properties": {"p" * LONG: {}}}}),
    "long-title.json": lambda: HEAD.replace('"t"', f'"{"t" * LONG}"') + "}",
    "many-values.json": lambda: _schemas({"A": {"enum": [f"v{number}" for number in range(20_000)]}}),
    "values-without-letters.json": lambda: _schemas({"A": {"enum": ["!" * length for length in range(1, 1500)]}}),
    "many-examples.json": lambda: _schemas(
        {"A": {"type": "array", "items": {"type": "integer"}, "examples": [[number] * 100 for number in range(5000)]}}
    ),
    "many-aliases.yaml": lambda: (
        f"{YAML}components:\n  schemas:\n    A: &a {{properties: {{{'p: {}, '.join(map(str, range(2000)))}: {{}}}}}}\n"
        + "".join(f"    B{number}: *a\n" for number in range(40))
    ),
    "far-numbers.json": lambda: _schemas({"A": {"type": "number", "minimum": -1e308, "default": 1e308}}),
    "doubled-properties.json": lambda: _schemas(
        {
            f"S{number}": {
                "type": "object",
                "properties": {key: {"$ref": f"#/components/schemas/S{number + 1}"} for key in "ab"},
                "required": ["a", "b"],
            }
            for number in range(40)
        }
        | {"S40": {"type": "string"}}
    ),
}
