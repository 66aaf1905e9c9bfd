"""readOnly and writeOnly: what a client sends and what it receives."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import Described, api, normalised, ref, sends_and_receives

PET = """
Pet:
  required: [id, name, secret]
  properties:
    id: {type: integer, readOnly: true}
    name: {type: string}
    secret: {type: string, writeOnly: true}
"""


def sent_and_received(described: Described) -> tuple[str, str]:
    """Give the names of the schemas that the operation sends and receives."""
    operation = described.root["paths"]["/pets"]["post"]
    holders = (operation["requestBody"], operation["responses"]["200"])
    sent, received = (holder["content"]["application/json"]["schema"]["$ref"] for holder in holders)
    return sent.removeprefix("#/components/schemas/"), received.removeprefix("#/components/schemas/")


def test_a_schema_that_goes_both_ways_has_a_form_for_each(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(PET, sends_and_receives(ref("Pet"), ref("Pet"))))

    assert sent_and_received(described) == ("Pet.sent", "Pet")
    assert list(described.properties("Pet.sent")) == ["name", "secret"]
    assert described.schemas["Pet.sent"]["required"] == ["name", "secret"]
    assert list(described.properties("Pet")) == ["id", "name"]
    assert described.schemas["Pet"]["required"] == ["id", "name"]


def test_a_schema_that_is_only_sent_keeps_its_name(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(PET, sends_and_receives(ref("Pet"), "{type: string}")))

    assert list(described.schemas) == ["Pet"]
    assert list(described.properties("Pet")) == ["name", "secret"]


def test_a_schema_that_is_only_received_keeps_its_name(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(PET, sends_and_receives("{type: string}", ref("Pet"))))

    assert list(described.schemas) == ["Pet"]
    assert list(described.properties("Pet")) == ["id", "name"]


@pytest.mark.parametrize(
    "both",
    [
        "{type: string, readOnly: true, writeOnly: true}",
        "{$ref: '#/components/schemas/Secret', readOnly: true}",
        "{allOf: [{$ref: '#/components/schemas/Secret'}, {readOnly: true}]}",
    ],
)
def test_a_property_that_would_go_neither_way_goes_both_and_is_told(both: str, tmp_path: Path) -> None:
    schemas = (
        f"Pet: {{required: [id], properties:\n {{id: {both}, name: {{}}}}}}\nSecret: {{type: string, writeOnly: true}}"
    )

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Pet"), ref("Pet"))))

    assert list(described.properties("Pet")) == ["id", "name"]
    assert described.schemas["Pet"]["required"] == ["id"]
    assert sent_and_received(described) == ("Pet", "Pet")
    (told,) = described.complaints
    assert told.startswith("14:") and told.endswith(
        "TS324: readOnly and writeOnly exclude each other, so neither has an effect"
    )


def test_a_schema_without_one_way_properties_is_not_split(tmp_path: Path) -> None:
    schemas = "Pet: {properties: {name: {type: string, readOnly: false}}}"

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Pet"), ref("Pet"))))

    assert sent_and_received(described) == ("Pet", "Pet")
    assert list(described.schemas) == ["Pet"]


@pytest.mark.parametrize(
    "holding",
    [
        "{ref}",
        "{{type: array, items: {ref}}}",
        "{{additionalProperties: {ref}}}",
        "{{anyOf: [{ref}, {{type: string}}]}}",
    ],
)
def test_what_holds_a_split_schema_is_split_too(holding: str, tmp_path: Path) -> None:
    schemas = f"{PET}\nOwner: {{properties: {{pet: {holding.format(ref=ref('Pet'))}, friend: {ref('Owner')}}}}}"

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Owner"), ref("Owner"))))

    assert list(described.schemas) == ["Owner", "Owner.sent", "Pet", "Pet.sent"]
    assert "'#/components/schemas/Pet.sent'" in str(described.properties("Owner.sent")["pet"])
    assert "'#/components/schemas/Pet'" in str(described.properties("Owner")["pet"])
    assert described.properties("Owner.sent")["friend"] == {"$ref": "#/components/schemas/Owner.sent"}


def test_a_schema_that_is_only_sent_holds_the_form_that_is_sent(tmp_path: Path) -> None:
    schemas = f"{PET}\nCreate: {{properties: {{pet: {ref('Pet')}, at: {{readOnly: true}}}}}}"

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Create"), ref("Pet"))))

    assert described.properties("Create") == {"pet": {"$ref": "#/components/schemas/Pet.sent"}}
    assert list(described.properties("Pet.sent")) == ["name", "secret"]


def test_a_nested_inline_object_is_split_too(tmp_path: Path) -> None:
    schemas = "Pet: {properties: {a: {properties: {b: {type: string, readOnly: true}, c: {type: string}}}}}"

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Pet"), ref("Pet"))))

    assert list(described.properties("Pet.a")) == ["b", "c"]
    assert list(described.properties("Pet.a.sent")) == ["c"]


@pytest.mark.parametrize(("beside", "kept"), [("", []), (", readOnly: false", ["at"])])
def test_read_only_of_a_target_counts_unless_the_use_says_otherwise(
    beside: str, kept: list[str], tmp_path: Path
) -> None:
    schemas = f"""
        Pet: {{properties: {{at: {{$ref: '#/components/schemas/Stamp'{beside}}}, name: {{type: string}}}}}}
        Stamp: {{type: string, format: date-time, readOnly: true}}
    """

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Pet"), "{type: string}")))

    assert list(described.properties("Pet")) == [*kept, "name"]


def test_the_members_of_a_composition_keep_their_direction(tmp_path: Path) -> None:
    schemas = f"{PET}\nCat: {{allOf: [{ref('Pet')}, {{properties: {{lives: {{readOnly: true}}}}}}]}}"

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Cat"), ref("Cat"))))

    assert list(described.properties("Cat.sent")) == ["name", "secret"]
    assert list(described.properties("Cat")) == ["id", "name", "lives"]


def test_a_schema_of_the_name_that_a_form_would_get_is_not_lost(tmp_path: Path) -> None:
    schemas = f"{PET}\nPet.sent: {{properties: {{mine: {{type: string}}}}}}"

    described = normalised(tmp_path, api(schemas, sends_and_receives(ref("Pet"), ref("Pet"))))

    assert list(described.properties("Pet.sent")) == ["mine"]
    assert sent_and_received(described)[0] not in ("Pet", "Pet.sent")
    assert list(described.properties(sent_and_received(described)[0])) == ["name", "secret"]


def test_what_a_callback_receives_is_not_sent(tmp_path: Path) -> None:
    paths = f"""
        /pets:
          post:
            operationId: createPet
            callbacks:
              told: {{'http://b': {{post: {{requestBody: {{content: {{text/json: {{schema: {ref("Pet")}}}}}}}}}}}}}
            responses: {{'204': {{description: ok}}}}
    """

    described = normalised(tmp_path, api(PET, paths))

    assert list(described.properties("Pet")) == ["id", "name"]


def test_read_only_fields_are_no_arguments_and_write_only_ones_no_fields(tmp_path: Path) -> None:
    described = normalised(tmp_path, api(PET, sends_and_receives(ref("Pet"), ref("Pet"))))

    (method,) = described.package.resources[0].methods
    assert [argument.name for argument in method.fields] == ["name", "secret"]
    assert list(described.model("Pet").fields) == ["id", "name"]
