"""A schema that is one of its own options says nothing, and a type that says so ends the program that reads it.

See https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from truespec.codes import REFERENCE_CYCLE
from truespec.diagnostic import Report
from truespec.schema import LooseSchema, NullableSchema, ReferenceSchema, Schema, UnionSchema
from truespec.specification import NamedSchema


def report_own_options(schemas: Iterable[NamedSchema], report: Report) -> None:
    """Report the first chain of schemas that leads back to where it began, with no object or list on the way."""
    named = {one.name: one for one in schemas}
    try:
        TopologicalSorter({name: set(_options(one.schema)) for name, one in named.items()}).prepare()
    except CycleError as cycle:
        first = named[min(cycle.args[1])]
        message = f"the schema {first.name} is one of its own options"
        report.add(REFERENCE_CYCLE, at=first.place, message=message, hint="take it out of them")


def _options(schema: Schema) -> Iterator[str]:
    """Give the names of the schemas that a value of this one may be a value of, as far as it is nothing more."""
    waiting = [schema]
    while waiting:
        match waiting.pop():
            case ReferenceSchema(name=name):
                yield name
            case NullableSchema(schema=inner) | LooseSchema(schema=inner):
                waiting.append(inner)
            case UnionSchema(options=options):
                waiting.extend(options)
            case _:
                pass
