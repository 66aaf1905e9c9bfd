"""Schemas that say more than the types of a package tell, because what they describe is given and taken whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from truespec.codes import WIDENED
from truespec.diagnostic import Report
from truespec.plan.bodies import Bodies, Form, has_items_alone
from truespec.plan.parts import is_as_it_is, stated_type
from truespec.plan.sequences import sequence_of
from truespec.schema import AnySchema, ForeignSchema, MapSchema, ObjectSchema, Schema
from truespec.specification import Content, Operation

_HAVE_FIELDS: Final = (AnySchema, ForeignSchema, MapSchema, ObjectSchema)
_FORMS: Final = (Form.URLENCODED, Form.MULTIPART)

Unused: TypeAlias = tuple[Schema, str]


def report_unused_schemas(bodies: Bodies, report: Report) -> None:
    """Say which schemas of bodies, answers and parameters no type tells of."""
    for operation in bodies.specification.operations:
        for schema, message in (*_of_bodies(operation, bodies), *_of_parameters(operation, bodies)):
            report.add(WIDENED, at=schema.place, message=message)


def _of_bodies(operation: Operation, bodies: Bodies) -> Iterator[Unused]:
    given = operation.request_body.contents if operation.request_body else ()
    yield from _of_contents([content for content in given if bodies.form(content) not in _FORMS], bodies)
    for content in given:
        if bodies.form(content) in _FORMS:
            yield from _of_form(content, bodies)
    for response in operation.responses:
        yield from _of_contents(response.contents, bodies)


def _of_form(content: Content, bodies: Bodies) -> Iterator[Unused]:
    """Give what no type tells of a form that is written."""
    if has_items_alone(content):
        yield from _unparted(content)
    elif not all(isinstance(one, _HAVE_FIELDS) for one in bodies.options(content.schema)):
        how = "bytes, whose boundary extra_headers= tells" if bodies.form(content) is Form.MULTIPART else "bytes"
        message = f"{content.media_type} is written from an object of fields; any other is given as {how}"
        yield content.schema, message
    objects = [one for one in bodies.options(content.schema) if isinstance(one, ObjectSchema)]
    for property_ in (one for object_ in objects for one in object_.properties):
        if is_as_it_is(content, property_, bodies):
            yield property_.schema, _as_it_is(stated_type(content, property_))


def _of_contents(contents: Sequence[Content], bodies: Bodies) -> Iterator[Unused]:
    """Give what no type tells of some alternatives; that of a JSON tells of the schema that others share with it."""
    told = [content.schema for content in contents if bodies.form(content) is Form.JSON]
    for content in contents:
        if content.schema not in told:
            yield from _of_content(content, bodies)


def _of_content(content: Content, bodies: Bodies) -> Iterator[Unused]:
    """Give what no type tells of a content that is no form to be written."""
    if sequence_of(content, bodies):
        return
    if has_items_alone(content):
        yield from _unparted(content)
    elif bodies.has_shape(content.schema):
        yield content.schema, _as_it_is(content.media_type)


def _unparted(content: Content) -> Iterator[Unused]:
    if content.item_schema:
        message = f"the items of {content.media_type} cannot be told apart; the content is given as a whole"
        yield content.item_schema, message


def _of_parameters(operation: Operation, bodies: Bodies) -> Iterator[Unused]:
    for given in operation.parameters:
        if bodies.is_text(given):
            yield given.schema, _as_it_is(given.media_type)


def _as_it_is(media_type: str) -> str:
    return f"{media_type} is given and taken as it is; no type tells of its schema"
