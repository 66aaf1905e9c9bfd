"""A choice and its discriminator as meaning."""

from __future__ import annotations

from msgspec.structs import replace

from truespec.document import Mapping
from truespec.pointer import Pointer
from truespec.schema import LooseSchema, NullableSchema, ReferenceSchema, Schema, Tags, UnionSchema


def with_tags(read: Schema, schema: Mapping) -> Schema:
    """Give a choice that was read with the values that its discriminator tells the options apart by.

    The value of a discriminator stands in an object, so nothing else is an option.
    """
    tags = _tags_of(schema)
    match read:
        case NullableSchema():
            return replace(read, schema=with_tags(read.schema, schema))
        case UnionSchema() if tags:
            options = tuple(option.schema if isinstance(option, LooseSchema) else option for option in read.options)
            names = {option.name for option in options if isinstance(option, ReferenceSchema)}
            wanted = {name for _, name in tags.options} | {tags.default} - {None}
            is_whole = len(names) == len(options) and wanted <= names
            return replace(read, options=options, tags=tags) if is_whole else read
        case _:
            return read


def _tags_of(schema: Mapping) -> Tags | None:
    discriminator = schema.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, Mapping) else None
    if not isinstance(discriminator, Mapping) or not isinstance(mapping, Mapping) or not mapping:
        return None
    default = discriminator.get("defaultMapping")
    return Tags(
        wire_name=str(discriminator.get("propertyName")),
        options=tuple((value, _name(str(target))) for value, target in mapping.items()),
        default=_name(default) if isinstance(default, str) else None,
    )


def _name(target: str) -> str:
    return Pointer.parse(target).tokens[-1] if target.startswith("#") else target
