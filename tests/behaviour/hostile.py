"""Descriptions that try to break out of wherever their text is put."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from command import run_truespec

# What ends a literal, a comment, a template, a tag or a line somewhere, or runs code where it is taken for code.
RUN = "__import__('os').system('touch pwned')"
TEXTS = {
    "quotes": f"\"\"\" ''' \" ' ); {RUN} #",
    "slashes": "\\ \\\\ \\\" \\' \\n \\x41 \\u0041 \\N{BULLET} ends in \\",
    "template": "{{7*7}} {% raw %} {% endraw %} {# no #} ${7*7} #{7*7} %(x)s {0} {x!r}",
    "lines": f"one\ntwo\r\nthree\rfour\n\n\n    {RUN}\n",
    "control": "\x00 \x07 \x1b[31m \x7f \x85 \u2028 \u2029 \u202e \u200b \ufeff \U0001f600",
    "markup": "<script>alert(1)</script> <img src=x onerror=alert(1)> ](javascript:alert(1)) | ` ``` <!-- --> &lt;",
    "toml": f'"\n[tool.evil]\nx = "\'\'\' """ \\u0000 {RUN}',
    "code": f"'); {RUN}; ('",
    "fstring": "{__import__('os').system('touch pwned')}",
    "type": "# type: ignore  # noqa  # fmt: off  # pragma: no cover",
}
ALL = " ".join(TEXTS.values())
# What would leave its folder, or be another file, where it is taken for the name of one.
NAMES = (
    "../../x",
    "..",
    ".",
    "a/b",
    "/etc/passwd",
    "",
    " ",
    "CON",
    "nul.txt",
    "__init__",
    "client",
    "close",
    "import",
    "self",
)

Json = dict[str, Any]


def description(texts: Sequence[str], everywhere: str = ALL) -> Json:
    """Give a description that holds each text wherever prose or a name may be, and all of them in its head."""
    parts = [_part(number, text) for number, text in enumerate(texts)]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": everywhere,
            "version": everywhere,
            "description": everywhere,
            "summary": everywhere,
            "contact": {"name": everywhere, "url": everywhere},
            "license": {"name": everywhere},
        },
        "externalDocs": {"url": everywhere, "description": everywhere},
        "servers": [{"url": f"https://api.example/{text}", "description": text} for text in texts],
        "tags": [{"name": text, "description": text} for text in texts],
        "paths": {path: item for part in parts for path, item in part["paths"].items()},
        "components": {
            "schemas": {name: one for part in parts for name, one in part["schemas"].items()},
            "securitySchemes": {name: one for part in parts for name, one in part["schemes"].items()},
        },
    }


def _part(number: int, text: str) -> Json:
    thing = f"Thing{number}"
    return {
        "paths": {f"/things{number}/{{id}}": {"summary": text, "description": text, "post": _operation(thing, text)}},
        "schemas": {thing: _thing(text), f"{text}Named": {"type": "string", "enum": [text], "description": text}},
        "schemes": {
            text: {"type": "http", "scheme": "bearer", "description": text},
            f"{text} key": {"type": "apiKey", "in": "query", "name": text, "description": text},
        },
    }


def _operation(thing: str, text: str) -> Json:
    reference = {"$ref": f"#/components/schemas/{thing}"}
    example = {"summary": text, "value": {text: text, "id": 1}}
    return {
        "operationId": text,
        "summary": text,
        "description": text,
        "tags": [text],
        "deprecated": True,
        "security": [{text: []}, {f"{text} key": []}],
        "parameters": [
            {"name": "id", "in": "path", "required": True, "description": text, "schema": {"type": "string"}},
            *(
                {"name": text or "none", "in": where, "description": text, "example": text, "schema": schema(text)}
                for where in ("query", "header", "cookie")
            ),
        ],
        "requestBody": {"description": text, "required": True, "content": {"application/json": {"schema": reference}}},
        "responses": {
            "200": {
                "description": text,
                "headers": {text: {"description": text, "schema": {"type": "string"}}},
                "content": {"application/json": {"schema": reference, "examples": {text: example}}},
            },
            "default": {"description": text},
        },
    }


