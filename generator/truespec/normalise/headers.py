"""The headers of responses. See https://spec.openapis.org/oas/v3.2.0#header-object."""

from __future__ import annotations

from typing import Final

from truespec.codes import IGNORED_PARAMETER
from truespec.document import Mapping
from truespec.normalise.extensions.wire import deprecation
from truespec.normalise.following import followed
from truespec.normalise.media_types import read_contents
from truespec.normalise.schemas import SchemaReader, text
from truespec.normalise.styles import DELIMITED
from truespec.specification import Header

# See the fixed field `headers` of https://spec.openapis.org/oas/v3.2.0#response-object.
IGNORED: Final = "content-type"


def read_headers(response: Mapping, schemas: SchemaReader) -> tuple[Header, ...]:
    """Read the headers of one response, by name; names that differ in case are one."""
    headers = response.get("headers")
    if not isinstance(headers, Mapping):
        return ()
    found: dict[str, Header] = {}
    for name in sorted(headers):
        if name.lower() == IGNORED:
            at = headers.key_marks[name].place(headers.file)
            schemas.report.add(IGNORED_PARAMETER, at=at, message=f"the header {name} is told by the media types")
        else:
            found.setdefault(name.lower(), _read(name, followed(headers[name], schemas.document), schemas))
    return tuple(found.values())


def _read(name: str, value: Mapping, schemas: SchemaReader) -> Header:
    """Read one header; its style can only be simple, or of Swagger 2.0."""
    contents, place, style = read_contents(value, schemas), value.place, text(value, "style")
    return Header(
        wire_name=name,
        style=style if style in DELIMITED else "simple",
        explode=value.get("explode") is True,
        required=value.get("required") is True,
        schema=contents[0].schema if contents else schemas.read(value.get("schema", True), place),
        place=place,
        description=text(value, "description") or text(value.get("schema"), "description"),
        media_type=contents[0].media_type if contents else "",
        deprecation=deprecation(value),
    )
