"""Reads descriptions without truespec: the standard library's JSON, ruamel's YAML, references followed by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

Place = tuple[Path, str]


class _Constructor(SafeConstructor):
    """Gives what JSON has: keys are text as it was written, dates are text."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        if isinstance(node, MappingNode):
            for key, _ in node.value:
                if isinstance(key, ScalarNode) and key.tag not in ("tag:yaml.org,2002:merge", "tag:yaml.org,2002:str"):
                    key.tag = "tag:yaml.org,2002:str"
        return super().construct_object(node, deep=deep)


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


class UnreadableError(Exception):
    """A reference that leads nowhere, or out of the files that are here."""


class RemoteError(UnreadableError):
    """A reference that leads into the network, which nobody asks here."""


@cache
def read(path: Path) -> Any:
    """Give the content of a JSON or YAML file."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path.name}: {error.strerror}") from None
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError:
            pass
    try:
        return _yaml(text, pure=False)
    except YAMLError:
        return _yaml(text, pure=True)


def _yaml(text: str, *, pure: bool) -> Any:
    reader = YAML(typ="safe", pure=pure)
    reader.Constructor = _Constructor
    reader.allow_duplicate_keys = True
    return reader.load(text)


def target_of(reference: str, file: Path) -> Place:
    """Give where a reference leads: a file and a fragment."""
    path, _, fragment = reference.partition("#")
    if "://" in path:
        raise RemoteError(f"{reference} is not among the files")
    return (file.parent / unquote(path)).resolve() if path else file, unquote(fragment)


def at(place: Place) -> Any:
    """Give what stands at a place."""
    file, fragment = place
    value = read(file)
    if fragment and not fragment.startswith("/"):
        return _anchored(value, fragment)
    for token in fragment.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (KeyError, IndexError, TypeError, ValueError):
            raise UnreadableError(f"{file.name} has nothing at #{fragment}") from None
        if isinstance(value, dict) and set(value) == {"$ref"} and isinstance(value["$ref"], str):
            value, file = followed(value, file)
    return value


def _anchored(value: Any, name: str) -> Any:
    for found in _mappings(value):
        if name in (found.get("$anchor"), found.get("$dynamicAnchor")):
            return found
    raise UnreadableError(f"nothing has the anchor {name}")


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _mappings(item)


def followed(value: Any, file: Path) -> tuple[Any, Path]:
    """Follow references to what is meant, with what stands beside them; the file that it stands in goes along."""
    seen = 0
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        target = target_of(value["$ref"], file)
        beside = {key: item for key, item in value.items() if key != "$ref"}
        value, file = at(target), target[0]
        if beside and isinstance(value, dict):
            value = {**value, **beside}
        seen += 1
        if seen > 50:
            raise UnreadableError("a reference leads back to itself")
    return value, file