def _thing(text: str) -> Json:
    prose = {"type": "string", "title": text, "description": text, "default": text, "examples": [text]}
    return {
        "type": "object",
        "title": text,
        "description": text,
        "required": [text, "id"],
        "properties": {
            "id": {"type": "integer", "description": text, "title": text},
            text: {**prose, "pattern": text},
            f"{text}2": {"type": "string", "enum": [text, f"{text}-", "plain"], "description": text},
            "inner": {"type": "object", "title": text, "properties": {text: prose}},
            "list": {"type": "array", "items": {"type": "string", "enum": [text]}, "x-evil": text},
        },
        "example": {text: text, "id": 1},
        f"x-{text}": text,
    }


def schema(text: str) -> Json:
    """Give the schema of a parameter."""
    return {"type": "string", "enum": [text, "plain"], "default": text, "description": text}


def keys(texts: Sequence[str]) -> Json:
    """Give a description that holds each text where a key, an address or a word of its own grammar is wanted."""
    return {
        "openapi": "3.2.0",
        "info": {"title": "Keys", "version": "1", "contact": {"email": ALL}},
        "servers": [
            {"url": f"https://{{{text}}}/", "variables": {text: {"default": text, "enum": [text]}}} for text in texts
        ],
        "paths": {f"/{number}/{text}": _keyed(number, text) for number, text in enumerate(texts)},
        "webhooks": {text: {"post": {"operationId": f"hook {text}", "responses": {}}} for text in texts},
        "components": {"schemas": {f"Keyed{number}": _words(text) for number, text in enumerate(texts)}},
    }


def _keyed(number: int, text: str) -> Json:
    content = {
        text: {"schema": {"$ref": f"#/components/schemas/Keyed{number}"}, "encoding": {text: {"contentType": text}}}
    }
    operation = {
        "tags": [f"../{text}"],
        "operationId": f"../{text}",
        "x-speakeasy-name-override": text,
        "x-speakeasy-group": text,
        "x-fern-sdk-method-name": text,
        "x-fern-sdk-group-name": text,
        "externalDocs": {"url": text},
        "requestBody": {"content": content},
        "responses": {"200": {"description": "", "content": content, "links": {text: {"operationId": text}}}},
        "callbacks": {text: {text: {"post": {"responses": {}}}}},
        "servers": [{"url": text}],
    }
    return {"servers": [{"url": text}], "put": operation}


def _words(text: str) -> Json:
    return {
        "type": "object",
        "x-go-type": text,
        "x-go-name": text,
        "discriminator": {"propertyName": text, "mapping": {text: "#/components/schemas/Keyed0"}},
        "properties": {
            "const": {"const": text},
            "format": {"type": "string", "format": text, "contentEncoding": text, "contentMediaType": text},
            "enum": {"enum": ["a", "b"], "x-enum-varnames": [text, f"{text}2"], "x-enum-descriptions": [text, text]},
            "mixed": {"enum": [1, text, None, {text: text}]},
            "one": {"oneOf": [{"title": text, "type": "string"}, {"title": text, "type": "object"}]},
            "nested": {"type": "array", "default": [text], "prefixItems": [{"const": text}]},
        },
        "patternProperties": {text: {"type": "string", "pattern": text}},
        "dependentRequired": {text: [text]},
        "additionalProperties": {"title": text, "enum": [text]},
        "$comment": text,
    }


@cache
def hostile_project(scratch: Path) -> Path:
    """Generate the package of all texts, once, in a folder of its own; gives its project folder."""
    scratch.mkdir()
    (scratch / "openapi.json").write_text(json.dumps(description(tuple(TEXTS.values()))))
    run = run_truespec("generate", "openapi.json", "--output", "out", "--package", "hostile_api", cwd=scratch)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"operations  {len(TEXTS)} of {len(TEXTS)}" in run.stdout
    return scratch / "out"
