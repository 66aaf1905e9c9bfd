"""Properties of objects, with all that is said of their use. See https://spec.openapis.org/oas/v3.1.2#properties."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from msgspec import Struct

from truespec.document import Document, Mapping, Place, Sequence, Value
from truespec.grammar import is_extension
from truespec.normalise.chains import chain
from truespec.normalise.extensions import naming, wire
from truespec.normalise.extensions.go import skips_optional_pointer
from truespec.normalise.extensions.paging import purpose
from truespec.schema import LooseSchema, NullableSchema, Property, Schema, Sending


class PropertyReader(Struct, frozen=True):
    """Reads the properties of one document's objects; `read` reads their schemas."""

    document: Document
    read: Callable[[Value, Place], Schema]

    def read_all(self, schema: Mapping, properties: Mapping) -> tuple[Property, ...]:
        """Read the declared properties, in their order."""
        required = schema.get("required")
        names = required if isinstance(required, Sequence) else ()
        return tuple(self._read_property(schema, properties, name, required=name in names) for name in properties)

    def _read_property(self, holder: Mapping, properties: Mapping, name: str, *, required: bool) -> Property:
        """Read one property; what its schema says of the use stands beside the reference."""
        value = properties[name]
        use = value if isinstance(value, Mapping) else Mapping(properties.file, properties.mark)
        place = properties.key_marks[name].place(use.file)
        schema = self.read(value, place)
        said = [one for one in chain(self.document, use) if any(map(is_extension, one))]
        sending, description = _sending(use, said), use.get("description")
        required = required and sending is not Sending.NEVER
        always = sending is Sending.ALWAYS and not required
        # What is always sent and never null has Go's zero value for what nobody gave.
        refuses_null = always and _first(said, wire.refuses_null) is True
        zero = refuses_null or (not required and _first(said, skips_optional_pointer) is True)
        return Property(
            wire_name=name,
            schema=_nullable_or_not(schema, zero=zero, always=always),
            place=place,
            required=required,
            zero=zero,
            default=_default(chain(self.document, use)),
            description=description if isinstance(description, str) else "",
            deprecation=wire.deprecation(use),
            sending=sending,
            name_hint=naming.property_name(holder, use, name),
            exact_name=naming.exact_name(use),
            fallback_name=naming.go_name(use),
            tags=wire.extra_tags(use),
            purpose=next((told for one in said if (told := purpose(one))), ""),
        )


def _default(said: Iterable[Mapping]) -> str:
    """Give the JSON of what stands for an absent value; what is said beside a reference wins over its target."""
    return next((json.dumps(one["default"]) for one in said if "default" in one), "")


def _first(said: list[Mapping], read: Callable[[Mapping], bool | None]) -> bool | None:
    """Give the first answer along the references; what is said beside one wins over its target."""
    return next((told for one in said if (told := read(one)) is not None), None)


def _sending(use: Mapping, said: list[Mapping]) -> Sending:
    """Say when a property is sent."""
    empty, zero = _first(said, wire.omits_empty), _first(said, wire.omits_zero)
    if wire.is_ignored(use):
        return Sending.NEVER
    if empty:
        return Sending.NOT_EMPTY
    if zero:
        return Sending.NOT_ZERO
    return Sending.ALWAYS if empty is False or zero is False else Sending.AS_GIVEN


def _nullable_or_not(schema: Schema, *, zero: bool, always: bool) -> Schema:
    """Give a schema without null where that reads as zero, and with it where null stands for what was not given."""
    if isinstance(schema, NullableSchema | LooseSchema):
        return schema.schema if zero else schema
    return NullableSchema(place=schema.place, schema=schema) if always and not zero else schema
