"""Which inline schemas share one class."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised, ref, sends_and_receives
from truespec.diagnostic import Report
from truespec.package import Alias
from truespec.plan import plan

FIRST = "{properties: {kind: {enum: [cat, dog]}, size: {type: integer}, note: {}}}"


def shared(folder: Path, schemas: str) -> dict[str, str]:
    """Give the class of each name that is not the first of its type."""
    package = normalised(folder, api(schemas)).package
    return {declared.name: type_.declared.name for declared, type_ in package.shared}


@pytest.mark.parametrize(
    "other",
    [
        FIRST,
        "{description: another use, properties: {kind: {enum: [cat, dog]}, size: {type: integer}, note: {}}}",
        "{example: {kind: dog}, properties: {kind: {enum: [cat, dog]}, size: {type: integer}, note: {}}}",
    ],
)
def test_inline_schemas_that_say_the_same_share_the_class_with_the_shorter_name(tmp_path: Path, other: str) -> None:
    text = f"Pet: {{properties: {{inner: {FIRST}}}}}\nPerson: {{properties: {{inner: {other}}}}}"
    wanted = {"PersonInnerKind": "PetInnerKind"}

    found = shared(tmp_path, text)

    assert found == wanted | ({} if "another use" in other else {"PersonInner": "PetInner"})


@pytest.mark.parametrize(
    "other",
    [
        "{properties: {kind: {enum: [cat, cow]}, size: {type: integer}, note: {}}}",
        "{properties: {kind: {enum: [cat, dog]}, size: {type: number}, note: {}}}",
        "{properties: {kind: {enum: [cat, dog]}, size: {type: integer}, note: {}}, required: [size]}",
        "{properties: {kind: {enum: [cat, dog], default: cat}, size: {type: integer}, note: {}}}",
        "{properties: {size: {type: integer}, kind: {enum: [cat, dog]}, note: {}}}",
        "{properties: {kind: {enum: [cat, dog]}, size: {type: integer, description: in cm}, note: {}}}",
        "{properties: {kind: {enum: [cat, dog]}, size: {type: integer}, note: {}}, deprecated: true}",
    ],
)
def test_one_difference_keeps_two_classes(tmp_path: Path, other: str) -> None:
    text = f"Pet: {{properties: {{inner: {FIRST}}}}}\nPerson: {{properties: {{inner: {other}}}}}"

    assert "PersonInner" not in shared(tmp_path, text)


def test_schemas_that_their_author_named_keep_a_class_each(tmp_path: Path) -> None:
    text = f"Pet: {FIRST}\nPerson: {FIRST}\nRef: {{properties: {{inner: {FIRST}}}}}"

    assert shared(tmp_path, text) == {"PersonKind": "PetKind", "RefInnerKind": "PetKind"}


def test_a_component_that_is_only_a_reference_has_the_class_that_it_leads_to(tmp_path: Path) -> None:
    text = f"""
        A: {ref("Chosen")}
        Chosen: {{oneOf: [{ref("Pet")}]}}
        Pet: {{type: object, properties: {{parent: {ref("A")}}}}}
        Perhaps: {{oneOf: [{ref("Pet")}, {{type: 'null'}}]}}
    """

    assert shared(tmp_path, text) == {"A": "Pet", "Chosen": "Pet"}


def test_options_that_share_their_class_are_one_option(tmp_path: Path) -> None:
    kinds = (f"{{properties: {{kind: {{const: {kind}}}}}, required: [kind]}}" for kind in ("a", "b"))
    text = f"""
        Choice: {{oneOf: [{{oneOf: [{", ".join(kinds)}]}}, {{properties: {{note: {{type: string}}}}}}]}}
        Impossible:
          additionalProperties:
            anyOf: [{{allOf: [{{type: string, enum: [x, y]}}, {ref("Choice")}]}}, {{type: array}}]
            properties: {{side: {{}}}}
    """

    package = normalised(tmp_path, api(text)).package

    readers = {type_.declared.name: type_.reader for type_ in package.types if isinstance(type_, Alias)}
    assert readers["ImpossibleValueValue"] == ""
    assert readers["ChoiceValue"] == 'Tagged("kind", {"a": 0, "b": 1})'


def test_which_class_is_shared_does_not_depend_on_the_order_of_entries(tmp_path: Path) -> None:
    schemas = [f"{name}: {{properties: {{inner: {FIRST}}}}}" for name in ("Bee", "Ant", "Cat", "Elephant")]

    found = shared(tmp_path, "\n".join(schemas))

    assert found == shared(tmp_path, "\n".join(reversed(schemas)))
    assert set(found.values()) == {"AntInner", "AntInnerKind"}


def test_what_an_operation_takes_or_gives_keeps_its_own_class(tmp_path: Path) -> None:
    text = api("Pet: {}", sends_and_receives(FIRST, f"{{type: array, items: {FIRST}}}"))

    package = normalised(tmp_path, text).package

    assert [declared.name for declared, _ in package.shared] == ["CreatePetResponseItemKind"]


def test_what_the_api_sends_or_streams_keeps_its_own_class(tmp_path: Path) -> None:
    text = f"""
openapi: 3.2.0
info: {{title: Pets, version: 1.0.0}}
webhooks:
  petBorn: {{post: {{requestBody: {{content: {{application/json: {{schema: {FIRST}}}}}}}}}}}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': {{description: all, content: {{application/jsonl: {{itemSchema: {FIRST}}}}}}}
components: {{schemas: {{Pet: {{properties: {{inner: {FIRST}}}}}}}}}
"""

    package = normalised(tmp_path, text).package

    assert {declared.name for declared, _ in package.shared}.isdisjoint(
        {"PetInner", "PetBornRequest", "ListPetsResponseItem"}
    )
    assert len(package.types) == 5


def test_a_shared_name_that_collided_is_told_of_like_any_other(tmp_path: Path) -> None:
    text = api(f"Pet: {{properties: {{inner-one: {FIRST}, inner_one: {FIRST}}}}}")
    report = Report()

    package = plan(normalised(tmp_path, text).specification, "pets", report)

    (shared,) = (declared.name for declared, _ in package.shared if not declared.name.endswith("Kind"))
    told = [item.message for item in report if item.message.startswith("the class ")]
    assert any(f" is {shared} in Python" in message for message in told)
