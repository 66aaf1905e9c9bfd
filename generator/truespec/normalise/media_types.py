"""Media Type Objects. See https://spec.openapis.org/oas/v3.2.0#media-type-object."""

from __future__ import annotations

from collections.abc import Iterator

from truespec.document import Mapping, Value
from truespec.normalise.following import followed
from truespec.normalise.schemas import SchemaReader, text
from truespec.specification import Content, Encoding


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
        explode = value.get("explode")
        is_styled = not value.keys().isdisjoint(("style", "explode", "allowReserved"))
        style = text(value, "style") or "form"
        yield Encoding(
            name=name,
            media_type=text(value, "contentType"),
            style=style if is_styled else "",
            explode=explode if isinstance(explode, bool) else style == "form",
            reserved=value.get("allowReserved") is True,
        )


def _example(media_type: Mapping, schemas: SchemaReader) -> Value:
    """Give the example of a media type, the first by name when there are several, None when there is none."""
    examples = media_type.get("examples")
    if "example" in media_type or not isinstance(examples, Mapping) or not examples:
        return media_type.get("example")
    return followed(examples[min(examples)], schemas.document).get("value")
