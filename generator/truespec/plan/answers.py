"""What a path of wire names leads to in the one answer that an operation has, and the lists in it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from truespec.paging import Path
from truespec.plan.bodies import Bodies, Form
from truespec.plan.sequences import sequence_of
from truespec.schema import AnySchema, ArraySchema, MapSchema, ObjectSchema, Property, Schema
from truespec.specification import Operation


class Answer(Struct, frozen=True):
    """The schema of an answer, and what looks into it."""

    schema: Schema
    bodies: Bodies

    def at(self, path: Path) -> Schema | None:
        """Give what is at a path, without null and references; None where nothing is described."""
        found = self.bodies.inner(self.schema)
        for name in path:
            if not isinstance(found, ObjectSchema):
                return found if isinstance(found, AnySchema | MapSchema) else None
            property_ = next((one for one in found.properties if one.wire_name == name), None)
            if property_ is None:
                return None
            found = self.bodies.inner(property_.schema)
        return found

    def properties(self, path: Path = ()) -> Iterator[tuple[Property, Schema]]:
        """Give the properties of the object at a path, each with what it is."""
        found = self.at(path)
        for property_ in found.properties if isinstance(found, ObjectSchema) else ():
            yield property_, self.bodies.inner(property_.schema)

    def lists(self, path: Path = ()) -> list[Path]:
        """Give the paths of the lists in the object at a path."""
        return [(*path, one.wire_name) for one, schema in self.properties(path) if isinstance(schema, ArraySchema)]

    def objects(self, path: Path = ()) -> list[Path]:
        """Give the paths of the objects in the object at a path."""
        return [(*path, one.wire_name) for one, schema in self.properties(path) if isinstance(schema, ObjectSchema)]


def answer_of(operation: Operation, bodies: Bodies) -> Answer | None:
    """Give the answer that every success is, None where successes differ, or are no JSON that is read whole."""
    responses = [response for response in operation.responses if response.status.startswith("2")]
    contents = [content for response in responses for content in response.contents]
    is_json = all(bodies.form(content) is Form.JSON and not sequence_of(content, bodies) for content in contents)
    if not contents or not is_json or not all(response.contents for response in responses):
        return None
    same = len({bodies.result(content) for content in contents}) == 1
    return Answer(contents[0].schema, bodies) if same else None
