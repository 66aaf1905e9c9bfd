"""Fields of forms that may be files, or whose media type has a way of its own, in which their author writes them."""

from __future__ import annotations

from truespec.plan.bodies import Bodies, Form, has_no_objects, is_json, item_of
from truespec.plan.field_rules import is_nullable
from truespec.schema import ArraySchema, Property, Scalar, ScalarSchema, TupleSchema
from truespec.specification import Content


def field_annotation(content: Content, property_: Property, bodies: Bodies) -> str | None:
    """Give the annotation of a field that is given as a file or as a text, None for any other."""
    one = _one_type(content, property_, bodies)
    if one is None:
        return None
    is_list = isinstance(bodies.inner(property_.schema), ArraySchema | TupleSchema)
    null = " | None" if is_nullable(property_.schema, bodies.specification) else ""
    return f"Sequence[{one}]{null}" if is_list else f"{one}{null}"


def is_as_it_is(content: Content, property_: Property, bodies: Bodies) -> bool:
    """Say whether a field, or each item of one, is written by its author, so that no type tells of its schema."""
    schema = bodies.inner(property_.schema)
    return _is_own(content, property_, bodies) and bodies.has_shape(item_of(schema))


def stated_type(content: Content, property_: Property) -> str:
    """Give the media type that the encoding of a field tells, empty without one."""
    return next((one.media_type for one in content.encoding if one.name == property_.wire_name), "")


def _one_type(content: Content, property_: Property, bodies: Bodies) -> str | None:
    """Give the annotation of each thing that a field is written from, None where that is what its schema says."""
    schema = bodies.inner(property_.schema)
    is_own = _is_own(content, property_, bodies)
    if bodies.form(content) is not Form.MULTIPART:
        return "str" if is_own else None
    if bodies.is_binary(item_of(schema)):
        return "FileInput"
    is_text = isinstance(schema, ScalarSchema) and schema.scalar is Scalar.STRING
    return "FileInput | str" if is_own or (is_text and _is_of_files(stated_type(content, property_))) else None


def _is_own(content: Content, property_: Property, bodies: Bodies) -> bool:
    """Say whether a field is in a media type that has a way of its own for it."""
    stated, schema = stated_type(content, property_), bodies.inner(property_.schema)
    if not has_no_objects(stated):
        return False
    match bodies.form(content):
        case Form.MULTIPART:
            return not isinstance(schema, ScalarSchema) or (_is_of_files(stated) and bodies.has_shape(schema))
        case Form.URLENCODED:
            # No part says what it is in, so plain values are their text.
            return bodies.is_composed(item_of(schema))
        case _:
            return False


def _is_of_files(media_type: str) -> bool:
    """Say whether the content of a part is not written as text."""
    return bool(media_type) and not media_type.lower().startswith("text/") and not is_json(media_type)
