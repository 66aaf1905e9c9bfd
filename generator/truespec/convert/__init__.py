"""Convert: a Swagger 2.0 document in the words of OpenAPI 3."""

from truespec.convert.bodies import with_bodies
from truespec.convert.swagger import convert, part_converter

__all__ = ["convert", "part_converter", "with_bodies"]
