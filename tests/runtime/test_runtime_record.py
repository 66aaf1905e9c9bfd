"""Values whose parts never change."""

from __future__ import annotations

import copy
import pickle
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from runtime.record import EMPTY, Record, hidden

T = TypeVar("T")


class Point(Record):
    """Two numbers, one of them optional."""

    x: int
    y: int = 0
    unit: ClassVar[str] = "mm"


class Named(Point, Generic[T], kw_only=False):
    """A point with parts that come in order too."""

    name: str
    secret: str = hidden(default="")
    about: Any = hidden()


class Row(Record, eq=False):
    """One of its kind."""

    id: str


def test_parts_are_given_by_name_and_have_defaults() -> None:
    point = Point(x=1)

    assert (point.x, point.y, point.unit) == (1, 0, "mm")
    assert Point.part_names() == ("x", "y")
    assert repr(point) == "Point(x=1, y=0)"


def test_parts_of_bases_come_first_and_hidden_ones_are_not_shown() -> None:
    named = Named[int](1, 2, "here", "s3cret", about=None)

    assert repr(named) == "Named(x=1, y=2, name='here')"
    assert named.secret == "s3cret"
    assert Named[int](1, name="here", about=EMPTY).y == 0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (Point, "Point needs x="),
        (lambda: Point(x=1, z=2), "Point has no z"),  # type: ignore[call-arg]
        (lambda: Point(1), "Point takes names, each once"),  # type: ignore[misc]
        (lambda: Named(1, 2, "n", "s", 3, 4), "Named takes x, y, name, secret, about, each once"),  # type: ignore[call-arg]
        (lambda: Named(1, x=1, name="n", about=0), "Named takes x, y, name, secret, about, each once"),  # type: ignore[misc]
    ],
)
def test_a_part_too_few_or_too_many_is_a_type_error(make: Any, message: str) -> None:
    with pytest.raises(TypeError) as error:
        make()

    assert str(error.value) == message


def test_nothing_changes() -> None:
    point = Point(x=1)

    with pytest.raises(AttributeError, match="x of a Point never changes"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="y of a Point never changes"):
        del point.y
    assert point.replaced(y=5) == Point(x=1, y=5)
    assert point == Point(x=1)


def test_equality_is_that_of_class_and_parts() -> None:
    assert Point(x=1) == Point(x=1, y=0)
    assert hash(Point(x=1)) == hash(Point(x=1, y=0))
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != (1, 0)
    assert Row(id="a") != Row(id="a")
    assert len({Row(id="a"), Row(id="a")}) == 2


def test_values_are_copied_and_pickled() -> None:
    point = Point(x=1, y=2)

    assert copy.copy(point) == copy.deepcopy(point) == pickle.loads(pickle.dumps(point)) == point
