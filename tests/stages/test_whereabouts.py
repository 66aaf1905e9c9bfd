"""The pointers of places, wherever in a description they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from described import api
from truespec.diagnostic import Report
from truespec.document import Document, Place
from truespec.load import load
from truespec.pointer import Pointer
from truespec.whereabouts import pointers

SCHEMAS = """
Pet:
  properties:
    tags: {items: {type: string}}
    name: {enum: [a, b]}
Owner: {type: string}
"""
POINTERS = (
    "#/openapi",
    "#/components/schemas/Owner",
    "#/components/schemas/Owner/type",
    "#/components/schemas/Pet/properties/name/enum/1",
    "#/components/schemas/Pet/properties/tags/items",
)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    source = tmp_path / "api.yaml"
    source.write_text(api(SCHEMAS))
    return load(source, Report())


def placed(document: Document) -> dict[Place, Pointer]:
    """Give pointers by their places, which bear none themselves."""
    parsed = map(Pointer.parse, POINTERS)
    return {replace(document.place(pointer), pointer=Pointer()): pointer for pointer in parsed}


def test_each_place_has_its_pointer(document: Document) -> None:
    wanted = placed(document)

    assert pointers(document, wanted.keys()) == wanted
    for place in wanted:
        assert pointers(document, {place}) == {place: wanted[place]}


def test_what_was_moved_is_found_too(document: Document) -> None:
    wanted, root = placed(document), document.root.like(document.root)
    root.put("components", root["components"], root.mark, root.mark)

    assert pointers(Document(root, document.sources), wanted.keys()) == wanted


def test_the_place_of_a_key_is_that_of_its_value(document: Document) -> None:
    place = replace(document.key_place(Pointer.parse("#/components/schemas/Pet/properties/name")), pointer=Pointer())

    assert [str(found) for found in pointers(document, {place}).values()] == [
        "#/components/schemas/Pet/properties/name"
    ]


def test_where_nothing_begins_has_no_pointer(document: Document) -> None:
    wanted = placed(document)

    assert pointers(document, {*wanted, Place("api.yaml", 99), Place("other.yaml", 1)}) == wanted
    assert pointers(document, frozenset()) == {}
