"""Media Type Objects. See https://spec.openapis.org/oas/v3.2.0#media-type-object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from truespec.codes import WIDENED
from truespec.diagnostic import Report
from truespec.document import Mapping, Value
from truespec.normalise.following import followed
from truespec.normalise.schemas import SchemaReader, text
from truespec.normalise.styles import style_of
from truespec.specification import Content, Encoding, Location

_BY_POSITION: Final = ("prefixEncoding", "itemEncoding")


def read_contents(holder: Mapping, schemas: SchemaReader) -> tuple[Content, ...]:
    """Read the media types of a body, response or parameter, JSON first and then by name."""
    content = holder.get("content")
    read = [
        _read(media_type, followed(entry, schemas.document), schemas)
        for media_type, entry in (content.items() if isinstance(content, Mapping) else ())
    ]
    return tuple(sorted(read, key=lambda one: ("json" not in one.media_type, one.media_type)))


def _read(media_type: str, value: Mapping, schemas: SchemaReader) -> Content:
    """Read one media type."""
    for key in _BY_POSITION:
        if key in value:
            message = f"{media_type} is not written part by part; the content is given as a whole"
            _widen(value, key, message, report=schemas.report)
    item = value.get("itemSchema")
    return Content(
        media_type=media_type,
        schema=schemas.read(value.get("schema", True), value.place),
        example=_example(value, schemas),
        item_schema=None if item is None else schemas.read(item, value.place),
        encoding=tuple(_encodings(value, schemas)),
    )


def _encodings(media_type: Mapping, schemas: SchemaReader) -> Iterator[Encoding]:
    """Read how the properties of a form are written. See https://spec.openapis.org/oas/v3.2.0#encoding-object."""
    encoding = media_type.get("encoding")
    for name, entry in encoding.items() if isinstance(encoding, Mapping) else ():
        value = followed(entry, schemas.document)
        explode, headers = value.get("explode"), value.get("headers")
        # The content type is described elsewhere, and is to be ignored here.
        given = [one for one in headers if one.lower() != "content-type"] if isinstance(headers, Mapping) else []
        if given:
            hint = "File(content, headers=...) in a body that is a mapping sends it"
            message = f"no argument has {', '.join(given)} of the part {name}"
            _widen(value, "headers", message, report=schemas.report, hint=hint)
        is_styled = not value.keys().isdisjoint(("style", "explode", "allowReserved"))
        style = style_of(value, name, Location.QUERY, schemas)
        yield Encoding(
            name=name,
            media_type=text(value, "contentType"),
            style=style if is_styled else "",
            explode=explode if isinstance(explode, bool) else style == "form",
            reserved=value.get("allowReserved") is True,
        )


def _widen(value: Mapping, key: str, message: str, *, report: Report, hint: str = "") -> None:
    """Say what of a media type or an encoding is left to the caller."""
    report.add(WIDENED, at=value.key_marks[key].place(value.file), message=message, hint=hint)


def _example(media_type: Mapping, schemas: SchemaReader) -> Value:
    """Give the example of a media type, the first by name when there are several, None when there is none."""
    examples = media_type.get("examples")
    if "example" in media_type or not isinstance(examples, Mapping) or not examples:
        return media_type.get("example")
    return followed(examples[min(examples)], schemas.document).get("value")
