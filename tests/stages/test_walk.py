"""A walk that looks for words passes by what has none of them, and misses nothing that has."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised, ref
from truespec.document import Document, Mapping
from truespec.grammar import Kind
from truespec.occurring import EXTENSION, MORE_THAN_REFERENCE, bits_of, occurring
from truespec.pointer import Pointer
from truespec.rewriting import rewrite_schemas
from truespec.walk import walk

SCHEMAS = f"""
Pet:
  type: object
  properties:
    tag: {{type: string, x-tag: 1}}
    owner: {{description: The owner, $ref: '#/components/schemas/Owner'}}
    kind: {{type: array, items: {{enum: [a, b]}}}}
    friend: {ref("Pet")}
Owner: {{type: string, examples: [{{allOf: data}}]}}
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return normalised(tmp_path, api(SCHEMAS)).specification.described


def found(document: Document, *words: str) -> list[str]:
    """Give the last names of the schemas that a walk gives."""
    return [one.tokens[-1] for one in walk(document.root, to=Kind.SCHEMA, words=words)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("enum",), ["Pet", "kind", "items"]),
        ((EXTENSION,), ["Pet", "tag"]),
        (("$ref",), ["Pet", "owner", "friend"]),
        ((MORE_THAN_REFERENCE,), ["Pet", "owner"]),
        (("enum", EXTENSION), ["Pet", "tag", "kind", "items"]),
        # What a property or data is called may be a word too, and is looked at all the same.
        (("allOf",), ["Owner"]),
        (("oneOf",), []),
        ((), ["Pet", "tag", "owner", "kind", "items", "friend", "Owner"]),
    ],
)
def test_a_walk_gives_what_has_a_word_and_what_leads_there(
    document: Document, words: tuple[str, ...], names: list[str]
) -> None:
    assert found(document, *words) == names


def test_a_word_that_nobody_has_named_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="allof"):
        bits_of(("allof",))


@pytest.mark.parametrize(("alone", "seen"), [(True, ["owner", "friend"]), (False, ["owner"])])
def test_a_change_sees_a_mere_reference_when_it_asks_for_it(document: Document, alone: bool, seen: list[str]) -> None:
    told: list[str] = []

    def change(schema: Mapping, pointer: Pointer) -> Mapping:
        told.append(pointer.tokens[-1])
        return schema

    assert rewrite_schemas(document.root, change, frozenset(("$ref",)), alone=alone) is document.root
    assert told == seen


def test_what_a_change_puts_in_is_found_by_the_next_walk(document: Document) -> None:
    def change(schema: Mapping, _: Pointer) -> Mapping:
        closed = schema.like(schema)
        closed.put("readOnly", True, schema.mark, schema.mark)
        return closed

    assert not occurring(document.root) & bits_of(("readOnly",))
    root = rewrite_schemas(document.root, change, frozenset(("enum",)))
    assert found(Document(root, document.sources), "readOnly") == ["Pet", "kind", "items"]
    assert not occurring(document.root) & bits_of(("readOnly",))
