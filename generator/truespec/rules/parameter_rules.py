"""Rules about parameters and headers. See https://spec.openapis.org/oas/v3.1.2#parameter-object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from truespec.codes import CONTRADICTION, INVALID_NAME, MISSING_KEY, WRONG_VALUE
from truespec.document import Mapping
from truespec.rules.faults import TOKEN, Fault
from truespec.rules.schema_rules import check_items
from truespec.rules.tables import Version

_STYLES: Final = {
    "path": ("matrix", "label", "simple"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
    "querystring": (),
}


def check_parameter(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check one parameter."""
    location, name, style = value.get("in"), value.get("name"), value.get("style")
    if location == "path" and value.get("required") is not True:
        yield Fault(WRONG_VALUE, "a path parameter is always required: true", "required")
    if isinstance(name, str):
        yield from _parameter_name(str(location), name)
    if version < (3, 0):
        yield from _swagger_parameter(value)
        return
    if isinstance(style, str) and isinstance(location, str) and style not in _STYLES.get(location, (style,)):
        yield Fault(CONTRADICTION, f"the style {style} is not for parameters in {location}", "style")
    if location == "querystring" and "content" not in value:
        yield Fault(MISSING_KEY, "a parameter in querystring needs content", "schema")
    if "allowReserved" in value and not _may_reserve(value, version):
        yield Fault(CONTRADICTION, "allowReserved is not for such a parameter", "allowReserved")
    yield from _one_content(value, version)


def _parameter_name(location: str, name: str) -> Iterator[Fault]:
    if location in ("header", "cookie") and not TOKEN.fullmatch(name):
        yield Fault(INVALID_NAME, f"{name!r} is no name of a {location}", "name")
    if location == "path" and re.search(r"[{}]", name):
        yield Fault(INVALID_NAME, f"{name!r} holds a brace, and no path could name it", "name")


def _may_reserve(value: Mapping, version: Version) -> bool:
    """Say whether a parameter may have allowReserved; 3.2 takes it wherever something is percent-encoded."""
    if version == (3, 0) or value.get("in") == "query":
        return True
    return version >= (3, 2) and value.get("in") != "header" and value.get("style") != "cookie"


def _one_content(value: Mapping, version: Version) -> Iterator[Fault]:
    content = value.get("content")
    if "schema" not in value and "content" not in value:
        yield Fault(MISSING_KEY, "one of schema and content is needed")
    if isinstance(content, Mapping) and len(content) != 1:
        yield Fault(WRONG_VALUE, f"content must hold one media type, and holds {len(content)}", "content")


def _swagger_parameter(value: Mapping) -> Iterator[Fault]:
    location = value.get("in")
    needed = "schema" if location == "body" else "type"
    # A location that is no text is told as such.
    if needed not in value and isinstance(location, str):
        yield Fault(MISSING_KEY, f"a parameter in {location} needs the key {needed}")
    schema = value.get("schema")
    if isinstance(schema, Mapping) and schema.get("type") == "file":
        yield Fault(WRONG_VALUE, "a file is a parameter in formData, or the schema of a response", "schema")
    yield from check_items(value, (2, 0))


def check_header(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check one header."""
    yield from _one_content(value, version) if version >= (3, 0) else check_items(value, version)
